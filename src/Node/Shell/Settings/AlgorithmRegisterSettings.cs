using Knooppunt.Transparency;

namespace Knooppunt.Node.Shell.Settings;

/// <summary>What the algorithm register asks and no pattern knows. Every part may be absent: the register then names it as missing.</summary>
class RegisterEntrySettings
{
    /// <summary>Short name of the organisation that publishes: an entry is about one.</summary>
    public string? Organisation { get; set; }

    /// <summary>Policy areas of the register's list, for example <c>Openbare orde en veiligheid</c>.</summary>
    public List<string> Themes { get; set; } = [];

    /// <summary>Month in which it came into use, yyyy-mm.</summary>
    public string? InUseSince { get; set; }

    /// <summary>E-mail or https address for questions about the algorithm.</summary>
    public string? Contact { get; set; }

    /// <summary>Page of the organisation about it, https.</summary>
    public string? PublicPage { get; set; }

    /// <summary>Publication category; a judgement of the organisation.</summary>
    public PublicationCategory? Category { get; set; }

    /// <summary>The organisation's own register, https.</summary>
    public string? SourceRegistration { get; set; }

    /// <summary>Goal and impact.</summary>
    public string? Goal { get; set; }

    /// <summary>What was weighed against it.</summary>
    public string? Considerations { get; set; }

    /// <summary>What people do with an outcome.</summary>
    public string? HumanIntervention { get; set; }

    /// <summary>How risks are kept small.</summary>
    public string? RiskManagement { get; set; }

    /// <summary>The legal basis, explained.</summary>
    public string? LegalBasis { get; set; }

    /// <summary>Title of the law.</summary>
    public string? LegalBasisTitle { get; set; }

    /// <summary>The law, https.</summary>
    public string? LegalBasisLink { get; set; }

    /// <summary>The register of processing, https.</summary>
    public string? ProcessingRegister { get; set; }

    /// <summary>Name of the impact assessment.</summary>
    public string? ImpactAssessment { get; set; }

    /// <summary>The impact assessment, https.</summary>
    public string? ImpactAssessmentLink { get; set; }

    /// <summary>What there is to say about impact assessments.</summary>
    public string? ImpactAssessmentExplanation { get; set; }

    /// <summary>Title of where the data comes from.</summary>
    public string? DataSourceTitle { get; set; }

    /// <summary>Where the data comes from, https.</summary>
    public string? DataSourceLink { get; set; }

    /// <summary>Who supplied the algorithm; absent: the author that the pattern names.</summary>
    public string? Provider { get; set; }

    /// <summary>Its source code, https.</summary>
    public string? SourceCode { get; set; }

    /// <summary>What was written, by field of the register and with the name of the setting; the organisation is still a short name.</summary>
    public IEnumerable<(EntryField Field, string Setting, string? Text)> Written =>
    [
        (EntryField.Organisation, "organisation", Organisation),
        (EntryField.Theme, "themes", Themes.Count == 0 ? null : string.Join(RegisterStandard.Between, Themes)),
        (EntryField.BeginDate, "in-use-since", InUseSince),
        (EntryField.Contact, "contact", Contact),
        (EntryField.PublicPage, "public-page", PublicPage),
        (EntryField.Category, "category", Category is { } category ? RegisterStandard.NameOf(category) : null),
        (EntryField.SourceRegistration, "source-registration", SourceRegistration),
        (EntryField.Goal, "goal", Goal),
        (EntryField.Considerations, "considerations", Considerations),
        (EntryField.HumanIntervention, "human-intervention", HumanIntervention),
        (EntryField.RiskManagement, "risk-management", RiskManagement),
        (EntryField.LegalBasis, "legal-basis", LegalBasis),
        (EntryField.LegalBasisTitle, "legal-basis-title", LegalBasisTitle),
        (EntryField.LegalBasisLink, "legal-basis-link", LegalBasisLink),
        (EntryField.ProcessingRegister, "processing-register", ProcessingRegister),
        (EntryField.ImpactAssessment, "impact-assessment", ImpactAssessment),
        (EntryField.ImpactAssessmentLink, "impact-assessment-link", ImpactAssessmentLink),
        (EntryField.ImpactAssessmentExplanation, "impact-assessment-explanation", ImpactAssessmentExplanation),
        (EntryField.DataSourceTitle, "data-source-title", DataSourceTitle),
        (EntryField.DataSourceLink, "data-source-link", DataSourceLink),
        (EntryField.Provider, "provider", Provider),
        (EntryField.SourceCode, "source-code", SourceCode),
    ];
}

/// <summary>What holds for the entry of every pattern, and what differs for some.</summary>
sealed class AlgorithmRegisterSettings : RegisterEntrySettings
{
    /// <summary>Patterns for which something else is written; what is absent there is taken from above.</summary>
    public List<PatternEntrySettings> Patterns { get; set; } = [];
}

/// <summary>What differs in the entry of one pattern.</summary>
sealed class PatternEntrySettings : RegisterEntrySettings
{
    /// <summary>Id of the pattern.</summary>
    public string Pattern { get; set; } = "";
}
