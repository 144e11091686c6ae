namespace Knooppunt.Effect;

/// <summary>What a test allows a page to say. The names are stored.</summary>
/// <remarks>There is no "no effect": a test that shows nothing does not show that there is nothing.</remarks>
public enum Verdict : byte
{
    /// <summary>The method may not be used on these figures; why stands beside it.</summary>
    CannotBeTested,
    /// <summary>The figures agree with no change at all. They may agree with a change too: the interval says with which.</summary>
    NotShown,
    /// <summary>No change at all is outside the interval. The sign of the figure says which way.</summary>
    Shown,
}
