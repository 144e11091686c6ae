namespace Knooppunt.Measures;

/// <summary>One measure that somebody could take, as the catalogue ships it. What its users know better they write beside it.</summary>
/// <param name="Code">Short name, stored.</param>
/// <param name="Kind">What kind it is.</param>
/// <param name="Dutch">Name on screens.</param>
/// <param name="English">Name on screens.</param>
/// <param name="Basis">Its legal basis, or where it comes from.</param>
/// <param name="Checked">Whether the basis was read in a source that names it; else a screen says that it is to be checked, and by whom (<see cref="MustConfirm"/>).</param>
/// <param name="Known">What is known of how it fared, in Dutch and English; null when nothing is.</param>
public sealed record Instrument(string Code, MeasureKind Kind, string Dutch, string English, string Basis, bool Checked, (string Dutch, string English)? Known = null)
{
    /// <summary>Whose lawyer confirms the basis before somebody relies on it, in Dutch and English.</summary>
    public (string Dutch, string English) MustConfirm => Kind switch
    {
        MeasureKind.Administrative => ("de jurist van de gemeente die het oplegt", "the lawyer of the municipality that imposes it"),
        MeasureKind.Financial => ("de Belastingdienst of de dienst die terugvordert", "the tax authority or the service that recovers"),
        MeasureKind.Criminal => ("het Openbaar Ministerie", "the Public Prosecution Service"),
        MeasureKind.Civil => ("de advocaat van wie de schade leed", "the lawyer of who was harmed"),
        MeasureKind.Labour => ("de arbeidsjurist van de werkgever", "the employment lawyer of the employer"),
        _ => ("de jurist van wie het verbod oplegt: burgemeester of terreinbeheerder", "the lawyer of who imposes the ban: mayor or site owner"),
    };

    /// <summary>The shipped start, in the order of a screen.</summary>
    /// <remarks>Sources: penalty orders on extractors annulled in February 2022 (field notes, S145); damages of 10,190.75 euro (RBROT:2023:5520, S146); article 138aa Sr (S29b, S144); exclusion by the Gatekeeper foundation (section 2.5). The others are used by municipalities; their articles are to be checked.</remarks>
    public static IReadOnlyList<Instrument> All { get; } =
    [
        new("penalty-order", MeasureKind.Administrative, "last onder dwangsom aan een uithaler", "penalty order on an extractor", "APV", true, (
            "Rotterdam: 10 in 2020 en 13 in 2021 van € 2.500; vernietigd in februari 2022, omdat het artikel over overlast op straat gaat en niet over een afgesloten terrein.",
            "Rotterdam: 10 in 2020 and 13 in 2021 of € 2,500; annulled in February 2022, because the article is about nuisance in the street and not about a private terminal.")),
        new("closure", MeasureKind.Administrative, "sluiting van een pand", "closure of premises", "Opiumwet art. 13b", false),
        new("permit", MeasureKind.Administrative, "vergunning weigeren of intrekken", "refusal or withdrawal of a permit", "Wet Bibob", false),
        new("fire-safety", MeasureKind.Administrative, "handhaving bouw- en brandveiligheid", "enforcement of building and fire safety", "Omgevingswet", false),
        new("assessment", MeasureKind.Financial, "navordering of naheffing", "additional tax assessment", "AWR", false),
        new("recovery", MeasureKind.Financial, "terugvordering van uitkering of subsidie", "recovery of a benefit or grant", "Participatiewet; Awb", false),
        new("trespass", MeasureKind.Criminal, "vervolging van uithalers op een haventerrein of luchthaven", "prosecution of extractors on a port site or airport", "Sr art. 138aa", true, (
            "In werking sinds 1 januari 2022; daarvoor een boete van ongeveer € 90.", "In force since 1 January 2022; before, a fine of about € 90.")),
        new("damages", MeasureKind.Civil, "schade verhalen op een uithaler", "damages from an extractor", "BW art. 6:162", false, (
            "Een terminal kreeg in 2023 € 10.190,75 toegewezen (RBROT:2023:5520).", "A terminal was awarded € 10,190.75 in 2023 (RBROT:2023:5520).")),
        new("dismissal", MeasureKind.Labour, "ontslag of overplaatsing", "dismissal or transfer", "BW art. 7:669, 7:677", false),
        new("warning", MeasureKind.Labour, "waarschuwing of gesprek", "warning or talk", "gedragscode (code of conduct)", false),
        new("pass-exclusion", MeasureKind.AccessBan, "uitsluiting van de havenpas", "exclusion from the port pass", "stichting Gatekeeper", true),
        new("site-ban", MeasureKind.AccessBan, "toegangsverbod voor een terrein", "ban from a site", "eigendom; Sr art. 138", false),
        new("area-ban", MeasureKind.AccessBan, "gebiedsverbod", "area ban", "Gemeentewet art. 172a", false),
    ];

    /// <summary>The instrument of a code; null when it is none of these.</summary>
    public static Instrument? Find(string code) => All.FirstOrDefault(instrument => instrument.Code == code);
}
