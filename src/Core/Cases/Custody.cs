namespace Knooppunt.Cases;

/// <summary>What happens to a piece of evidence. The names are stored.</summary>
public enum CustodyDeed : byte
{
    /// <summary>Who holds it gives it to another; it is theirs only when they confirm.</summary>
    Handed,
    /// <summary>The receiver confirms to have it.</summary>
    Received,
    /// <summary>The receiver says not to have it: it is still with who gave it.</summary>
    NotReceived,
}

/// <summary>Whether something may be done with a piece of evidence.</summary>
public enum CustodyAnswer : byte
{
    /// <summary>Yes.</summary>
    Yes,
    /// <summary>No: another organisation holds it.</summary>
    NotHolder,
    /// <summary>No: it is on its way, and the receiver must answer first.</summary>
    OnItsWay,
    /// <summary>No: it would go to who has it.</summary>
    SameHolder,
    /// <summary>No: nothing is on its way to this organisation.</summary>
    NotReceiver,
}

/// <summary>Where a piece of evidence is: exactly one organisation answers for it at every moment.</summary>
/// <param name="Holder">Short name of the organisation that holds it.</param>
/// <param name="OnWayTo">Short name of the organisation that must confirm; null when it is not on its way.</param>
public readonly record struct Custody(string Holder, string? OnWayTo = null)
{
    /// <summary>Where it is after these lines.</summary>
    /// <param name="first">Who held it when the pointer was written.</param>
    /// <param name="links">The lines of its log, in order.</param>
    public static Custody Of(string first, IEnumerable<CustodyLink> links) => links.Aggregate(new Custody(first), (custody, link) => custody.After(link.Deed, link.To));

    /// <summary>Where it is after a deed.</summary>
    /// <param name="deed">The deed.</param>
    /// <param name="to">To whom it is handed; not read for an answer.</param>
    public Custody After(CustodyDeed deed, string to) => deed switch
    {
        CustodyDeed.Handed => new(Holder, to),
        CustodyDeed.Received => new(OnWayTo ?? Holder),
        _ => new(Holder),
    };

    /// <summary>Whether somebody may do this now.</summary>
    /// <param name="deed">The deed.</param>
    /// <param name="organisations">Short names of the organisations for which the person may act.</param>
    /// <param name="to">To whom it would be handed; not read for an answer.</param>
    public CustodyAnswer Weigh(CustodyDeed deed, IReadOnlyCollection<string> organisations, string to)
    {
        ArgumentNullException.ThrowIfNull(organisations);
        return deed switch
        {
            CustodyDeed.Handed when OnWayTo is not null => CustodyAnswer.OnItsWay,
            CustodyDeed.Handed when !organisations.Contains(Holder) => CustodyAnswer.NotHolder,
            CustodyDeed.Handed when to == Holder => CustodyAnswer.SameHolder,
            CustodyDeed.Handed => CustodyAnswer.Yes,
            _ => OnWayTo is { } receiver && organisations.Contains(receiver) ? CustodyAnswer.Yes : CustodyAnswer.NotReceiver,
        };
    }
}
