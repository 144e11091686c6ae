namespace Knooppunt.Measures;

/// <summary>The kinds of measures. The names are stored.</summary>
public enum MeasureKind : byte
{
    /// <summary>By an administrative body: penalty order, closure, refusal or withdrawal of a permit.</summary>
    Administrative,
    /// <summary>By tax or social authorities: assessment, recovery.</summary>
    Financial,
    /// <summary>By the prosecutor or a criminal court.</summary>
    Criminal,
    /// <summary>By a civil claim: damages.</summary>
    Civil,
    /// <summary>By an employer: warning, transfer, dismissal.</summary>
    Labour,
    /// <summary>A person may not enter a place for a time.</summary>
    AccessBan,
}

/// <summary>What a court made of a measure. The names are stored.</summary>
public enum CourtOutcome : byte
{
    /// <summary>Nobody went to court.</summary>
    NotTested,
    /// <summary>A court has it.</summary>
    Pending,
    /// <summary>It stood.</summary>
    Upheld,
    /// <summary>It stood in part, or lower.</summary>
    Amended,
    /// <summary>It was annulled.</summary>
    Annulled,
}

/// <summary>What came of a measure, as far as who took it can tell. The names are stored.</summary>
public enum MeasureResult : byte
{
    /// <summary>It runs, or it is too early to tell.</summary>
    Running,
    /// <summary>It did what it was for.</summary>
    Worked,
    /// <summary>It did not.</summary>
    DidNotWork,
    /// <summary>It was withdrawn.</summary>
    Withdrawn,
}

/// <summary>What sort of asset was seized. The names are stored.</summary>
public enum AssetKind : byte
{
    /// <summary>Cash.</summary>
    Cash,
    /// <summary>Money in accounts.</summary>
    Accounts,
    /// <summary>Crypto assets.</summary>
    Crypto,
    /// <summary>Vehicles and vessels.</summary>
    Vehicles,
    /// <summary>Buildings and land.</summary>
    RealEstate,
    /// <summary>Watches, jewellery, other valuables.</summary>
    Valuables,
    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>What a court made of a seizure. The names are stored.</summary>
public enum AssetOutcome : byte
{
    /// <summary>It is held; no court has decided.</summary>
    Held,
    /// <summary>It fell to the state, in whole or in part.</summary>
    Confiscated,
    /// <summary>It went back.</summary>
    Returned,
}

/// <summary>Age groups of extractors. A minor is somebody under 18. The names are stored.</summary>
public enum AgeGroup : byte
{
    /// <summary>Under 16.</summary>
    Under16,
    /// <summary>16 or 17.</summary>
    From16To17,
    /// <summary>18 to 22.</summary>
    From18To22,
    /// <summary>23 or older.</summary>
    From23,
    /// <summary>Nobody knows.</summary>
    Unknown,
}
