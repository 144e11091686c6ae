using Knooppunt.Concerned;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Concerned;

/// <summary>What this room calls its codes.</summary>
static class ConcernedWords
{
    /// <summary>How a request can come in.</summary>
    public static IReadOnlyList<(string Code, Word Name)> Channels { get; } = [("letter", new("brief", "letter")), ("mail", new("e-mail", "e-mail")), ("counter", new("balie", "counter"))];

    /// <summary>Why a term may be extended: AVG art. 12 lid 3 knows these two.</summary>
    public static IReadOnlyList<(string Code, Word Text)> Delays { get; } =
    [
        ("complex", new("uw verzoek is ingewikkeld", "your request is complex")),
        ("number", new("wij kregen veel verzoeken tegelijk", "we received many requests at once")),
    ];

    public static Word Of(ConcernedRight right) => right switch
    {
        ConcernedRight.Access => new("inzage", "access"),
        ConcernedRight.Rectification => new("rectificatie", "rectification"),
        ConcernedRight.Erasure => new("wissen", "erasure"),
        _ => new("bezwaar", "objection"),
    };

    public static Word Of(IdentityCheck identity) => identity switch
    {
        IdentityCheck.NotYet => new("nog niet", "not yet"),
        IdentityCheck.Seen => new("document bekeken en teruggegeven", "document looked at and given back"),
        IdentityCheck.Electronic => new("elektronisch, zoals DigiD", "electronically, such as DigiD"),
        IdentityCheck.Known => new("al bekend bij de organisatie", "known to the organisation already"),
        _ => new("teruggebeld of teruggeschreven op een bekend adres", "called or written back at a known address"),
    };

    public static Word Of(ConcernedOutcome outcome) => outcome switch
    {
        ConcernedOutcome.Open => new("nog niet besloten", "not decided yet"),
        ConcernedOutcome.Granted => new("toegewezen", "granted"),
        ConcernedOutcome.Partly => new("deels toegewezen", "partly granted"),
        ConcernedOutcome.Refused => new("geweigerd", "refused"),
        _ => new("niets gevonden", "nothing found"),
    };

    public static Word Of(ConcernedAction action) => action switch
    {
        ConcernedAction.None => new("niets te doen", "nothing to do"),
        ConcernedAction.TakenBack => new("kopieën bij partners terugnemen (doet het knooppunt)", "take back copies at partners (the node does it)"),
        _ => new("aan de bron geregeld (schrijf op wat)", "arranged at the source (write what)"),
    };

    public static Word KindOf(string kind) => Sought.Kinds.FirstOrDefault(known => known.Kind == kind).Name;

    public static Word ChannelOf(string code) => Channels.FirstOrDefault(known => known.Code == code).Name;

    /// <summary>What is wrong with a decision, and what to do.</summary>
    public static Word Of(DecisionFault fault) => fault switch
    {
        DecisionFault.NoOutcome => new("Kies wat uw organisatie besluit.", "Choose what your organisation decides."),
        DecisionFault.NotSearched => new("Zoek eerst: zonder zoeken weet niemand wat er is.", "Search first: without a search nobody knows what there is."),
        DecisionFault.NotKnown => new("Stel eerst vast wie het vraagt. Toewijzen aan een onbekende is een datalek.", "First establish who asks. Granting to a stranger is a data breach."),
        DecisionFault.NothingToGrant => new("Er is niets gevonden om toe te wijzen. Kies \"niets gevonden\".", "Nothing was found to grant. Choose \"nothing found\"."),
        DecisionFault.SomethingFound => new("Er is wel iets gevonden. Wijs toe, of weiger op een grond.", "Something was found. Grant it, or refuse on a ground."),
        DecisionFault.NoGround => new("Kies een grond uit de lijst: de persoon moet weten waarom, en kan ertegen op.", "Choose a ground from the list: the person must know why, and can oppose it."),
        DecisionFault.NoPart => new("Vink aan wat verteld wordt: niet niets, en niet alles.", "Tick what is told: not nothing, and not everything."),
        DecisionFault.NoAction => new("Kies wat er gedaan wordt: van toewijzen moet iets veranderen.", "Choose what is done: granting must change something."),
        _ => new("Schrijf op wat er aan de bron geregeld is; dat komt in de brief.", "Write what was arranged at the source; it stands in the letter."),
    };
}
