namespace Knooppunt.Municipal;

/// <summary>A source that a municipality keeps itself, and whether it may be asked about a signal at all. Which of them is asked about one signal, and on what ground, the privacy officer decides each time.</summary>
/// <param name="Code">Short name, stored.</param>
/// <param name="Dutch">Name on screens.</param>
/// <param name="English">Name on screens.</param>
/// <param name="Secrecy">Article of another secrecy under which it lies, so that it cannot be asked here; null when it can be opened.</param>
public sealed record MunicipalSource(string Code, string Dutch, string English, string? Secrecy = null)
{
    /// <summary>The oldest that a fact may be which a source is asked about, in whole months: 1 to this, as the privacy officer decides for each source.</summary>
    public const int LongestMonths = 60;

    /// <summary>All of them, in the order of a screen: what is public first.</summary>
    public static IReadOnlyList<MunicipalSource> All { get; } =
    [
        new("trade-register", "handelsregister (openbaar)", "trade register (public)"),
        new("addresses", "adressen en gebouwen (BAG)", "addresses and buildings (BAG)"),
        new("permits", "vergunningen en meldingen", "permits and notifications"),
        new("enforcement", "toezicht en handhaving", "supervision and enforcement"),
        new("complaints", "klachten en overlast", "complaints and nuisance"),
        new("residents", "basisregistratie personen (BRP)", "register of residents (BRP)"),
        new("hospitality", "horeca en alcohol", "hospitality and alcohol"),
        new("subsidies", "subsidies en aanbestedingen", "grants and tenders"),
        new("taxes", "gemeentelijke belastingen", "municipal taxes", "AWR art. 67"),
        new("benefits", "werk en inkomen", "work and income", "Wet SUWI"),
    ];

    /// <summary>The source of a code; null when there is none.</summary>
    public static MunicipalSource? Find(string code) => All.FirstOrDefault(source => source.Code == code);

    /// <summary>Whether a source may still be asked about a fact: too old is not asked.</summary>
    /// <param name="seenOn">The day on which it happened.</param>
    /// <param name="today">The day of asking.</param>
    /// <param name="oldestMonths">How old the fact may be, in whole months.</param>
    public static bool MayBeAsked(DateOnly seenOn, DateOnly today, int oldestMonths) => seenOn <= today && seenOn >= today.AddMonths(-oldestMonths);
}
