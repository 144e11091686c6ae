namespace Knooppunt.Signals;

/// <summary>How grave a signal is: the levels of Sigma. Shown by shape and word before colour.</summary>
public enum Severity : byte
{
    /// <summary>For the record.</summary>
    Informational,
    /// <summary>A single family of evidence, however telling: the most it may be without a hard contradiction.</summary>
    Low,
    /// <summary>Look at it today.</summary>
    Medium,
    /// <summary>Look at it now.</summary>
    High,
    /// <summary>Act now.</summary>
    Critical,
}
