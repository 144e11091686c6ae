namespace Knooppunt.Detection.Backtest;

/// <summary>What a backtest found. The first matches carry their evidence; the rest is counted.</summary>
public sealed record BacktestResult
{
    /// <summary>First asked day, local.</summary>
    public required DateOnly FirstDay { get; init; }

    /// <summary>Last asked day.</summary>
    public required DateOnly LastDay { get; init; }

    /// <summary>How many matches fell in the asked time.</summary>
    public required int Hits { get; init; }

    /// <summary>How many signals they would have become.</summary>
    public required int Signals { get; init; }

    /// <summary>Whether it ended early because there were more matches than anybody would look at; then nothing after the last of them was counted.</summary>
    public required bool CutShort { get; init; }

    /// <summary>Matches per local day, in order; days without are left out.</summary>
    public required IReadOnlyList<HitCount<DateOnly>> Days { get; init; }

    /// <summary>Matches per place, most first.</summary>
    public required IReadOnlyList<HitCount<string?>> Places { get; init; }

    /// <summary>The first matches by time with their evidence.</summary>
    public required IReadOnlyList<Hit> First { get; init; }

    /// <summary>Patterns in force that say the same; null when it was not asked.</summary>
    public required IReadOnlyList<Overlap>? Overlaps { get; init; }

    /// <summary>Whether every match was compared with the patterns in force.</summary>
    public required bool OverlapsComplete { get; init; }

    /// <summary>How the assessed signals of the asked time would have been treated.</summary>
    public required AssessedOutcome Assessed { get; init; }

    /// <summary>What was lawfully read, per journal.</summary>
    public required IReadOnlyList<JournalCoverage> Coverage { get; init; }

    /// <summary>Asked days.</summary>
    public int Asked => LastDay.DayNumber - FirstDay.DayNumber + 1;

    /// <summary>Asked days that at least one journal covers.</summary>
    public IReadOnlySet<DateOnly> Covered => Coverage.SelectMany(journal => journal.Covered).ToHashSet();

    /// <summary>Types of observation that the pattern names and that lie in none of the journals.</summary>
    public IReadOnlyList<string> Missing => [.. (Coverage.Count == 0 ? [] : Coverage[0].Missing).Where(type => Coverage.All(journal => journal.Missing.Contains(type)))];

    /// <summary>Observations read in the asked time.</summary>
    public long Read => Coverage.Sum(journal => journal.Read);
}
