namespace Knooppunt.Observations;

/// <summary>The legal regime under which a record is processed. Regimes never mix.</summary>
public enum Regime : byte
{
    /// <summary>Not personal data.</summary>
    None,
    /// <summary>General Data Protection Regulation (AVG, UAVG).</summary>
    Avg,
    /// <summary>Police Data Act, article 8: daily police work.</summary>
    Wpg8,
    /// <summary>Police Data Act, article 9: an investigation.</summary>
    Wpg9,
    /// <summary>Judicial and Criminal Records Act.</summary>
    Wjsg,
    /// <summary>Fiscal secrecy (article 67 AWR).</summary>
    Fiscal,
    /// <summary>Customs secrecy (article 12 Union Customs Code).</summary>
    Customs,
}

/// <summary>What a source's records were collected for.</summary>
public enum Purpose : byte
{
    /// <summary>Security of a port facility, terminal or site (ISPS; legitimate interest).</summary>
    SiteSecurity,
    /// <summary>Running the logistics itself: gate, planning, release.</summary>
    Logistics,
    /// <summary>Safety of shipping or aviation.</summary>
    TrafficSafety,
    /// <summary>Supervision by a municipality or an inspectorate.</summary>
    Supervision,
    /// <summary>Detection of criminal offences, by those empowered to it.</summary>
    Investigation,
    /// <summary>Knowledge of phenomena, without persons.</summary>
    Knowledge,
}

/// <summary>Traffic Light Protocol 2.0 (FIRST): with whom it may be shared.</summary>
public enum Tlp : byte
{
    /// <summary>Everybody.</summary>
    Clear,
    /// <summary>The community.</summary>
    Green,
    /// <summary>Own organisation and its clients, who need to know.</summary>
    Amber,
    /// <summary>Own organisation only.</summary>
    AmberStrict,
    /// <summary>The named receivers only.</summary>
    Red,
}

/// <summary>Permissible Actions Protocol: what may be done with it.</summary>
public enum Pap : byte
{
    /// <summary>Anything lawful.</summary>
    Clear,
    /// <summary>Active actions allowed, such as blocking.</summary>
    Green,
    /// <summary>Passive look-ups only.</summary>
    Amber,
    /// <summary>Nothing that the other side could notice.</summary>
    Red,
}

/// <summary>How long a record is kept, as a class with a term in days.</summary>
/// <param name="Name">Name as configured, for example <c>camera</c> or <c>plates</c>: lower case letters, digits and hyphens.</param>
/// <param name="Days">Whole days after arrival; 1 to 3,653. Camera metadata and plates: 28 by default.</param>
public sealed record RetentionClass(string Name, int Days);

/// <summary>Whose a record is and what may be done with it. Set per source in the configuration, carried by every observation.</summary>
/// <param name="Organisation">Short name of the organisation that it came from, as configured.</param>
/// <param name="Regime">The legal regime.</param>
/// <param name="Purpose">What it was collected for.</param>
/// <param name="Tlp">With whom it may be shared.</param>
/// <param name="Pap">What may be done with it.</param>
/// <param name="Retention">How long it is kept.</param>
public sealed record Handling(string Organisation, Regime Regime, Purpose Purpose, Tlp Tlp, Pap Pap, RetentionClass Retention);
