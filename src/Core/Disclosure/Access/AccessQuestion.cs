using Knooppunt.Observations;

namespace Knooppunt.Disclosure.Access;

/// <summary>What somebody is in the partnership. One person may have several roles, each in one organisation.</summary>
public enum Role : byte
{
    /// <summary>Security officer of a site (PFSO) or its guard post.</summary>
    SecurityOfficer,
    /// <summary>Analyst of the information-sharing centre, port police or customs.</summary>
    Analyst,
    /// <summary>Gate clerk, haulier desk or pass issuer.</summary>
    GateClerk,
    /// <summary>Municipal or other inspector.</summary>
    Inspector,
    /// <summary>Privacy officer.</summary>
    PrivacyOfficer,
    /// <summary>Auditor: sees logs and proofs, not the data itself.</summary>
    Auditor,
    /// <summary>Programme manager: figures only.</summary>
    ProgrammeManager,
    /// <summary>Administrator of the node: settings and people, not the data.</summary>
    Administrator,
}

/// <summary>Where a record would go, seen from the organisation it came from.</summary>
public enum Direction : byte
{
    /// <summary>To somebody of the organisation itself.</summary>
    OwnOrganisation,
    /// <summary>To a partner in the same node, as the copy that the organisation's release policy let through or a signal made of such copies.</summary>
    Partner,
    /// <summary>To a partner in the same node, out of the organisation's own journal: nothing let it through.</summary>
    Unreleased,
    /// <summary>To another node.</summary>
    OtherNode,
    /// <summary>To everybody.</summary>
    Public,
}

/// <summary>What would be done with a record.</summary>
public enum Use : byte
{
    /// <summary>It is looked at, because something gave occasion.</summary>
    Look,
    /// <summary>It is compared by machine with all others of a time, to try a pattern: nothing about it gave occasion.</summary>
    History,
    /// <summary>A named person decides to give it to one partner, about one signal. The role asked about is that person's.</summary>
    Provide,
}

/// <summary>One question to the table: may a record of this kind be shown to somebody like this?</summary>
/// <param name="Regime">The record's legal regime.</param>
/// <param name="Purpose">What the record was collected for.</param>
/// <param name="Role">What the asker is.</param>
/// <param name="Direction">Where it would go.</param>
/// <param name="Tlp">The record's mark: with whom it may be shared.</param>
/// <param name="Pap">The record's mark: what may be done with it.</param>
/// <param name="Use">What would be done with it; a look unless said otherwise.</param>
public readonly record struct AccessQuestion(Regime Regime, Purpose Purpose, Role Role, Direction Direction, Tlp Tlp, Pap Pap = Pap.Clear, Use Use = Use.Look);

/// <summary>What the table says.</summary>
public enum AccessVerdict : byte
{
    /// <summary>No.</summary>
    Refuse,
    /// <summary>Yes, without the fields that name a person: only pseudonyms and counts.</summary>
    Reduced,
    /// <summary>Yes, as it is stored: pseudonymised. Clear text still needs a reason and is logged.</summary>
    Allow,
}

/// <summary>The answer, with what the screen shows beside it.</summary>
/// <param name="Verdict">Yes, reduced, or no.</param>
/// <param name="Article">The article it rests on.</param>
/// <param name="Why">The reason in Dutch, for the screen.</param>
/// <param name="WhyEnglish">The reason in English.</param>
/// <param name="CheckedBy">Who reviewed the cell; null when nobody did, and then it refuses.</param>
public sealed record AccessAnswer(AccessVerdict Verdict, string Article, string Why, string WhyEnglish, string? CheckedBy);
