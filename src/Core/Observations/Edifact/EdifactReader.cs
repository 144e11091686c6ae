using System.Globalization;
using Knooppunt.Observations.Lines;

namespace Knooppunt.Observations.Edifact;

/// <summary>
/// Reads UN/EDIFACT interchanges (ISO 9735, any service characters, several messages and interchanges in one stream).
/// CODECO, COREOR, COPINO, COARRI, COPRAR, COPARN and VERMAS become observations, one per container; other messages are recognised, counted by type and handed to be kept.
/// </summary>
/// <remarks>Counts and references that do not agree (UNT, UNE, UNZ, CNT) are complaints; what was read is kept all the same.
/// A message without UNB around it is read too and complained of. Every complaint names segment, message type and reference.</remarks>
public sealed class EdifactReader : IObservationReader, ISegmentTaker
{
    readonly SourceContext _context;
    readonly IObservationSink _sink;
    readonly EdifactSplitter _splitter;
    readonly CachedStrings _strings = new();
    readonly ContainerSegments _containers;
    readonly EdifactEnvelope _envelope;
    readonly HashSet<string> _otherTypes = new(StringComparer.Ordinal);
    EdifactMessage? _message;
    bool _lost;
    long _segments;

    /// <summary>A reader of one stream.</summary>
    public EdifactReader(SourceContext context, IObservationSink sink)
    {
        (_context, _sink) = (context, sink);
        _splitter = new EdifactSplitter(this);
        _envelope = new EdifactEnvelope(context, _strings, Complain);
        _containers = new ContainerSegments(context, sink, _strings, Complain);
    }

    /// <inheritdoc/>
    public void Feed(ReadOnlySpan<byte> bytes) => _splitter.Feed(bytes);

    /// <inheritdoc/>
    public void Complete()
    {
        _splitter.Complete();
        EndMessage("the file ends", _splitter.Line);
        if (_envelope.Open is { } open)
            _sink.Reject(new Complaint(_context.Place(_splitter.Line, part: $"UNB {open}"), $"Interchange {open} has no UNZ: the file is cut off or incomplete."), []);
        if (_segments == 0)
            _sink.Reject(new Complaint(_context.Place(), "No EDIFACT segment was found: the file is empty or of another format."), []);
    }

    void ISegmentTaker.Unreadable(string sentence, ReadOnlySpan<byte> start, long line)
    {
        _segments++;
        _sink.Reject(new Complaint(_context.Place(line, 0, Where(null)), sentence), start);
        // A skipped segment counts for UNT all the same.
        if (_message is not null)
            _message.Segments++;
    }

    void ISegmentTaker.Segment(in EdifactSegment segment)
    {
        _segments++;
        switch (segment.Tag)
        {
            case Tags.Unb:
                EndMessage("a new interchange begins", segment.Line);
                _lost = false;
                _envelope.Begin(segment);
                break;
            case Tags.Ung:
                EndMessage("a new group begins", segment.Line);
                _envelope.BeginGroup(segment);
                break;
            case Tags.Unh:
                EndMessage("a new message begins", segment.Line);
                BeginMessage(segment);
                break;
            case Tags.Unt:
                CloseMessage(segment);
                break;
            case Tags.Une:
                EndMessage("its group ends", segment.Line);
                _envelope.EndGroup(segment);
                break;
            case Tags.Unz:
                EndMessage("its interchange ends", segment.Line);
                _lost = false;
                _envelope.End(segment);
                break;
            default:
                Body(segment);
                break;
        }
    }

    void Body(in EdifactSegment segment)
    {
        if (_message is null)
        {
            Lost(segment);
            return;
        }

        _message.Segments++;
        if (segment.Tag == 0)
            Complain(segment, "The tag is not three capital letters; the segment was skipped.");
        _message.Start?.Add(segment.Bytes);
        if (segment.Tag != 0 && _message.Kind is not null)
            _containers.Read(segment);
    }

    /// <summary>Outside a message the first segment is reported and the rest of the stretch counted: a broken UNH makes one complaint, not forty.</summary>
    void Lost(in EdifactSegment segment)
    {
        if (_lost)
        {
            _sink.Count("segment outside a message");
            return;
        }

        _lost = true;
        Complain(segment, _envelope.Open is null && _envelope.Seen == 0
            ? "This is not UNA, UNB or UNH, with which an interchange begins; reading goes on at the next of these."
            : "This stands outside a message: its UNH is missing or broken; reading goes on at the next UNH.");
    }

    void BeginMessage(in EdifactSegment segment)
    {
        _lost = false;
        if (!_envelope.CountMessage() && _envelope.WarnOutside())
            Complain(segment, "The message stands outside an interchange: there is no UNB before it. It is read all the same.");
        var type = _strings.Of(segment.Value(2));
        var reference = CachedStrings.Decode(Head(segment.Value(1), 35));
        var kind = MessageKinds.Of(type);
        _message = new EdifactMessage
        {
            Type = type.Length == 0 ? "?" : type.Length > 6 ? type[..6] : type,
            Document = _strings.Of(Head(segment.Value(2), 6)) + " " + _strings.Of(Head(segment.Value(2, 1), 3)) + "." + _strings.Of(Head(segment.Value(2, 2), 3)),
            Reference = reference,
            Line = segment.Line,
            Kind = kind,
            Segments = 1,
            Start = kind is null ? new MessageStart() : null,
        };
        _message.Start?.Add(segment.Bytes);
        if (_envelope.IsRepeated(reference))
            Complain(segment, $"Message {reference} comes twice in its interchange or group: the same message again, or two under one reference. Both are read.");
        if (type.Length == 0)
            Complain(segment, "UNH names no message type, for example UNH+1+CODECO:D:95B:UN; the message was skipped.");
        if (kind is null)
            CountOther(type);
        else
            _containers.Begin(_message, _envelope.Prepared);
    }

    void CountOther(string type)
    {
        // The directory has some two hundred types; a hostile file could invent millions.
        var known = MessageKinds.IsTypeName(type) && (_otherTypes.Count < 100 || _otherTypes.Contains(type));
        if (known)
            _otherTypes.Add(type);
        _sink.Count(known ? type : "unknown message type");
    }

    void CloseMessage(in EdifactSegment segment)
    {
        if (_message is null)
        {
            Complain(segment, "UNT closes no message: its UNH is missing or broken.");
            return;
        }

        _message.Segments++;
        var reference = CachedStrings.Decode(Head(segment.Value(2), 35));
        if (!EdifactEnvelope.SameCount(segment.Value(1), _message.Segments, out var declared))
            Complain(segment, string.Create(CultureInfo.InvariantCulture, $"UNT counts {declared} segments, the message has {_message.Segments}; what was read is kept."));
        if (reference != _message.Reference)
            Complain(segment, $"UNT names message {reference}, UNH named {_message.Reference}; what was read is kept.");
        _message.Start?.Add(segment.Bytes);
        Leave(_message, segment.Line);
    }

    void EndMessage(string because, long line)
    {
        if (_message is null)
            return;
        _sink.Reject(new Complaint(_context.Place(line, 0, Where(null)), $"The message has no UNT: {because}. What was read is kept."), []);
        Leave(_message, line);
    }

    void Leave(EdifactMessage message, long line)
    {
        if (message.Start is { } start)
            _sink.Keep(message.Type, _context.Place(message.Line, 0, $"{message.Type} {message.Reference}"), start.Bytes, start.Length);
        else
            _containers.End(line);
        _message = null;
    }

    void Complain(in EdifactSegment segment, string sentence) =>
        _sink.Reject(new Complaint(_context.Place(segment.Line, 0, Where(segment.TagText)), sentence), SourceContext.Kept(segment.Bytes));

    /// <summary>A segment by tag and number within its message ("EQD 12"), with type and reference of the message.</summary>
    string? Where(string? tag) => (tag, _message) switch
    {
        (null, null) => null,
        (_, null) => string.Create(CultureInfo.InvariantCulture, $"{tag} (segment {_segments} of the file)"),
        (null, { } message) => $"{message.Type} {message.Reference}",
        var (name, message) => string.Create(CultureInfo.InvariantCulture, $"{name} {message.Segments} of {message.Type} {message.Reference}"),
    };

    static ReadOnlySpan<byte> Head(ReadOnlySpan<byte> bytes, int most) => bytes.Length <= most ? bytes : bytes[..most];
}

/// <summary>Says what is wrong with a segment.</summary>
delegate void SegmentComplaint(in EdifactSegment segment, string sentence);
