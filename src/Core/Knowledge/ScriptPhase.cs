namespace Knooppunt.Knowledge;

/// <summary>A phase of the whole criminal logistic process, from source country to money.</summary>
/// <param name="Code">Its name in a kill chain.</param>
/// <param name="Name">Its name on a screen.</param>
public sealed record ScriptPhase(string Code, Bilingual Name)
{
    /// <summary>Name of the kill chain in STIX.</summary>
    public const string Chain = "knooppunt-logistics";

    /// <summary>The phases, in order.</summary>
    public static IReadOnlyList<ScriptPhase> All { get; } =
    [
        new("prepare", new("Mensen en bedrijven regelen", "Arrange people and companies")),
        new("source", new("Inladen bij de bron", "Load at the source")),
        new("voyage", new("Onderweg", "On the way")),
        new("arrival", new("Aankomen", "Arrive")),
        new("inform", new("Weten waar het is, en sturen", "Know where it is, and steer")),
        new("access", new("Binnenkomen", "Get in")),
        new("extract", new("Eruit halen", "Take it out")),
        new("exit", new("Van het terrein af", "Off the site")),
        new("onward", new("Opslaan en verder vervoeren", "Store and move on")),
        new("money", new("Betalen en witwassen", "Pay and launder")),
    ];

    /// <summary>The phase with that code; null when there is none.</summary>
    public static ScriptPhase? Find(string code) => All.FirstOrDefault(phase => phase.Code == code);
}
