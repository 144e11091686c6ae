namespace Knooppunt.Barriers;

/// <summary>How a barrier stands. The names are stored.</summary>
public enum BarrierState : byte
{
    /// <summary>It is wanted.</summary>
    Planned,
    /// <summary>It is being made.</summary>
    Built,
    /// <summary>It stands and does what it is for.</summary>
    Working,
    /// <summary>It stands and does nothing: a broken sensor is a broken barrier.</summary>
    Broken,
    /// <summary>It was taken away.</summary>
    Removed,
}

/// <summary>From when a barrier stood in some way.</summary>
/// <param name="Day">The first day.</param>
/// <param name="State">How it stood.</param>
public readonly record struct BarrierChange(DateOnly Day, BarrierState State);

/// <summary>The course of one barrier, from its changes in whatever order; of two on one day the later written counts.</summary>
public sealed class BarrierLife
{
    readonly BarrierChange[] _changes;

    /// <summary>The course that these changes make.</summary>
    /// <param name="changes">The changes, in the order in which they were written.</param>
    public BarrierLife(IEnumerable<BarrierChange> changes) => _changes = [.. changes.Select((change, order) => (change, order)).OrderBy(pair => pair.change.Day).ThenBy(pair => pair.order).Select(pair => pair.change)];

    /// <summary>How it stood on a day; null before the first change.</summary>
    public BarrierState? On(DateOnly day) => _changes.Where(change => change.Day <= day).Select(change => (BarrierState?)change.State).LastOrDefault();

    /// <summary>The first day on which it ever worked; null when it never did.</summary>
    public DateOnly? FirstWorked => _changes.Where(change => change.State == BarrierState.Working).Select(change => (DateOnly?)change.Day).FirstOrDefault();

    /// <summary>On how many days it worked, up to and with a day; 0 or more.</summary>
    /// <param name="until">The last day that counts.</param>
    public int DaysWorked(DateOnly until) => Days(until, state => state == BarrierState.Working);

    /// <summary>What it has cost up to and with a day, whole euros: once from the day on which it was built or worked first, and per year for each day on which it stood, working or broken.</summary>
    /// <param name="once">Whole euros once, 0 or more.</param>
    /// <param name="yearly">Whole euros per year of 365.25 days, 0 or more.</param>
    /// <param name="until">The last day that counts.</param>
    public long CostUntil(long once, long yearly, DateOnly until)
    {
        var begun = _changes.Any(change => change.Day <= until && (change.State is BarrierState.Built or BarrierState.Working or BarrierState.Broken));
        return (begun ? once : 0) + (long)Math.Round(yearly * Days(until, state => state is BarrierState.Working or BarrierState.Broken) / 365.25);
    }

    // Each change holds until the day before the next one.
    int Days(DateOnly until, Func<BarrierState, bool> counts) => _changes.Select((change, at) => !counts(change.State) ? 0
        : Math.Max(0, (at + 1 < _changes.Length && _changes[at + 1].Day <= until ? _changes[at + 1].Day.DayNumber : until.DayNumber + 1) - change.Day.DayNumber)).Sum();
}
