namespace Knooppunt.Reports;

/// <summary>What somebody answered, question by question. Everything may be left out but the kind.</summary>
public sealed record ReportAnswers
{
    /// <summary>Most characters of a long text.</summary>
    public const int LongestText = 4000;

    /// <summary>Most characters of a short text.</summary>
    public const int LongestLine = 200;

    /// <summary>Language in which the reporter writes. Default Dutch.</summary>
    public Tongue Tongue { get; init; }

    /// <summary>What is told. Default something seen.</summary>
    public ReportKind Kind { get; init; }

    /// <summary>Codes of the indicators that fit. Default none.</summary>
    public IReadOnlyList<string> Indicators { get; init; } = [];

    /// <summary>Where, as far as it decides who must know. Default a site.</summary>
    public ReportWhere Where { get; init; }

    /// <summary>Id of the place of the node; null (the default) when none was chosen.</summary>
    public string? Place { get; init; }

    /// <summary>Where, in words. Default empty.</summary>
    public string Spot { get; init; } = "";

    /// <summary>The day, local to the port; null (the default) when not said.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Part of that day.</summary>
    public DayPart Part { get; init; }

    /// <summary>When, in words. Default empty.</summary>
    public string When { get; init; } = "";

    /// <summary>What happened. Default empty.</summary>
    public string What { get; init; } = "";

    /// <summary>Cars, persons, names, numbers. Default empty.</summary>
    public string Details { get; init; } = "";

    /// <summary>Short name of the employer, for an internal report; null (the default) for others.</summary>
    public string? Employer { get; init; }

    /// <summary>Short names of organisations that must not read it. Default none.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Name and how to reach, when the reporter gives it. Default empty: anonymous.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether enough was said to be of use: an indicator, or some words.</summary>
    public bool SaysSomething => Indicators.Count > 0 || What.Length > 0 || Details.Length > 0;
}
