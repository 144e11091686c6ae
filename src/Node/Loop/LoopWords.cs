using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Loop;

/// <summary>Links of the chain, and what is missing, as a screen says it.</summary>
static class LoopWords
{
    /// <summary>A link.</summary>
    public static Word Of(LoopKind kind) => kind switch
    {
        LoopKind.Report => ("Melding", "Report"),
        LoopKind.Signal => ("Signaal", "Signal"),
        LoopKind.Inspection => ("Controle", "Inspection"),
        LoopKind.Case => ("Zaak", "Case"),
        LoopKind.Measure => ("Maatregel", "Measure"),
        LoopKind.Advice => ("Advies", "Advice"),
        LoopKind.Change => ("Verandering bij het bedrijf", "Change at the company"),
        _ => ("Barrière", "Barrier"),
    };

    /// <summary>What is said where a link is missing, and what would make one.</summary>
    public static Word Missing(LoopKind kind) => kind switch
    {
        LoopKind.Report => ("Ontbreekt: er is geen melding aan verbonden. Dat kan: niet alles begint met een melding.", "Missing: no report is joined. That may be: not all begins with a report."),
        LoopKind.Signal => ("Ontbreekt: er is geen signaal aan verbonden.", "Missing: no signal is joined."),
        LoopKind.Inspection => ("Ontbreekt: er is niet gecontroleerd. Plan een controle vanaf het signaal.", "Missing: nothing was inspected. Plan an inspection from the signal."),
        LoopKind.Case => ("Geen zaak. Die hoeft er niet te zijn.", "No case. There need not be one."),
        LoopKind.Measure => ("Geen maatregel. Die hoeft er niet te zijn.", "No measure. There need not be one."),
        LoopKind.Advice => ("Geen advies. Dat hoeft er niet te zijn.", "No advice. There need not be one."),
        LoopKind.Change => ("Ontbreekt: niemand schreef op wat een bedrijf hierdoor veranderde of moest veranderen.", "Missing: nobody wrote down what a company changed by this, or should have."),
        _ => ("Ontbreekt: er is geen barrière uit voortgekomen. Schrijf er een op bij Barrières en verbind hem hier.", "Missing: no barrier came of it. Write one down under Barriers and join it here."),
    };

    /// <summary>How far a change is.</summary>
    public static Word Of(ChangeState state) => state switch
    {
        ChangeState.Advised => ("geadviseerd", "advised"),
        ChangeState.Done => ("gedaan", "done"),
        _ => ("wordt niet gedaan", "will not be done"),
    };
}
