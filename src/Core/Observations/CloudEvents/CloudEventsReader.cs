using System.Text.Json;
using Knooppunt.Observations.Json;
using Knooppunt.Observations.Lines;

namespace Knooppunt.Observations.CloudEvents;

/// <summary>Reads CloudEvents 1.0 in the structured JSON form: one event, or a batch (a JSON array of events).</summary>
/// <remarks>Strict, since these events are written for this system. What is required and how large an event may be stands at <see cref="CloudEventsItem"/>; a wrong item of a batch is rejected with its index and JSON path, the others are taken.
/// The line that <see cref="IObservationSink.Take"/> gets is the index of the item in the batch.</remarks>
public sealed class CloudEventsReader(SourceContext context, IObservationSink sink) : IObservationReader
{
    /// <summary>The longest body: 16 MiB.</summary>
    public const int Longest = 16 << 20;

    /// <summary>The most events of one batch: 10,000.</summary>
    public const int MostEvents = 10_000;

    readonly JsonDocumentBytes _document = new(Longest);
    readonly CloudEventsItem _item = new(context);

    /// <inheritdoc/>
    public void Feed(ReadOnlySpan<byte> bytes) => _document.Add(bytes);

    /// <inheritdoc/>
    public void Complete()
    {
        if (_document.TooLong)
        {
            sink.Reject(new Complaint(context.Place(), $"The body is longer than {Longest:N0} bytes."), []);
            return;
        }

        try
        {
            Walk(_document.Bytes);
        }
        catch (JsonException broken)
        {
            sink.Reject(new Complaint(context.Place(), FlatJson.Broken(broken)), []);
        }

        _document.Clear();
    }

    void Walk(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Trim(" \t\r\n"u8).Length == 0)
        {
            sink.Reject(new Complaint(context.Place(), "The body is empty; a CloudEvent or an array of them is right."), []);
            return;
        }

        if (TextEncodings.Refusal(bytes) is { } refusal)
        {
            sink.Reject(new Complaint(context.Place(), refusal), SourceContext.Kept(bytes));
            return;
        }

        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 64 });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            var end = (int)reader.BytesConsumed;
            if (reader.Read())
                return;
            One(bytes[..end], 0, "$");
            return;
        }

        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (index < MostEvents)
                One(bytes[start..(int)reader.BytesConsumed], index, $"$[{index}]");
            else if (index == MostEvents)
                sink.Reject(new Complaint(context.Place(0, 0, $"$[{index}]"), $"The batch has more than {MostEvents:N0} events; this one and those behind it were not read."), []);
        }
    }

    void One(ReadOnlySpan<byte> item, int index, string path)
    {
        var read = _item.Structured(item, path);
        if (read.Ok)
            sink.Take(read.Value, index);
        else
            sink.Reject(read.Complaint!, SourceContext.Kept(item));
    }
}
