using Knooppunt.Node.Shell.Words;
using Knooppunt.Riec;

namespace Knooppunt.Node.Riec;

/// <summary>Phases of a RIEC case as a screen says them.</summary>
static class RiecNames
{
    /// <summary>How far it is.</summary>
    public static Word Of(RiecPhase phase) => phase switch
    {
        RiecPhase.Received => ("ontvangen", "received"),
        RiecPhase.Assessed => ("wordt gewogen", "being assessed"),
        RiecPhase.Enriched => ("partners vullen aan", "partners verify and enrich"),
        RiecPhase.Case => ("casus", "case"),
        RiecPhase.Execution => ("interventie loopt", "intervention runs"),
        RiecPhase.Monitoring => ("effect wordt gevolgd", "effect is watched"),
        _ => ("gesloten", "closed"),
    };

    /// <summary>What a button says that goes there.</summary>
    public static Word Go(RiecPhase phase) => phase switch
    {
        RiecPhase.Assessed => ("Weeg het", "Assess it"),
        RiecPhase.Enriched => ("Laat partners aanvullen", "Let partners enrich it"),
        RiecPhase.Case => ("Maak er een casus van", "Make it a case"),
        RiecPhase.Execution => ("Interventie begint", "Intervention begins"),
        RiecPhase.Monitoring => ("Volg het effect", "Watch the effect"),
        _ => ("Sluit", "Close"),
    };
}
