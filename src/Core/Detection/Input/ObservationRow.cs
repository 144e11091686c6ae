using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>An observation as a row. The fields type, family, source and organisation come from its envelope when its data lacks them.</summary>
sealed class ObservationRow : Row
{
    const int Unknown = -1;
    readonly PlanSlot[] _slots;
    readonly SlotValues _values;
    readonly int[] _ids;
    Observation _observation = null!;
    bool _isDerived;

    public ObservationRow(Plan plan, SlotValues values) => (_slots, _values, _ids) = (plan.Slots, values, new int[plan.Slots.Length]);

    public override Subject? Subject => _observation.Subject;

    public override Observation? Derived => _isDerived ? _observation : null;

    public void Set(in Recorded recorded, bool isDerived = false)
    {
        (_observation, _isDerived) = (recorded.Observation, isDerived);
        Offset = recorded.Offset;
        Time = recorded.Observation.Time.UtcTicks;
        Array.Fill(_ids, Unknown);
    }

    public override int Id(int slot)
    {
        var id = _ids[slot];
        return id != Unknown ? id : _ids[slot] = TryGet(_observation, _slots[slot].Name, out var value) ? _values.Of(slot, value) : ValueTable.Absent;
    }

    public override FieldValue Value(int slot) => TryGet(_observation, _slots[slot].Name, out var value) ? value : default;

    public override void Present(IntBuffer slots)
    {
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            if (Id(slot) != ValueTable.Absent)
                slots.Add(slot);
        }
    }

    public override void FindUnread(TextIndex index, IntBuffer found)
    {
        foreach (var field in _observation.Data)
        {
            if (field.Value.Kind != FieldKind.None && !Array.Exists(_slots, slot => slot.Name == field.Key))
                index.Find(field.Value, found);
        }
    }

    public override bool AnyValue(FieldTest test)
    {
        foreach (var field in _observation.Data)
        {
            if (field.Value.Kind != FieldKind.None && test.Matches(field.Value, present: true))
                return true;
        }

        return false;
    }

    public static bool TryGet(Observation observation, string field, out FieldValue value)
    {
        if (observation.Data.TryGet(field, out value))
            return true;
        value = field switch
        {
            "type" => observation.Type.Name,
            "family" => observation.Type.FamilyName,
            "source" => observation.Source,
            "organisation" => observation.Handling?.Organisation,
            _ => default,
        };
        return value.Kind != FieldKind.None;
    }
}
