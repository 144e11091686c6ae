using System.Globalization;
using System.Text.Json;
using Knooppunt.Observations.Json;
using Knooppunt.Observations.Lines;

namespace Knooppunt.Observations.Dcsa;

/// <summary>
/// Reads a response or notification of DCSA Track and Trace 2.2: a JSON array of events, an object with <c>events</c>, or one event.
/// EQUIPMENT becomes <c>goods.container_handled</c> or <c>goods.container_gate</c>, TRANSPORT <c>information.vessel_call</c>, SHIPMENT <c>information.shipment</c>.
/// </summary>
/// <remarks>One document of at most 64 MiB. An event that breaks a rule is refused with its JSON path and the rule; the others are taken.
/// The id of an observation is the event's own <c>eventID</c>: without one an event has no identity and is refused. What is planned or estimated never looks like a deed: its action or event says so, and its time is that of the announcement.</remarks>
public sealed class DcsaReader(SourceContext context, IObservationSink sink) : IObservationReader
{
    /// <summary>The longest document: 64 MiB.</summary>
    public const int Longest = 64 << 20;

    /// <summary>The longest event: 1 MiB.</summary>
    public const int LongestEvent = 1 << 20;

    readonly JsonDocumentBytes _document = new(Longest);
    readonly DcsaEvents _events = new(context, sink);
    long _line = 1;
    int _counted;

    /// <inheritdoc/>
    public void Feed(ReadOnlySpan<byte> bytes) => _document.Add(bytes);

    /// <inheritdoc/>
    public void Complete()
    {
        if (_document.TooLong)
        {
            Reject(0, "$", $"The document is longer than {Longest:N0} bytes.", []);
            return;
        }

        var bytes = _document.Bytes;
        try
        {
            Walk(bytes);
        }
        catch (JsonException broken)
        {
            Reject((broken.LineNumber ?? 0) + 1, null, FlatJson.Broken(broken), []);
        }

        _document.Clear();
    }

    void Walk(ReadOnlySpan<byte> bytes)
    {
        if (TextEncodings.Refusal(bytes) is { } refusal)
        {
            Reject(0, null, refusal, SourceContext.Kept(bytes));
            return;
        }

        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 32 });
        if (bytes.Trim(" \t\r\n"u8).Length == 0)
        {
            Reject(0, null, "The document is empty; a JSON array of events is right.", []);
            return;
        }

        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
            Items(ref reader, bytes, "$");
        else if (reader.TokenType == JsonTokenType.StartObject)
            Wrapper(ref reader, bytes);
        else
            Reject(1, "$", "The document is neither an array of events nor an object with events.", []);
    }

    /// <summary>An object: either one event or a wrapper whose member <c>events</c> holds them.</summary>
    void Wrapper(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        var start = (int)reader.TokenStartIndex;
        var whole = reader;
        var found = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // Compared as written: a name with half a character in an escape cannot be compared as text.
            var isEvents = reader.ValueSpan.SequenceEqual("events"u8);
            reader.Read();
            if (isEvents && reader.TokenType == JsonTokenType.StartArray)
            {
                found = true;
                Items(ref reader, bytes, "$.events");
            }
            else
            {
                reader.Skip();
            }
        }

        if (found)
            return;
        whole.Skip();
        One(bytes[start..(int)whole.BytesConsumed], "$", LineOf(bytes, start));
    }

    void Items(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, string path)
    {
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            One(bytes[start..(int)reader.BytesConsumed], string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), LineOf(bytes, start));
        }
    }

    void One(ReadOnlySpan<byte> item, string path, long line)
    {
        if (item[0] != '{')
        {
            Reject(line, path, "An event must be a JSON object.", item);
            return;
        }

        if (item.Length > LongestEvent)
        {
            Reject(line, path, $"The event is longer than {LongestEvent:N0} bytes.", item);
            return;
        }

        if (!FlatJson.NamesAreText(item))
        {
            Reject(line, path, "The event has a name that is not text: it holds half a character.", item);
            return;
        }

        using var parsed = Parse(item);
        if (parsed is null)
            Reject(line, path, "The event has a name that comes twice; two readers could see two different events in it.", item);
        else if (_events.Read(parsed.RootElement, path, line) is { } refused)
            Reject(line, refused.Path, refused.Rule, item);
    }

    /// <summary>The event, of which it is known that it is JSON; null when a name comes twice in it.</summary>
    static JsonDocument? Parse(ReadOnlySpan<byte> item)
    {
        try
        {
            return JsonDocument.Parse(item.ToArray(), new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    long LineOf(ReadOnlySpan<byte> bytes, int position)
    {
        _line += bytes[_counted..position].Count((byte)'\n');
        _counted = position;
        return _line;
    }

    void Reject(long line, string? path, string sentence, ReadOnlySpan<byte> original) =>
        sink.Reject(new Complaint(context.Place(line, 0, path), sentence), SourceContext.Kept(original));
}
