namespace Knooppunt.Barriers;

/// <summary>When an expectation was written, against the first day on which the barrier worked.</summary>
public enum ExpectationTime : byte
{
    /// <summary>Nobody kept when it was written.</summary>
    Unknown,
    /// <summary>The barrier does not work yet.</summary>
    NotYet,
    /// <summary>Before that day: nothing was measured of it yet.</summary>
    Before,
    /// <summary>On that day or later: it may have been chosen by what was counted.</summary>
    After,
}

/// <summary>Which of the expectations that were written down one after the other is held against what was measured.</summary>
public static class Registration
{
    /// <summary>When one was written.</summary>
    /// <param name="written">The day; null when nobody kept it.</param>
    /// <param name="began">The first day on which the barrier worked; null when it never did.</param>
    public static ExpectationTime Of(DateOnly? written, DateOnly? began) => written is not { } day ? ExpectationTime.Unknown
        : began is not { } first ? ExpectationTime.NotYet
        // Of the day itself nobody can say what came first.
        : day < first ? ExpectationTime.Before : ExpectationTime.After;

    /// <summary>The one that counts: the last that was written before the barrier worked; where none was, the first, which is the least moved by what was counted; the last while it does not work yet. Those that give a figure go before those in words alone.</summary>
    /// <param name="lines">The day of each, null when nobody kept it, and whether it gives a figure; in the order in which they were written.</param>
    /// <param name="began">The first day on which the barrier worked; null when it never did.</param>
    /// <returns>Its index; null when nothing was written.</returns>
    public static int? Counts(IReadOnlyList<(DateOnly? Written, bool Figure)> lines, DateOnly? began)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var asked = Enumerable.Range(0, lines.Count).Where(at => lines[at].Figure || lines.All(line => !line.Figure)).ToArray();
        if (asked.Length == 0)
            return null;
        var before = asked.Where(at => Of(lines[at].Written, began) == ExpectationTime.Before).ToArray();
        return before.Length > 0 ? before[^1] : began is null ? asked[^1] : asked[0];
    }
}
