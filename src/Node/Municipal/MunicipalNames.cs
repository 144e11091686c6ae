using Knooppunt.Municipal;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Riec;

namespace Knooppunt.Node.Municipal;

/// <summary>Steps, weighings and outcomes of the protocol as a screen says them.</summary>
static class MunicipalNames
{
    /// <summary>The step that it is in.</summary>
    public static Word Of(ProtocolStep step) => step switch
    {
        ProtocolStep.Intake => ("1. ontvangst en intake", "1. intake"),
        ProtocolStep.Severity => ("2. zwaarte bepalen", "2. severity"),
        ProtocolStep.Sources => ("3. bronnenonderzoek", "3. sources"),
        ProtocolStep.Approach => ("4. aanpak", "4. approach"),
        _ => ("afgelopen", "ended"),
    };

    /// <summary>How it ended.</summary>
    public static Word Of(ProtocolEnd end) => end switch
    {
        ProtocolEnd.NoAction => ("geen actie", "no action"),
        ProtocolEnd.ShareOutside => ("gedeeld met een ander", "shared with another"),
        ProtocolEnd.NoHit => ("geen treffer: niets meer mee gedaan", "no hit: nothing more done"),
        ProtocolEnd.Riec => ("naar het RIEC", "to the RIEC"),
        _ => ("aanpak afgerond", "approach completed"),
    };

    /// <summary>What a weighing asks.</summary>
    public static Word Of(Weighing weighing) => weighing switch
    {
        Weighing.Intake => ("Weging 1: is dit iets voor ons?", "Weighing 1: is this for us?"),
        Weighing.Concrete => ("Weging 2: is het concreet genoeg, en recent?", "Weighing 2: is it concrete enough, and recent?"),
        Weighing.Phenomenon => ("Weging 3: hoort het bij een trend of fenomeen waaraan al gewerkt wordt?", "Weighing 3: does it belong to a trend or phenomenon that is being worked on?"),
        Weighing.Hits => ("Weging 4: wat zeggen de treffers samen, en wie kan er iets mee?", "Weighing 4: what do the hits say together, and who can act on it?"),
        _ => ("Weging 5: welke aanpak, en welke uitwisseling hoort daarbij?", "Weighing 5: which approach, and which exchange belongs to it?"),
    };

    /// <summary>What it comes to.</summary>
    public static Word Of(WeighingOutcome outcome) => outcome switch
    {
        WeighingOutcome.GoOn => ("ga verder", "go on"),
        WeighingOutcome.NoAction => ("geen actie", "no action"),
        WeighingOutcome.ShareOutside => ("deel met wie er wel over gaat", "share with who is competent"),
        WeighingOutcome.LineDepartments => ("eigen afdelingen pakken het op", "own departments handle it"),
        WeighingOutcome.CaseMeeting => ("naar het gemeentelijk casusoverleg", "to the municipal case meeting"),
        _ => ("draag over aan het RIEC", "hand over to the RIEC"),
    };

    /// <summary>The one word that comes back from the RIEC.</summary>
    public static Word Of(RiecReceipt? receipt) => receipt switch
    {
        RiecReceipt.HandedOver => ("ligt bij het RIEC", "lies with the RIEC"),
        RiecReceipt.Confirmed => ("ontvangst bevestigd", "receipt confirmed"),
        RiecReceipt.TakenUp => ("opgepakt als casus", "taken up as a case"),
        RiecReceipt.NotTakenUp => ("niet opgepakt", "not taken up"),
        _ => ("onderweg, of daar al verwijderd", "on its way, or deleted there already"),
    };

    /// <summary>What waits for whom; null when nothing does.</summary>
    public static Word? Waits(MunicipalSignal signal) =>
        signal.Course.End == ProtocolEnd.Riec && signal.HandOver is null ? new("overdracht aan het RIEC", "hand-over to the RIEC")
        : signal.Course.End is not null ? null
        : signal.Waiting is not null ? new("toets van de privacyfunctionaris", "check of the privacy officer")
        : signal.Course.Step == ProtocolStep.Sources && signal.Sources.Count == 0 ? new("privacyfunctionaris opent bronnen", "privacy officer opens sources")
        : signal.Course.Step == ProtocolStep.Sources && signal.Sources.Any(row => row.Hit is null) ? new("antwoord van een bron", "answer of a source")
        : signal.Course.Running ? new("uitvoering van de aanpak", "carrying out the approach")
        : new("weging", "weighing");
}
