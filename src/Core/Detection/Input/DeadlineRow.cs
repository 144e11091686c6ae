using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>The row that an absence hands to correlations above it: its deadline and its group.</summary>
sealed class DeadlineRow : Row
{
    readonly Plan _plan;
    readonly SlotValues _values;
    readonly KeyValuePair<string, FieldValue>[] _key;

    public DeadlineRow(Plan plan, SlotValues values, Match match)
    {
        (_plan, _values, _key) = (plan, values, [.. match.Key]);
        (Time, Offset) = (match.Time.UtcTicks, match.Offset);
    }

    public override int Id(int slot) => Find(slot) is { } value ? _values.Of(slot, value) : ValueTable.Absent;

    public override FieldValue Value(int slot) => Find(slot) ?? default;

    public override void Present(IntBuffer slots)
    {
        for (var slot = 0; slot < _plan.Slots.Length; slot++)
        {
            if (Find(slot) is not null)
                slots.Add(slot);
        }
    }

    public override void FindUnread(TextIndex index, IntBuffer found)
    {
    }

    public override bool AnyValue(FieldTest test) => false;

    FieldValue? Find(int slot)
    {
        foreach (var (name, value) in _key)
        {
            if (name == _plan.Slots[slot].Name)
                return value;
        }

        return null;
    }
}
