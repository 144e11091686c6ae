using Knooppunt.Disclosure.Access;
using Knooppunt.Observations;

namespace Knooppunt.Cases;

/// <summary>What may lie together in one case.</summary>
public static class CaseMark
{
    /// <summary>Whether something under a regime may be named in a case. A case has one regime: data about nobody may lie in every one, all else only in a case of its own regime.</summary>
    /// <param name="ofCase">Regime of the case.</param>
    /// <param name="ofThing">Regime of what would be named in it.</param>
    public static bool Holds(Regime ofCase, Regime ofThing) => ofThing == Regime.None || ofThing == ofCase;

    /// <summary>The label of a case. It is not a journal: who is named on it and may see its regime, purpose and mark sees it.</summary>
    /// <param name="home">Short name of the organisation that opened it.</param>
    /// <param name="regime">Its one regime.</param>
    /// <param name="purpose">What it is for.</param>
    /// <param name="tlp">Its mark.</param>
    public static VisibilityLabel Label(string home, Regime regime, Purpose purpose, Tlp tlp) => new(home, regime, purpose, tlp, Pap.Amber, Released: true);
}
