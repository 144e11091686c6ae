namespace Knooppunt.Concerned;

/// <summary>What somebody asks about their own data.</summary>
public enum ConcernedRight : byte
{
    /// <summary>To know what is kept (AVG art. 15).</summary>
    Access,
    /// <summary>To have it put right (AVG art. 16).</summary>
    Rectification,
    /// <summary>To have it erased (AVG art. 17).</summary>
    Erasure,
    /// <summary>That it is not used any further (AVG art. 21).</summary>
    Objection,
}

/// <summary>How the one who asks was known to be who they say. A copy of a document is never asked and never kept.</summary>
public enum IdentityCheck : byte
{
    /// <summary>Not yet: nothing can be granted.</summary>
    NotYet,
    /// <summary>A document was looked at, at the counter, and given back.</summary>
    Seen,
    /// <summary>By an electronic means that the law accepts, such as DigiD.</summary>
    Electronic,
    /// <summary>Known to the organisation already, such as somebody to whom it gave the pass.</summary>
    Known,
    /// <summary>By a call or letter to a number or address that was known already.</summary>
    CalledBack,
}

/// <summary>What one organisation decides on a request.</summary>
public enum ConcernedOutcome : byte
{
    /// <summary>Nothing yet.</summary>
    Open,
    /// <summary>What was asked is done, as a whole.</summary>
    Granted,
    /// <summary>A part of it is done; for the rest there is a ground.</summary>
    Partly,
    /// <summary>Not, on a ground.</summary>
    Refused,
    /// <summary>Somebody searched and found nothing.</summary>
    Nothing,
}

/// <summary>What is done when something is granted that changes how the data is used.</summary>
public enum ConcernedAction : byte
{
    /// <summary>Nothing: for a request to know it is enough that it is told.</summary>
    None,
    /// <summary>Copies that partners got by a person's decision are taken back; the node does that itself.</summary>
    TakenBack,
    /// <summary>At the source: its system no longer passes this on, or passes on what is right. The organisation says in words what it did.</summary>
    AtSource,
}
