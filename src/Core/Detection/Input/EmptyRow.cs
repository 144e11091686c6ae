using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>An event without fields.</summary>
sealed class EmptyRow : Row
{
    /// <summary>The only one: it never changes.</summary>
    public static readonly EmptyRow Only = new();

    EmptyRow()
    {
    }

    public override int Id(int slot) => ValueTable.Absent;

    public override FieldValue Value(int slot) => default;

    public override void Present(IntBuffer slots)
    {
    }

    public override void FindUnread(TextIndex index, IntBuffer found)
    {
    }

    public override bool AnyValue(FieldTest test) => false;
}
