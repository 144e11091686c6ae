using Knooppunt.Observations;

namespace Knooppunt.Disclosure.Access;

/// <summary>Which legal regimes may lie beside each other in one journal, and so in one state of detection and one signal.</summary>
public static class Regimes
{
    /// <summary>Whether it is closed: police, judicial, fiscal and customs data, under a secrecy of their own.</summary>
    public static bool IsClosed(this Regime regime) => regime > Regime.Avg;

    /// <summary>Whether these would mix: a closed regime goes together with data about nobody and with nothing else.</summary>
    public static bool Mix(IEnumerable<Regime> regimes)
    {
        var personal = regimes.Where(regime => regime != Regime.None).Distinct().ToList();
        return personal.Count > 1 && personal.Any(IsClosed);
    }
}
