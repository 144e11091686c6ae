namespace Knooppunt.Municipal;

/// <summary>The four steps of the protocol, and that it is over. The names are stored.</summary>
public enum ProtocolStep : byte
{
    /// <summary>It came in and is taken up or not.</summary>
    Intake,
    /// <summary>How heavy it is: concrete and recent, or part of something larger.</summary>
    Severity,
    /// <summary>The municipality's own sources are asked: hit or no hit.</summary>
    Sources,
    /// <summary>It is put to those who can do something about it.</summary>
    Approach,
    /// <summary>Nothing more is done with it under the protocol.</summary>
    Ended,
}

/// <summary>The five weighings, in their order. The names are stored.</summary>
public enum Weighing : byte
{
    /// <summary>Is this for us at all?</summary>
    Intake,
    /// <summary>Is it concrete enough, and recent?</summary>
    Concrete,
    /// <summary>Does it belong to a trend or phenomenon that somebody is working on?</summary>
    Phenomenon,
    /// <summary>What do the hits say together, and who can do something about it?</summary>
    Hits,
    /// <summary>Which approach, and which exchange does it need?</summary>
    Approach,
}

/// <summary>What a weighing comes to. The names are stored.</summary>
public enum WeighingOutcome : byte
{
    /// <summary>On to what follows.</summary>
    GoOn,
    /// <summary>Nothing is done with it.</summary>
    NoAction,
    /// <summary>It is for somebody outside the municipality, who gets it and works on it.</summary>
    ShareOutside,
    /// <summary>One or more line departments handle it.</summary>
    LineDepartments,
    /// <summary>The municipal case meeting handles it.</summary>
    CaseMeeting,
    /// <summary>Organised crime that needs the partners of the RIEC: it is handed over.</summary>
    Riec,
}

/// <summary>How a signal ended.</summary>
public enum ProtocolEnd : byte
{
    /// <summary>It was weighed and nothing is done with it.</summary>
    NoAction,
    /// <summary>Somebody outside the municipality works on it.</summary>
    ShareOutside,
    /// <summary>No source that may be asked knows it: no hit is no further action.</summary>
    NoHit,
    /// <summary>It is for the RIEC.</summary>
    Riec,
    /// <summary>The approach was carried out and closed.</summary>
    Done,
}

/// <summary>One weighing on which handler and privacy officer agree.</summary>
/// <param name="Weighing">Which.</param>
/// <param name="Outcome">What it came to.</param>
public readonly record struct Weighed(Weighing Weighing, WeighingOutcome Outcome);

/// <summary>One source that the privacy officer opened.</summary>
/// <param name="Code">Code of the source, <see cref="MunicipalSource.Code"/>.</param>
/// <param name="Hit">Whether it knows it; null while it has not answered.</param>
/// <param name="Departments">Whether the privacy officer wrote down with which departments the hit may be shared (check 2A).</param>
public readonly record struct AskedSource(string Code, bool? Hit, bool Departments);
