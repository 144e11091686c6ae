using System.Runtime.InteropServices;
using System.Text;
using Knooppunt.Disclosure.Pseudonyms;
using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>Decides per offered observation: taken, known, parked or refused, and writes it to the open group. Used under the journal's lock.</summary>
internal sealed class Intake(JournalSettings settings, IdentityIndex identity, JournalKeys keys, LaneStore[] lanes, Border border, RowEncoder encoder)
{
    const string Because = "rejected_because";
    readonly HashSet<IdentityEntry> _parked = [];
    (string? Stream, Source? Source, UInt128 Key) _lastStream;

    /// <summary>Offers of sources that are not configured.</summary>
    public long Unconfigured { get; private set; }

    public Answer Offer(CommitGroup group, Drafts drafts, in Draft draft, long received)
    {
        var (incoming, source, seen) = (draft.Incoming, draft.Source, draft.Seen);
        if (seen is not { Source: not null, Data: not null })
            return new Answer(Verdict.Refused, Reason: "An observation must have a source and data.");
        if (source is null)
        {
            Unconfigured++;
            return new Answer(Verdict.Refused, Reason: $"The source {seen.Source} is not configured for this organisation.");
        }

        if (source.Settings.Ordered != (incoming.Stream is not null) || (incoming.Stream is not null && incoming.Line < 1))
        {
            return Refuse(group, source, seen, received, source.Settings.Ordered
                ? "The source is ordered: each observation needs its stream and a line of 1 or more."
                : "The source is not ordered: an observation has an id and no stream.");
        }

        var time = Micros.From(seen.Time);
        var parked = time > received + (settings.Ahead.Ticks / TimeSpan.TicksPerMicrosecond);
        if (incoming.Stream is null && time < received - (settings.IdentityWindow.Ticks / TimeSpan.TicksPerMicrosecond))
            return Refuse(group, source, seen, received, $"It is older than {settings.IdentityWindow.TotalDays:0.##} days, the time for which ids of this journal are remembered.");
        var answer = Put(group, source, seen, draft.Row, drafts.Bytes(draft), incoming, received, parked);
        if (answer.Verdict is Verdict.Taken or Verdict.Parked)
            Keep(group, source, drafts.Clear(draft), drafts.Packed(draft), received);
        return answer;
    }

    /// <summary>Keeps a rejection, as many per source and day as the settings allow; the rest is only counted.</summary>
    public Answer Refuse(CommitGroup group, Source source, Observation observation, long received, string reason)
    {
        source.Refused++;
        Keep(group, source, observation, received, reason);
        return new Answer(Verdict.Refused, Reason: reason);
    }

    /// <summary>Keeps a piece of which no observation came, in the same bounds. A message of another kind is no refusal.</summary>
    public void Keep(CommitGroup group, Source source, Unread piece, DateTimeOffset received)
    {
        if (piece.Message is null)
            source.Refused++;
        Keep(group, source, piece.ToObservation(source.Name, received), Micros.From(received), piece.Complaint.Sentence);
    }

    void Keep(CommitGroup group, Source source, Observation observation, long received, string reason)
    {
        var day = DateOnly.FromDateTime(Micros.ToTime(received).UtcDateTime);
        if (source.KeptOn != day)
            (source.KeptOn, source.Kept) = (day, 0);
        if (source.Kept >= settings.RejectionsKept)
            return;
        source.Kept++;
        var block = group.Block(Lane.Rejected, source.Class);
        var row = encoder.Encode(observation with { Data = (observation.Data ?? Fields.Empty).With((Because, reason)) }, source.Handling);
        if (row.Refusal is not null)
            row = encoder.Encode(Reduced(source, observation, reason, received), source.Handling);
        block.Add(row, encoder[row], lanes[(int)Lane.Rejected].Next++, received);
        encoder.Clear();
    }

    public static Rejection ToRejection(Row row) => new(
        row.Observation.Source,
        row.Observation.ReceivedAt!.Value,
        row.Observation.Data[Because].Text ?? "",
        row.Observation with { Data = row.Observation.Data.Without(name => name == Because) },
        row.Offset);

    /// <summary>Appends what the node itself says or lets through: silences, released and parked observations.</summary>
    public Answer Put(CommitGroup group, Source source, Observation observation, in Incoming incoming, long received)
    {
        var row = encoder.Encode(observation, source.Handling, incoming.Stream is not null);
        var answer = Put(group, source, observation, row, encoder[row], incoming, received, parked: false);
        encoder.Clear();
        return answer;
    }

    Answer Put(CommitGroup group, Source source, Observation observation, in EncodedRow row, ReadOnlySpan<byte> encoded, in Incoming incoming, long received, bool parked)
    {
        var lane = parked ? Lane.Parked : Lane.Main;
        if (parked && _parked.Count >= settings.ParkedKept)
            return Refuse(group, source, observation, received, $"Its time lies ahead and {settings.ParkedKept} observations are parked already.");
        if (row.Refusal is { } refusal)
            return Refuse(group, source, observation, received, refusal);
        var known = incoming.Stream is { } stream ? KnownLine(group, source, stream, incoming.Line) : KnownId(group, row, parked);
        if (known is { } already)
        {
            if (already.Verdict == Verdict.Refused)
                return Refuse(group, source, observation, received, already.Reason!);
            source.Known++;
            return already;
        }

        var offset = lanes[(int)lane].Next++;
        group.Block(lane, source.Class).Add(row, encoded, offset, received, incoming.Stream, incoming.Line);
        if (parked)
        {
            source.Parked++;
            return new Answer(Verdict.Parked, Reason: "Its time lies further ahead than its arrival allows; it is kept apart until it is due.");
        }

        source.Taken++;
        Told(group, source, row.Time, received);
        return new Answer(Verdict.Taken, offset);
    }

    /// <summary>Learns again, at a start, what a row says about identity.</summary>
    public void Relearn(Row row)
    {
        if (row.Control)
            return;
        if (row.Stream is not null)
        {
            var key = StreamKey(row.Observation.Source, row.Stream);
            identity.SetLine(key, Math.Max(identity.Line(key), row.Line));
            return;
        }

        var written = encoder.Encode(row.Observation, row.Observation.Handling);
        if (written.Refusal is null)
            identity.Add(IdentityEntry.Of(written.Id, written.Content), written.Time);
        encoder.Clear();
    }

    /// <summary>Learns again, at a start, what lies parked; <paramref name="released"/> rows only count for their line.</summary>
    public void RelearnParked(Row row, bool released)
    {
        if (row.Stream is not null)
        {
            var key = StreamKey(row.Observation.Source, row.Stream);
            identity.SetLine(key, Math.Max(identity.Line(key), row.Line));
        }

        if (!released && row.Stream is null)
            _parked.Add(IdOf(row.Observation));
    }

    public void Unpark(CommitGroup group, Observation observation)
    {
        if (_parked.Remove(IdOf(observation)))
            group.Unparked.Add(IdOf(observation));
    }

    IdentityEntry IdOf(Observation observation)
    {
        var written = encoder.Encode(observation, observation.Handling);
        encoder.Clear();
        return IdentityEntry.Of(written.Id, 0);
    }

    public void Undo(CommitGroup group)
    {
        for (var i = group.Lines.Count - 1; i >= 0; i--)
            identity.SetLine(group.Lines[i].Stream, group.Lines[i].Line);
        _parked.ExceptWith(group.Parked);
        _parked.UnionWith(group.Unparked);
        border.Forget();
    }

    static void Told(CommitGroup group, Source source, long time, long received)
    {
        ref var told = ref CollectionsMarshal.GetValueRefOrAddDefault(group.Told, source, out var there);
        told = (there ? Math.Max(told.Greatest, time) : time, received);
    }

    Answer? KnownLine(CommitGroup group, Source source, string stream, long line)
    {
        if (!ReferenceEquals(_lastStream.Stream, stream) || !ReferenceEquals(_lastStream.Source, source))
            _lastStream = (stream, source, StreamKey(source.Name, stream));
        var before = identity.Line(_lastStream.Key);
        if (line <= before)
            return new Answer(Verdict.Known);
        group.Lines.Add((_lastStream.Key, before));
        identity.SetLine(_lastStream.Key, line);
        return null;
    }

    Answer? KnownId(CommitGroup group, in EncodedRow row, bool parked)
    {
        var entry = IdentityEntry.Of(row.Id, row.Content);
        if (identity.Find(entry) is { } content)
        {
            return content == entry.Content
                ? new Answer(Verdict.Known)
                : new Answer(Verdict.Refused, Reason: "The source gave this id before to another content; the first is kept.");
        }

        var key = entry with { Content = 0 };
        if (parked)
        {
            if (!_parked.Add(key))
                return new Answer(Verdict.Known);
            group.Parked.Add(key);
            return null;
        }

        if (_parked.Contains(key))
            return new Answer(Verdict.Known);
        identity.Add(entry, row.Time);
        group.Ids.Add(entry);
        return null;
    }

    UInt128 StreamKey(string source, string stream) => keys.Identity.Hash128(Encoding.UTF8.GetBytes($"{source}\0{stream}"));

    void Keep(CommitGroup group, Source source, ReadOnlySpan<ClearText> clear, ReadOnlySpan<IdentityEntry> packed, long received)
    {
        if (clear.IsEmpty)
            return;
        for (var i = 0; i < clear.Length; i++)
        {
            ref readonly var text = ref clear[i];
            if (!border.Lacks(text, packed[i], source.Class, received))
                continue;
            var row = encoder.Encode(source.Vault ??= VaultEntry.Shape(source.Name, source.Handling, keys.Identity), text, received);
            if (row.Refusal is null)
                group.Block(Lane.Vault, source.Class).Add(row, encoder[row], lanes[(int)Lane.Vault].Next++, received);
        }

        encoder.Clear();
    }

    static Observation Reduced(Source source, Observation observation, string reason, long received) => new()
    {
        Id = observation.Id is { Length: > 0 } id ? id[..Math.Min(id.Length, 200)] : "none",
        Source = source.Name,
        Type = new ObservationType(observation.Type.Family, "rejected"),
        Time = Micros.ToTime(received),
        Data = Fields.Of((Because, reason)),
    };
}
