using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.FollowUp;

/// <summary>What can happen to a duty, or to what people do together; who must know gets a notice of it.</summary>
enum DutyDeed
{
    Offered,
    Accepted,
    Declined,
    HandedOver,
    TakenOver,
    Escalated,
    Hastened,
    Closed,
    Reopened,
    Merged,
    Named,
    Moved,
    Finished,
    Reminded,
}

/// <summary>What happened, as a screen says it.</summary>
static class DutyDeedNames
{
    public static Word Of(DutyDeed deed) => deed switch
    {
        DutyDeed.Offered => ("voorgelegd aan", "put before"),
        DutyDeed.Accepted => ("aangenomen", "accepted"),
        DutyDeed.Declined => ("niet bevoegd, door naar", "not competent, on to"),
        DutyDeed.HandedOver => ("overgedragen aan", "handed over to"),
        DutyDeed.TakenOver => ("overgenomen door", "taken over by"),
        DutyDeed.Escalated => ("de klok liep af, nu bij", "the clock ran out, now with"),
        DutyDeed.Hastened => ("ernstiger geworden, klok ingekort", "became graver, clock shortened"),
        DutyDeed.Closed => ("afgehandeld", "closed"),
        DutyDeed.Merged => ("samengevoegd met een ander signaal", "merged with another signal"),
        DutyDeed.Named => ("gevraagd om mee te doen:", "asked to take part:"),
        DutyDeed.Moved => ("tijd of plaats is veranderd voor", "time or place changed for"),
        DutyDeed.Finished => ("gesloten, ook voor", "closed, also for"),
        DutyDeed.Reminded => ("ligt over zijn dag, ook voor", "lies past its day, also for"),
        _ => ("heropend bij", "reopened at"),
    };
}
