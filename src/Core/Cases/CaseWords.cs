namespace Knooppunt.Cases;

/// <summary>What came of a case. The names are stored.</summary>
public enum CaseOutcome : byte
{
    /// <summary>It is open.</summary>
    Open,
    /// <summary>Something was found.</summary>
    Found,
    /// <summary>Something was seized.</summary>
    Seized,
    /// <summary>Somebody looked, and there was nothing.</summary>
    NothingFound,
    /// <summary>It was the innocent explanation.</summary>
    Innocent,
    /// <summary>A measure was taken: a barrier, a permit, a ban.</summary>
    Measure,
    /// <summary>The regional information and expertise centre (RIEC) goes on with it, in its own system.</summary>
    ToRiec,
    /// <summary>The Public Prosecution Service (OM) goes on with it, in its own system.</summary>
    ToProsecutor,
    /// <summary>It was not gone on with: too little to go on, or no capacity.</summary>
    Ended,
}

/// <summary>What a partner does in a case. The names are stored.</summary>
public enum PartnerPart : byte
{
    /// <summary>Acts under its own powers.</summary>
    Acts,
    /// <summary>Brings information.</summary>
    Informs,
    /// <summary>Thinks along.</summary>
    Advises,
}

/// <summary>On what a partner takes part in a case. The names are stored.</summary>
public enum LegalBasis : byte
{
    /// <summary>A public task (AVG art. 6 lid 1 e).</summary>
    PublicTask,
    /// <summary>A legitimate interest, such as the security of the own site (AVG art. 6 lid 1 f).</summary>
    LegitimateInterest,
    /// <summary>A legal obligation (AVG art. 6 lid 1 c).</summary>
    LegalObligation,
    /// <summary>Police data provided to a partnership (Wpg art. 20).</summary>
    PoliceProvision,
    /// <summary>Supervision by customs or the tax authority.</summary>
    FiscalSupervision,
    /// <summary>No personal data is processed.</summary>
    NoPersonalData,
}

/// <summary>What a pointer points to. The names are stored.</summary>
public enum EvidenceKind : byte
{
    /// <summary>Goods, a seal, a bag: something that one can hold.</summary>
    Item,
    /// <summary>A container, a vehicle, a vessel.</summary>
    Transport,
    /// <summary>A document or a file of data.</summary>
    Document,
    /// <summary>Pictures of a camera or a scan.</summary>
    Image,
    /// <summary>A record of what somebody said or saw.</summary>
    Statement,
}

/// <summary>What follows from a kind of evidence.</summary>
public static class EvidenceKinds
{
    /// <summary>Whether it is a file, of which the hash must stand beside the pointer: without it nobody can show that it is the same file.</summary>
    public static bool IsFile(this EvidenceKind kind) => kind is EvidenceKind.Document or EvidenceKind.Image;
}
