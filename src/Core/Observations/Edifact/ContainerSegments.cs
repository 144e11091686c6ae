using System.Globalization;
using Knooppunt.Observations.Lines;

namespace Knooppunt.Observations.Edifact;

/// <summary>Collects what the segments of one message say of all its containers and of each, and hands each container to <see cref="ContainerObservations"/>.</summary>
/// <remarks>The group of a container runs from its EQD to the next EQD, CNT or UNT: that holds for all seven messages. SGP alone (COPINO) names a container whose EQD may be missing.</remarks>
sealed partial class ContainerSegments(SourceContext context, IObservationSink sink, CachedStrings strings, SegmentComplaint complain)
{
    // A message of a full ship has some twenty thousand; more is no message of the field.
    const int MostNamed = 50_000;

    readonly ContainerObservations _observations = new(context, sink);
    readonly ContainerFacts _facts = new();
    readonly HashSet<string> _named = new(StringComparer.Ordinal);
    readonly HashSet<string> _described = new(StringComparer.Ordinal);
    EdifactMessage _message = null!;
    ContainerFacts? _group;
    string? _lastTransport;
    bool _ended;

    /// <summary>A message begins.</summary>
    public void Begin(EdifactMessage message, DateTimeOffset? prepared)
    {
        (_message, _group, _lastTransport, _ended) = (message, null, null, false);
        _named.Clear();
        _described.Clear();
        _observations.Begin(message, prepared);
    }

    /// <summary>The message ends: the last container, and those that were only named.</summary>
    public void End(long line)
    {
        Flush();
        _named.ExceptWith(_described);
        foreach (var container in _named.Order(StringComparer.Ordinal))
        {
            _facts.Clear();
            (_facts.Container, _facts.BeganOn) = (container, line);
            _observations.Emit(_facts);
            _message.Containers++;
        }

        if (_message.DeclaredContainers is { } declared && declared != _message.Containers)
            sink.Reject(new Complaint(context.Place(line, 0, $"CNT of {_message.Type} {_message.Reference}"),
                string.Create(CultureInfo.InvariantCulture, $"CNT declares {declared} containers, the message has {_message.Containers}; what was read is kept.")), []);
        _named.Clear();
        _described.Clear();
    }

    /// <summary>A segment between UNH and UNT.</summary>
    public void Read(in EdifactSegment segment)
    {
        switch (segment.Tag)
        {
            case Tags.Eqd:
                BeginContainer(segment);
                break;
            case Tags.Cnt:
                Control(segment);
                break;
            case Tags.Bgm:
                _message.Code = strings.Of(segment.Value(1));
                _message.Function = strings.Of(segment.Value(3));
                break;
            case Tags.Sgp:
                Named(segment);
                break;
            default:
                if (!_ended)
                    Fact(segment, _group ?? _message.Header);
                break;
        }
    }

    void BeginContainer(in EdifactSegment segment)
    {
        Flush();
        if (!segment.Component(1, 0).SequenceEqual("CN"u8))
        {
            sink.Count("equipment other than containers");
            _group = _facts;
            _facts.Clear();
            return;
        }

        _message.Containers++;
        _facts.Clear();
        _group = _facts;
        _facts.BeganOn = segment.Line;
        _facts.Container = ContainerOf(segment, segment.Value(2));
        _facts.IsoType = Any(segment, 3) ?? Any(segment, 3, 3);
        _facts.Status = Any(segment, 5);
        _facts.Fullness = Any(segment, 6);
        if (_facts.Container is { } container && _described.Count < MostNamed)
            _described.Add(container);
    }

    void Named(in EdifactSegment segment)
    {
        if (ContainerOf(segment, segment.Value(1)) is not { } container)
            return;
        if (_named.Count < MostNamed)
            _named.Add(container);
        else
            sink.Count("container named beyond the limit of a message");
    }

    void Control(in EdifactSegment segment)
    {
        Flush();
        _ended = true;
        if (segment.Component(1, 0).SequenceEqual("16"u8) && segment.Number(1, 1) is >= 0 and < 1e9 and var declared)
            _message.DeclaredContainers = (int)declared;
    }

    void Flush()
    {
        if (_group is { BeganOn: > 0 })
            _observations.Emit(_group);
        _group = null;
    }

    /// <summary>A container number: normalised when it has the form, as it is (and complained of) when not; null when there is none.</summary>
    string? ContainerOf(in EdifactSegment segment, ReadOnlySpan<byte> raw)
    {
        if (raw.Length == 0)
        {
            // A line orders empties by number and type before it knows which: COPARN and COPRAR need no container number.
            if (_message.Kind is not (MessageKind.Coparn or MessageKind.Coprar))
                complain(segment, "The container number is missing; the container is kept without it.");
            return null;
        }

        var text = strings.Of(raw.Length > 35 ? raw[..35] : raw);
        // SGP and EQD of one message name the same container: one complaint is enough.
        var told = _named.Contains(text) || _described.Contains(text);
        if (Identifiers.ContainerNumber.TryParse(text) is not { } number)
        {
            if (!told)
                complain(segment, $"\"{text}\" has not the form of a container number (ISO 6346: four letters, seven digits); it is kept as written.");
            return text;
        }

        if (!number.IsValid && !told)
            complain(segment, $"The check digit of container {number.Value} is wrong: {Identifiers.ContainerNumber.CheckDigit(number.Value)} is right; it is kept as written.");
        return number.Value == text ? text : number.Value;
    }

    string? Any(in EdifactSegment segment, int element, int component = 0)
    {
        var value = segment.Value(element, component);
        return value.Length == 0 ? null : strings.Of(value.Length > 256 ? value[..256] : value);
    }
}
