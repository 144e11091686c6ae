using Knooppunt.Observations.Lines;

namespace Knooppunt.Observations.CloudEvents;

/// <summary>Reads JSON Lines of structured CloudEvents: one event on each line, empty lines between them allowed.</summary>
/// <remarks>An event keeps its own id. A wrong line is rejected with its number and JSON path, the others are taken.</remarks>
public sealed class CloudEventLinesReader : IObservationReader, ILineTaker
{
    readonly SourceContext _context;
    readonly IObservationSink _sink;
    readonly LineSplitter _lines;
    readonly CloudEventsItem _item;

    /// <summary>A reader of one file.</summary>
    public CloudEventLinesReader(SourceContext context, IObservationSink sink)
    {
        (_context, _sink) = (context, sink);
        _lines = new LineSplitter(this);
        _item = new CloudEventsItem(context);
    }

    /// <inheritdoc/>
    public void Feed(ReadOnlySpan<byte> bytes) => _lines.Feed(bytes);

    /// <inheritdoc/>
    public void Complete() => _lines.Complete();

    void ILineTaker.Unreadable(string sentence, ReadOnlySpan<byte> start, long number) => _sink.Reject(new Complaint(_context.Place(number), sentence), start);

    void ILineTaker.Line(ReadOnlySpan<byte> line, long number)
    {
        if (line.Trim(" \t"u8).Length == 0)
            return;
        var read = _item.Structured(line, "$", number);
        if (read.Ok)
            _sink.Take(read.Value, number);
        else
            _sink.Reject(read.Complaint!, SourceContext.Kept(line));
    }
}
