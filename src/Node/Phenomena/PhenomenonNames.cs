using Knooppunt.Effect;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Phenomena;

namespace Knooppunt.Node.Phenomena;

/// <summary>States and figures of a phenomenon file as a screen says them.</summary>
static class PhenomenonNames
{
    /// <summary>How far it is.</summary>
    public static Word Of(PhenomenonState state) => state switch
    {
        PhenomenonState.Open => ("open: we zoeken het uit", "open: we find out"),
        PhenomenonState.Chosen => ("maatregel gekozen", "intervention chosen"),
        PhenomenonState.Measured => ("gemeten", "measured"),
        _ => ("afgesloten", "closed"),
    };

    /// <summary>What a button says that goes there.</summary>
    public static Word Go(PhenomenonState state) => state switch
    {
        PhenomenonState.Open => ("Zoek verder", "Look further"),
        PhenomenonState.Chosen => ("Kies deze maatregel", "Choose this intervention"),
        PhenomenonState.Measured => ("Het is gemeten", "It was measured"),
        _ => ("Sluit af", "Close"),
    };

    /// <summary>How often a pattern held: the interval before the point, for with three cases nobody should read a percentage.</summary>
    public static string Held(FigureRow figure, Language language)
    {
        var (judged, held) = (figure.Confirmed + figure.Dismissed, new Share(figure.Confirmed, figure.Confirmed + figure.Dismissed));
        return judged == 0 ? language["niet aan te tonen: niemand beoordeelde er een", "cannot be shown: nobody judged one"]
            : language[$"{Percent(held.Low)} tot {Percent(held.High)} klopte ({figure.Confirmed} van {judged} beoordeeld)", $"{Percent(held.Low)} to {Percent(held.High)} held ({figure.Confirmed} of {judged} judged)"];
    }

    static string Percent(double share) => $"{Math.Round(share * 100):F0}%";
}
