using Knooppunt.Observations;

namespace Knooppunt.Concerned;

/// <summary>Which law answers a person about records under one regime.</summary>
/// <param name="Regime">The regime.</param>
/// <param name="Article">The articles that give the right and its limits.</param>
/// <param name="Alone">Whether only the organisation itself answers, in a letter of its own: others then do not learn whether it holds anything.</param>
/// <remarks>Articles as in the sources of the field notes; a partnership's privacy officer confirms them before real data goes in.</remarks>
public sealed record ConcernedLaw(Regime Regime, string Article, bool Alone)
{
    static readonly ConcernedLaw[] Laws =
    [
        new(Regime.None, "geen persoonsgegevens (AVG art. 2)", false),
        new(Regime.Avg, "AVG art. 15-21; UAVG art. 41", false),
        new(Regime.Wpg8, "Wpg art. 25-28", true),
        new(Regime.Wpg9, "Wpg art. 25-28", true),
        new(Regime.Wjsg, "Wjsg art. 18-22", true),
        new(Regime.Fiscal, "AVG art. 15-21; UAVG art. 41; AWR art. 67", true),
        new(Regime.Customs, "AVG art. 15-21; UAVG art. 41; DWU art. 12", true),
    ];

    /// <summary>The law for a regime.</summary>
    public static ConcernedLaw Of(Regime regime) => Laws.Single(law => law.Regime == regime);

    /// <summary>The article of what is asked, under the AVG.</summary>
    public static string ArticleOf(ConcernedRight right) => right switch
    {
        ConcernedRight.Access => "AVG art. 15",
        ConcernedRight.Rectification => "AVG art. 16",
        ConcernedRight.Erasure => "AVG art. 17",
        _ => "AVG art. 21",
    };
}
