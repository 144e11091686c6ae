using Knooppunt.Knowledge;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Knowledge;

/// <summary>Closed lists of scripts as a screen names them.</summary>
static class KnowledgeNames
{
    /// <summary>A kind of barrier.</summary>
    public static Word Of(BarrierKind kind) => kind switch
    {
        BarrierKind.Physical => ("fysiek", "physical"),
        BarrierKind.Social => ("sociaal", "social"),
        BarrierKind.Digital => ("digitaal", "digital"),
        _ => ("juridisch", "legal"),
    };

    /// <summary>What can be added to a step, one of <see cref="AddToStep.Kinds"/>.</summary>
    public static Word Addition(string kind) => kind switch
    {
        "role" => ("wie het doet", "who does it"),
        "opportunity" => ("gelegenheid", "opportunity"),
        "partner" => ("partner", "partner"),
        _ => new($"barrière, {Of(Enum.Parse<BarrierKind>(kind, ignoreCase: true)).Dutch}", $"barrier, {Of(Enum.Parse<BarrierKind>(kind, ignoreCase: true)).English}"),
    };

    /// <summary>What came of something that was proposed for a step.</summary>
    public static Word Of(StepProposalRow proposal) => proposal.State switch
    {
        ProposalState.Adopted => ("overgenomen", "taken over"),
        ProposalState.Refused => new($"niet overgenomen: {proposal.Why}", $"not taken over: {proposal.Why}"),
        _ => ("wacht op een analist", "waits for an analyst"),
    };

    /// <summary>A type of object that others propose; one of others by its own name.</summary>
    public static Word Type(string type) => type switch
    {
        "attack-pattern" => ("werkwijze", "way of working"),
        "attack-flow" or "attack-action" or "attack-condition" or "attack-operator" or "attack-asset" => ("deel van een stroom", "part of a flow"),
        "campaign" => ("campagne", "campaign"),
        "course-of-action" => ("barrière", "barrier"),
        "grouping" => ("bundeling", "grouping"),
        "incident" => ("voorval", "incident"),
        "indicator" => ("patroon", "pattern"),
        "location" => ("plaats", "place"),
        "relationship" => ("verband", "relation"),
        "report" => ("rapport", "report"),
        "sighting" => ("telling", "count"),
        "tool" => ("hulpmiddel", "tool"),
        _ => (type, type),
    };

    /// <summary>One of the five words of an opinion.</summary>
    public static Word Opinion(string opinion) => opinion switch
    {
        "strongly-agree" => ("helemaal mee eens", "strongly agree"),
        "agree" => ("mee eens", "agree"),
        "neutral" => ("niet voor en niet tegen", "neither for nor against"),
        "disagree" => ("mee oneens", "disagree"),
        "strongly-disagree" => ("helemaal mee oneens", "strongly disagree"),
        _ => (opinion, opinion),
    };

    /// <summary>Where scripts happen.</summary>
    public static Word Place(string place) => place switch
    {
        "seaport" => ("zeehaven", "seaport"),
        "sea" => ("zee en kust", "sea and coast"),
        "airport" => ("luchthaven", "airport"),
        "auction" => ("bloemenveiling", "flower auction"),
        "premises" => ("bedrijfsruimte", "business premises"),
        _ => (place, place),
    };

    /// <summary>How much a facilitator knows.</summary>
    public static Word Aware(bool? aware) => aware switch { true => ("weet het", "knows it"), false => ("weet het niet", "does not know it"), null => ("weet het soms", "may know it") };
}
