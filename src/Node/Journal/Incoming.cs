using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>An observation offered to a journal.</summary>
/// <param name="Observation">What was seen, in clear text; the journal pseudonymises it and sets handling and arrival.</param>
/// <param name="Stream">Content id of the file or stream for an ordered source; null otherwise.</param>
/// <param name="Line">Line in the stream, one-based and growing; 0 otherwise.</param>
internal readonly record struct Incoming(Observation Observation, string? Stream = null, long Line = 0);

internal enum Verdict : byte
{
    /// <summary>On disk, with an offset.</summary>
    Taken,
    /// <summary>The journal had it already.</summary>
    Known,
    /// <summary>Its time lies ahead; kept apart until due.</summary>
    Parked,
    /// <summary>Not taken; kept as a rejection.</summary>
    Refused,
}

/// <summary>What became of one offered observation.</summary>
/// <param name="Verdict">What the journal did.</param>
/// <param name="Offset">Offset when taken; -1 otherwise.</param>
/// <param name="Reason">One sentence when refused or parked.</param>
internal readonly record struct Answer(Verdict Verdict, long Offset = -1, string? Reason = null);

/// <summary>A record that tells how observations are to be read from its offset on: patterns, places, lists, keys, policies, silences, ticks, proofs.</summary>
/// <param name="Kind">What it is, for example <c>pattern</c> or <c>tick</c>: lower case with underscores.</param>
/// <param name="Name">Which one, for example a pattern's id.</param>
/// <param name="Content">Its text, at most 4 MiB.</param>
internal sealed record ControlRecord(string Kind, string Name, string Content);

/// <summary>One record of a journal: an observation or a control record.</summary>
internal readonly record struct JournalEntry(long Offset, Observation? Observation, ControlRecord? Control);

/// <summary>Records in offset order.</summary>
/// <param name="Entries">The records; empty when the end was reached.</param>
/// <param name="Next">Where to read on.</param>
internal sealed record JournalBatch(IReadOnlyList<JournalEntry> Entries, long Next)
{
    /// <summary>The observations alone.</summary>
    public IEnumerable<Recorded> Observations =>
        Entries.Where(entry => entry.Observation is not null).Select(entry => new Recorded(entry.Offset, entry.Observation!));
}

/// <summary>A rejection as it is kept.</summary>
/// <param name="Source">Which source offered it.</param>
/// <param name="At">When it was offered.</param>
/// <param name="Reason">Why it was refused, one sentence.</param>
/// <param name="Observation">What was offered.</param>
/// <param name="Number">Its number among those of its journal.</param>
internal sealed record Rejection(string Source, DateTimeOffset At, string Reason, Observation Observation, long Number);

/// <summary>The disk refused a write: nothing of the batch was taken, offer it again later.</summary>
internal sealed class JournalUnwritableException(string sentence, Exception? cause = null) : IOException(sentence, cause);
