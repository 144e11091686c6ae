using Knooppunt.Disclosure.Access;
using Knooppunt.Observations;

namespace Knooppunt.Phenomena;

/// <summary>Under which label things stand in a phenomenon file.</summary>
public static class ContributionMark
{
    /// <summary>What can be brought: knowledge about nobody, or about persons under the AVG without their names. A closed regime stays where it is.</summary>
    public static IReadOnlyList<Regime> Regimes { get; } = [Regime.None, Regime.Avg];

    /// <summary>The label of what one organisation brings.</summary>
    /// <param name="organisation">Short name of the organisation.</param>
    /// <param name="regime">One of <see cref="Regimes"/>.</param>
    /// <param name="tlp">Its mark.</param>
    public static VisibilityLabel Label(string organisation, Regime regime, Tlp tlp) => new(organisation, regime, Purpose.Knowledge, tlp, Pap.Green, Released: true);

    /// <summary>The label of the file itself: its question, hypotheses, intervention and result are for every partner named on it.</summary>
    /// <param name="home">Short name of the organisation that opened it.</param>
    public static VisibilityLabel OfFile(string home) => Label(home, Regime.None, Tlp.Amber);
}
