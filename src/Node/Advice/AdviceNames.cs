using Knooppunt.Advice;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Advice;

/// <summary>Steps of an advice as a screen names them.</summary>
static class AdviceNames
{
    /// <summary>How it stands after a step; null for one that is being written.</summary>
    public static Word Of(AdviceStep? step) => step switch
    {
        null => ("wordt geschreven", "being written"),
        AdviceStep.Given => ("gegeven, wacht op antwoord", "given, waits for an answer"),
        AdviceStep.Accepted => ("antwoord: wij doen het", "answer: we do it"),
        AdviceStep.Partly => ("antwoord: wij doen een deel, of iets anders", "answer: we do a part, or something else"),
        AdviceStep.Declined => ("antwoord: wij doen het niet", "answer: we do not do it"),
        AdviceStep.Agreed => ("afgesproken", "agreed"),
        AdviceStep.Done => ("gezien: het is er", "seen: it is there"),
        AdviceStep.NotDone => ("gezien: het is er nog niet", "seen: it is not there yet"),
        _ => ("gesloten", "closed"),
    };

    /// <summary>What must happen by the day over which the clock goes.</summary>
    public static Word Due(AdviceStep? last) => last switch
    {
        null => ("Geven of sluiten uiterlijk", "Give or close by"),
        AdviceStep.Given => ("Antwoord uiterlijk", "Answer by"),
        AdviceStep.Agreed => ("Wij kijken op", "We look on"),
        AdviceStep.Accepted or AdviceStep.Partly => ("Afspraak uiterlijk", "Agreement by"),
        _ => ("Vervolg of sluiten uiterlijk", "Follow or close by"),
    };

    /// <summary>The button that takes a step.</summary>
    public static Word Deed(AdviceStep step) => step switch
    {
        AdviceStep.Given => ("Geef het advies", "Give the advice"),
        AdviceStep.Accepted => ("Wij doen het", "We do it"),
        AdviceStep.Partly => ("Een deel, of iets anders", "A part, or something else"),
        AdviceStep.Declined => ("Wij doen het niet", "We do not do it"),
        AdviceStep.Agreed => ("Leg de afspraak vast", "Record what was agreed"),
        AdviceStep.Done => ("Het is er", "It is there"),
        AdviceStep.NotDone => ("Het is er nog niet", "It is not there yet"),
        _ => ("Sluit", "Close"),
    };
}
