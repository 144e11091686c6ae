using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell;
using Knooppunt.Patterns;

namespace Knooppunt.Node.Detection.Backtest;

/// <summary>What somebody wants to know.</summary>
sealed record BacktestRequest
{
    /// <summary>Id of the pattern that speaks.</summary>
    public required string PatternId { get; init; }

    /// <summary>Its title as written.</summary>
    public required string Title { get; init; }

    /// <summary>The documents of the tried text.</summary>
    public required IReadOnlyList<PatternDocument> Documents { get; init; }

    /// <summary>The tried text, for the screen that shows it again.</summary>
    public required string Text { get; init; }

    /// <summary>First day, local, from its beginning.</summary>
    public required DateOnly First { get; init; }

    /// <summary>Last day, to its end.</summary>
    public required DateOnly Last { get; init; }

    /// <summary>Where days begin.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Short names of the journals.</summary>
    public required IReadOnlyList<string> Journals { get; init; }

    /// <summary>Which of them is the partnership's, in which lie copies that organisations released; null when none is.</summary>
    public string? Shared { get; init; }

    /// <summary>For whom: what these may not have compared is left out.</summary>
    public required IReadOnlyList<Viewer> Viewers { get; init; }

    /// <summary>Whether the patterns in force run along, to see which of them say the same.</summary>
    public bool Overlap { get; init; } = true;

    /// <summary>The first moment.</summary>
    public DateTimeOffset From => Zone.MidnightOf(First);

    /// <summary>The moment after the last.</summary>
    public DateTimeOffset To => Zone.MidnightOf(Last.AddDays(1));
}
