namespace Knooppunt.Detection;

/// <summary>Rows that lie together, of which one at a time is looked at.</summary>
abstract class Rows : Row
{
    /// <summary>Looks at another row.</summary>
    public abstract void Set(int row);

    /// <summary>Says that a value of the row looked at will be asked for.</summary>
    public abstract void Foresee(int slot);

    /// <summary>Looks up all values that were foreseen, together: then the waits for memory overlap.</summary>
    public abstract void LookUpForeseen();
}
