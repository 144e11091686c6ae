using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>One event as the engine sees it: numbers for values, looked up when first asked for.</summary>
abstract class Row
{
    /// <summary>UTC ticks.</summary>
    public long Time { get; protected set; }

    public long Offset { get; protected set; }

    /// <summary>The observation's own subject, where rows have one.</summary>
    public virtual Subject? Subject => null;

    /// <summary>The observation itself where it is a derived one, which nothing else keeps; null for what was observed.</summary>
    public virtual Observation? Derived => null;

    public abstract int Id(int slot);

    public abstract FieldValue Value(int slot);

    /// <summary>A text as it lies there in UTF-8; empty when it is no text, or must be made first. Good until the next question.</summary>
    public virtual ReadOnlySpan<byte> Text(int slot) => default;

    /// <summary>Adds the slots of the fields that it has.</summary>
    public abstract void Present(IntBuffer slots);

    /// <summary>Adds the slots of the fields that it has, and beside them the numbers of their values; <see cref="ValueTable.Unnumbered"/> for some that were never met before.</summary>
    public virtual void Present(IntBuffer slots, IntBuffer ids)
    {
        var before = slots.Count;
        Present(slots);
        foreach (var slot in slots.Written[before..])
            ids.Add(Id(slot));
    }

    /// <summary>Looks up the values of the fields that the plan does not read by name, each by itself; asked for only when it reads every field.</summary>
    /// <param name="index">Where.</param>
    /// <param name="found">Gets the numbers of the tests that hold.</param>
    public abstract void FindUnread(TextIndex index, IntBuffer found);

    public abstract bool AnyValue(FieldTest test);
}
