namespace Knooppunt.Reports;

/// <summary>What somebody tells.</summary>
public enum ReportKind : byte
{
    /// <summary>Something that was seen or heard.</summary>
    Seen,
    /// <summary>Somebody asked for help with smuggling, or put pressure on.</summary>
    Approached,
    /// <summary>Wrongdoing at the own employer, under the whistle-blower law: by who works there, for who answers for it there.</summary>
    Internal,
}

/// <summary>Where it happened, as far as it decides who must know.</summary>
public enum ReportWhere : byte
{
    /// <summary>On the site of a company in the port.</summary>
    Site,
    /// <summary>On a public road, in the water or on a quay that is nobody's site.</summary>
    Road,
    /// <summary>Somewhere else: at home, in a café, at school.</summary>
    Elsewhere,
    /// <summary>Online or by telephone.</summary>
    Online,
}

/// <summary>Part of the day.</summary>
public enum DayPart : byte
{
    /// <summary>Not said.</summary>
    Unsaid,
    /// <summary>0 to 6 hours.</summary>
    Night,
    /// <summary>6 to 12 hours.</summary>
    Morning,
    /// <summary>12 to 18 hours.</summary>
    Afternoon,
    /// <summary>18 to 24 hours.</summary>
    Evening,
}

/// <summary>How a report ended, for the reporter and for the figures.</summary>
public enum ReportOutcome : byte
{
    /// <summary>It is still open.</summary>
    Open,
    /// <summary>Something was found.</summary>
    Found,
    /// <summary>It was looked into and nothing was found.</summary>
    NothingFound,
    /// <summary>There was an innocent explanation.</summary>
    Innocent,
    /// <summary>A measure was taken: a fence mended, a person helped, a pass blocked.</summary>
    Measure,
    /// <summary>It went to an authority, which does not tell what it does with it.</summary>
    PassedOn,
    /// <summary>Too little to look into.</summary>
    TooLittle,
    /// <summary>Who it was told to left the partnership, and nobody else here may read it. No handler chooses this.</summary>
    NobodyLeft,
}
