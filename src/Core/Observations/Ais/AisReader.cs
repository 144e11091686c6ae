using Knooppunt.Observations.Lines;

namespace Knooppunt.Observations.Ais;

/// <summary>
/// Reads AIS as receivers write it: VDM and VDO sentences of any talker (<c>!AIVDM</c>, <c>!BSVDM</c>, ...), messages of several sentences, tag blocks, <c>$PGHP</c> time sentences.
/// Messages 1, 2, 3, 4, 18, 19 and 27 become <c>presence.vessel_position</c>, 5 and 24 <c>presence.vessel_static</c>; others are counted by type.
/// </summary>
/// <remarks>
/// The time of a message is that of the <c>$PGHP</c> sentence before it, else of its tag block, else the seconds behind its checksum, else <see cref="SourceContext.Fallback"/>; without any it is rejected.
/// "Not available" is an absent field; an impossible value is an absent field too, and counted. The same payload within thirty seconds is one transmission heard by several stations: the first is taken, the others are counted as <c>relayed</c>.
/// A message whose sentences do not all come within sixteen others is abandoned and counted.
/// </remarks>
public sealed class AisReader : IObservationReader, ILineTaker
{
    readonly SourceContext _context;
    readonly IObservationSink _sink;
    readonly LineSplitter _lines;
    readonly AisAssembly _assembly;
    readonly AisRelays _relays = new();
    readonly AisMessages _messages;
    DateTimeOffset? _announced, _tagged;

    /// <summary>A reader of one stream.</summary>
    public AisReader(SourceContext context, IObservationSink sink)
    {
        (_context, _sink) = (context, sink);
        _lines = new LineSplitter(this);
        _assembly = new AisAssembly(sink.Count);
        _messages = new AisMessages(context, sink);
    }

    /// <inheritdoc/>
    public void Feed(ReadOnlySpan<byte> bytes) => _lines.Feed(bytes);

    /// <inheritdoc/>
    public void Complete()
    {
        _lines.Complete();
        _assembly.Complete();
    }

    void ILineTaker.Unreadable(string sentence, ReadOnlySpan<byte> start, long number) => _sink.Reject(new Complaint(_context.Place(number), sentence), start);

    void ILineTaker.Line(ReadOnlySpan<byte> line, long number)
    {
        var whole = line;
        line = line.Trim(" \t"u8);
        if (line.Length > 0 && line[0] == '\\')
        {
            if (!AisTimes.TakeTagBlocks(ref line, out var time))
                _sink.Count("tag block with a wrong checksum or no end");
            _tagged = time ?? _tagged;
        }

        if (line.Length == 0)
            return;
        if (AisSentence.IsOne(line))
            Sentence(line, whole, number);
        else if (line.StartsWith("$PGHP,"u8))
            Announce(line);
        else if (line[0] is (byte)'$' or (byte)'!' or (byte)'\\' or (byte)'#')
            _sink.Count("other sentence");
        else
            Reject(whole, number, "The line is no sentence: it begins with none of ! $ \\ #.", "line that is no sentence");
    }

    void Announce(ReadOnlySpan<byte> line)
    {
        if (AisTimes.ReadGatehouse(line) is { } time)
            _announced = time;
        else
            _sink.Count("time sentence with a wrong checksum or time");
    }

    void Sentence(ReadOnlySpan<byte> line, ReadOnlySpan<byte> whole, long number)
    {
        var time = _announced ?? _tagged;
        _announced = _tagged = null;
        if (AisSentence.Read(line, out var sentence) is { } reason)
        {
            _assembly.Pass();
            Reject(whole, number, $"The sentence cannot be read: {reason}.", reason);
            return;
        }

        time ??= AisTimes.ReadEpoch(sentence.Suffix) ?? _context.Fallback;
        if (sentence.Payload.Length > AisBits.LongestPayload)
        {
            Reject(whole, number, $"The payload is longer than {AisBits.LongestPayload} characters, more than any message has.", "payload too long");
            return;
        }

        if (sentence.Parts == 1)
        {
            _assembly.Pass();
            Message(sentence.Payload, sentence.Fill, time, whole, number);
            return;
        }

        if (_assembly.Add(sentence, time) is not { } message)
            return;
        Span<byte> payload = stackalloc byte[AisBits.LongestPayload];
        var length = message.CopyTo(payload);
        if (length < 0)
            Reject(whole, number, $"The payload is longer than {AisBits.LongestPayload} characters, more than any message has.", "payload too long");
        else
            Message(payload[..length], sentence.Part == sentence.Parts ? sentence.Fill : 0, message.Time ?? time, whole, number);
    }

    void Message(ReadOnlySpan<byte> payload, int fill, DateTimeOffset? time, ReadOnlySpan<byte> whole, long number)
    {
        Span<byte> sixes = stackalloc byte[AisBits.LongestPayload];
        if (payload.Length == 0 || !AisBits.Unarmour(payload, sixes))
        {
            Reject(whole, number, "The payload holds a character that is none of the sixty-four.", "payload not six-bit");
            return;
        }

        var bits = new AisBits(sixes[..payload.Length], payload.Length * 6 - fill);
        if (AisMessages.Unread(bits) is { } uninteresting)
        {
            _sink.Count(uninteresting);
            return;
        }

        if (time is not { } moment)
            Reject(whole, number, "The message has no time: no $PGHP sentence, tag block or seconds behind the checksum, and the source has no time of arrival.", "message without time");
        else if (_relays.IsRelayed(payload, moment))
            _sink.Count("relayed");
        else if (_messages.Read(bits, moment, number) is { } wrong)
            Reject(whole, number, $"The message cannot be read: {wrong}.", wrong);
    }

    void Reject(ReadOnlySpan<byte> line, long number, string sentence, string reason)
    {
        _sink.Count(reason);
        _sink.Reject(new Complaint(_context.Place(number), sentence), SourceContext.Kept(line));
    }
}
