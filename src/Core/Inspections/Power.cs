using Knooppunt.Observations;

namespace Knooppunt.Inspections;

/// <summary>What one participant of a joint inspection may do by law. Each acts under its own power alone; being there together gives nobody another's.</summary>
/// <param name="Code">Short name, kept with an inspection.</param>
/// <param name="Dutch">Whose power, and for what, in Dutch.</param>
/// <param name="English">The same in English.</param>
/// <param name="May">What it allows on the spot, in Dutch.</param>
/// <param name="MayEnglish">The same in English.</param>
/// <param name="Article">Law and article.</param>
/// <param name="Regime">Under which regime its findings stand.</param>
/// <param name="Purpose">For which purpose they are collected.</param>
/// <param name="CheckedBy">Which lawyer checked the article; null while none did, and then screens say so.</param>
public sealed record Power(string Code, string Dutch, string English, string May, string MayEnglish, string Article, Regime Regime, Purpose Purpose, string? CheckedBy = null)
{
    /// <summary>Who confirms the article before it is relied on, in Dutch and English.</summary>
    public (string Dutch, string English) MustConfirm => Code switch
    {
        "customs" => ("de jurist van de Douane", "the lawyer of Customs"),
        "police" => ("de jurist van de zeehavenpolitie en het Openbaar Ministerie", "the lawyer of the seaport police and the Public Prosecution Service"),
        "municipality" => ("de jurist van de gemeente", "the lawyer of the municipality"),
        "environment" => ("de jurist van de omgevingsdienst", "the lawyer of the environment service"),
        "labour" => ("de jurist van de Arbeidsinspectie", "the lawyer of the labour inspectorate"),
        "tax" => ("de jurist van de Belastingdienst", "the lawyer of the tax authority"),
        _ => ("de jurist van het bedrijf", "the lawyer of the company"),
    };

    /// <summary>Whether its findings leave the organisation only by a named person's recorded decision.</summary>
    public bool IsClosed => Regime is Regime.Wpg8 or Regime.Wpg9 or Regime.Wjsg or Regime.Fiscal or Regime.Customs;
}

/// <summary>The powers that meet in a joint inspection (integrale controle).</summary>
/// <remarks>Articles from general knowledge of Dutch law; a lawyer of the partnership checks each before it is relied on.</remarks>
public static class Powers
{
    /// <summary>Every power, in the order of lists.</summary>
    public static IReadOnlyList<Power> All { get; } =
    [
        new("customs", "Douane: goederen en vervoer", "Customs: goods and transport", "Goederen, containers en vervoermiddelen onderzoeken, papieren vorderen.", "Examine goods, containers and means of transport, demand papers.", "DWU art. 46; Adw art. 1:23-1:37", Regime.Customs, Purpose.Supervision),
        new("police", "Politie: rechtsorde en opsporing", "Police: public order and investigation", "Aanwezig zijn en de orde bewaren; zoeken alleen bij een verdenking.", "Be present and keep order; search only on suspicion.", "Politiewet 2012 art. 3; Sv art. 27", Regime.Wpg8, Purpose.Investigation),
        new("municipality", "Gemeente: vergunning, gebruik en bouw", "Municipality: permits, use and building", "Elke plaats betreden behalve een woning zonder toestemming, inlichtingen en zakelijke gegevens vorderen.", "Enter any place except a home without consent, demand information and business records.", "Awb art. 5:11-5:20", Regime.Avg, Purpose.Supervision),
        new("environment", "Omgevingsdienst: milieu en gevaarlijke stoffen", "Environment service: environment and dangerous goods", "Betreden, monsters nemen, zaken onderzoeken.", "Enter, take samples, examine things.", "Awb art. 5:11-5:20; Omgevingswet art. 18.6", Regime.Avg, Purpose.Supervision),
        new("labour", "Arbeidsinspectie: werk en werknemers", "Labour inspectorate: work and workers", "Betreden, naar werk en identiteit vragen.", "Enter, ask about work and identity.", "Awb art. 5:11-5:20; Wav art. 14", Regime.Avg, Purpose.Supervision),
        new("tax", "Belastingdienst: administratie", "Tax: accounts", "Boeken en bescheiden inzien.", "Inspect books and records.", "AWR art. 47-53", Regime.Fiscal, Purpose.Supervision),
        new("company", "Bedrijf: eigen terrein", "Company: own site", "Op het eigen terrein meekijken en meewerken; niemand dwingen.", "Look along and cooperate on the own site; force nobody.", "BW 5:1; huisregels", Regime.Avg, Purpose.SiteSecurity),
    ];

    /// <summary>The power with a code; null when there is none.</summary>
    public static Power? Find(string? code) => All.FirstOrDefault(power => power.Code == code);
}
