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

    public abstract int Id(int slot);

    public abstract FieldValue Value(int slot);

    public abstract bool AnyValue(FieldTest test);
}
