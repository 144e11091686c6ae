namespace Knooppunt.Reports;

/// <summary>A language in which people report. Dutch and English are the node's own; the others are of dock and ship, and their texts are drafts until a speaker has read them.</summary>
public enum Tongue : byte
{
    /// <summary>Dutch.</summary>
    Nl,
    /// <summary>English.</summary>
    En,
    /// <summary>Polish, draft.</summary>
    Pl,
    /// <summary>Spanish, draft.</summary>
    Es,
    /// <summary>Turkish, draft.</summary>
    Tr,
    /// <summary>Papiamentu, draft.</summary>
    Pap,
}

/// <summary>One text in every language, side by side, so that none is forgotten.</summary>
/// <param name="Nl">Dutch.</param>
/// <param name="En">English.</param>
/// <param name="Pl">Polish.</param>
/// <param name="Es">Spanish.</param>
/// <param name="Tr">Turkish.</param>
/// <param name="Pap">Papiamentu.</param>
public sealed record Said(string Nl, string En, string Pl, string Es, string Tr, string Pap)
{
    /// <summary>The text in one language; English for a language that does not exist.</summary>
    public string this[Tongue tongue] => tongue switch
    {
        Tongue.Nl => Nl,
        Tongue.Pl => Pl,
        Tongue.Es => Es,
        Tongue.Tr => Tr,
        Tongue.Pap => Pap,
        _ => En,
    };

    /// <summary>The text in every language.</summary>
    public IEnumerable<string> All => [Nl, En, Pl, Es, Tr, Pap];
}

/// <summary>The languages by their codes and their own names.</summary>
public static class Tongues
{
    /// <summary>Every language, the node's own first.</summary>
    public static IReadOnlyList<Tongue> All { get; } = Enum.GetValues<Tongue>();

    /// <summary>The language of an ISO 639 code; Dutch when there is no such language here.</summary>
    public static Tongue Of(string? code) => All.FirstOrDefault(tongue => string.Equals(Code(tongue), code, StringComparison.OrdinalIgnoreCase));

    /// <summary>ISO 639 code: two letters, three for Papiamentu.</summary>
    public static string Code(Tongue tongue) => tongue.ToString().ToLowerInvariant();

    /// <summary>What the language calls itself.</summary>
    public static string NameOf(Tongue tongue) => tongue switch
    {
        Tongue.Nl => "Nederlands",
        Tongue.Pl => "Polski",
        Tongue.Es => "Español",
        Tongue.Tr => "Türkçe",
        Tongue.Pap => "Papiamentu",
        _ => "English",
    };

    /// <summary>Whether nobody who speaks it has read the texts yet.</summary>
    public static bool IsDraft(Tongue tongue) => tongue is not (Tongue.Nl or Tongue.En);
}
