using Knooppunt.Cases;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Cases;

/// <summary>The closed lists of a case as a screen names them.</summary>
static class CaseNames
{
    /// <summary>What came of it.</summary>
    public static Word Of(CaseOutcome outcome) => outcome switch
    {
        CaseOutcome.Open => ("open", "open"),
        CaseOutcome.Found => ("er is iets aangetroffen", "something was found"),
        CaseOutcome.Seized => ("er is iets in beslag genomen", "something was seized"),
        CaseOutcome.NothingFound => ("er is gekeken en niets gevonden", "somebody looked and found nothing"),
        CaseOutcome.Innocent => ("de onschuldige verklaring was het", "it was the innocent explanation"),
        CaseOutcome.Measure => ("er is een maatregel genomen", "a measure was taken"),
        CaseOutcome.ToRiec => ("overgedragen aan het RIEC", "handed to the RIEC"),
        CaseOutcome.ToProsecutor => ("overgedragen aan het Openbaar Ministerie", "handed to the Public Prosecution Service"),
        _ => ("niet verder opgepakt", "not gone on with"),
    };

    /// <summary>What a partner does.</summary>
    public static Word Of(PartnerPart part) => part switch
    {
        PartnerPart.Acts => ("voert uit", "acts"),
        PartnerPart.Informs => ("brengt informatie", "brings information"),
        _ => ("denkt mee", "advises"),
    };

    /// <summary>On what a partner takes part.</summary>
    public static Word Of(LegalBasis basis) => basis switch
    {
        LegalBasis.PublicTask => ("publieke taak (AVG art. 6 lid 1 e)", "public task (GDPR art. 6(1)(e))"),
        LegalBasis.LegitimateInterest => ("gerechtvaardigd belang (AVG art. 6 lid 1 f)", "legitimate interest (GDPR art. 6(1)(f))"),
        LegalBasis.LegalObligation => ("wettelijke plicht (AVG art. 6 lid 1 c)", "legal obligation (GDPR art. 6(1)(c))"),
        LegalBasis.PoliceProvision => ("politietaak (Wpg)", "police task (Police Data Act)"),
        LegalBasis.FiscalSupervision => ("toezicht van douane of fiscus", "supervision by customs or tax authority"),
        _ => ("geen persoonsgegevens", "no personal data"),
    };

    /// <summary>What a pointer points to.</summary>
    public static Word Of(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Item => ("voorwerp", "item"),
        EvidenceKind.Transport => ("container, voertuig of schip", "container, vehicle or vessel"),
        EvidenceKind.Document => ("document of databestand", "document or data file"),
        EvidenceKind.Image => ("beelden of scan", "images or scan"),
        _ => ("verklaring", "statement"),
    };

    /// <summary>What happened to evidence.</summary>
    public static Word Of(CustodyDeed deed) => deed switch
    {
        CustodyDeed.Handed => ("overgedragen aan", "handed to"),
        CustodyDeed.Received => ("ontvangst bevestigd door", "receipt confirmed by"),
        _ => ("niet ontvangen door", "not received by"),
    };

    /// <summary>What happened in a case.</summary>
    public static Word Of(CaseDeed deed) => deed switch
    {
        CaseDeed.Opened => ("opende de zaak", "opened the case"),
        CaseDeed.PartnerAdded => ("nam een partner op:", "added a partner:"),
        CaseDeed.PartnerLeft => ("haalde een partner eruit:", "took a partner off:"),
        CaseDeed.SignalLinked => ("koppelde een signaal", "linked a signal"),
        CaseDeed.PointerWritten => ("schreef op waar bewijs ligt:", "wrote down where evidence lies:"),
        CaseDeed.Custody => ("bewijs:", "evidence:"),
        CaseDeed.Decided => ("besloot:", "decided:"),
        CaseDeed.OwnerChanged => ("de leiding ging naar", "the lead went to"),
        CaseDeed.Closed => ("sloot de zaak af:", "closed the case:"),
        _ => ("heropende de zaak:", "reopened the case:"),
    };

    /// <summary>A code of a crime script; "something else" for none.</summary>
    public static string Script(string code, Language language) => code.Length == 0 ? language["iets anders", "something else"] : ScriptNames.Script(code, language);
}
