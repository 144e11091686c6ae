namespace Knooppunt.Transparency;

/// <summary>A field of an entry in the algorithm register (Publicatiestandaard 1.0.0, chapter 2), in the order of the standard.</summary>
public enum EntryField : byte
{
    /// <summary>Naam: by what name people know it.</summary>
    Name,
    /// <summary>Korte omschrijving: what it does, in Dutch at level B1.</summary>
    Description,
    /// <summary>Organisatie: full name of the one organisation that uses it.</summary>
    Organisation,
    /// <summary>Thema: policy areas, separated by a comma and a space.</summary>
    Theme,
    /// <summary>Status: in development, in use or out of use.</summary>
    Status,
    /// <summary>Begindatum: month in which it came into use.</summary>
    BeginDate,
    /// <summary>Einddatum: month in which it went out of use; empty while it is in use.</summary>
    EndDate,
    /// <summary>Contactgegevens: where somebody can ask about it.</summary>
    Contact,
    /// <summary>Link naar publiekspagina.</summary>
    PublicPage,
    /// <summary>Publicatiecategorie: how much it weighs on people.</summary>
    Category,
    /// <summary>Link naar bronregistratie: the organisation's own register.</summary>
    SourceRegistration,
    /// <summary>Doel en impact.</summary>
    Goal,
    /// <summary>Afwegingen.</summary>
    Considerations,
    /// <summary>Menselijke tussenkomst.</summary>
    HumanIntervention,
    /// <summary>Risicobeheer.</summary>
    RiskManagement,
    /// <summary>Wettelijke basis, explained.</summary>
    LegalBasis,
    /// <summary>Link naar wettelijke basis.</summary>
    LegalBasisLink,
    /// <summary>Titel van wettelijke basis.</summary>
    LegalBasisTitle,
    /// <summary>Verwerkingsregister: link to the register of processing.</summary>
    ProcessingRegister,
    /// <summary>Impacttoets: its name.</summary>
    ImpactAssessment,
    /// <summary>Link naar impacttoets.</summary>
    ImpactAssessmentLink,
    /// <summary>Toelichting op impacttoetsen.</summary>
    ImpactAssessmentExplanation,
    /// <summary>Gegevens: what it reads.</summary>
    Data,
    /// <summary>Link naar gegevensbron.</summary>
    DataSourceLink,
    /// <summary>Titel van gegevensbron.</summary>
    DataSourceTitle,
    /// <summary>Technische werking: input, working, output, and whether it learns.</summary>
    Working,
    /// <summary>Leverancier.</summary>
    Provider,
    /// <summary>Link naar broncode.</summary>
    SourceCode,
    /// <summary>Taal.</summary>
    Language,
    /// <summary>Schema: version of the standard.</summary>
    Schema,
    /// <summary>Bron-ID: how the organisation itself names it.</summary>
    SourceId,
    /// <summary>Zoektermen, separated by commas.</summary>
    SearchTerms,
}

/// <summary>How much an algorithm weighs on people (Publicatiecategorie).</summary>
public enum PublicationCategory : byte
{
    /// <summary>A: high-risk AI system (Regulation (EU) 2024/1689, Annex III).</summary>
    HighRiskAi,
    /// <summary>B: algorithm with impact.</summary>
    Impactful,
    /// <summary>C: any other.</summary>
    Other,
}
