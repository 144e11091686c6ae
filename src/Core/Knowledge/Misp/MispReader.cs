using System.Text.Json;
using Knooppunt.Observations;

namespace Knooppunt.Knowledge.Misp;

/// <summary>Reads events of strangers in the MISP core format: what is knowledge is taken, the rest is told. Bounded; never throws on bad input.</summary>
public static class MispReader
{
    /// <summary>The most bytes of a file: 64 MiB.</summary>
    public const int MostBytes = 64 << 20;

    /// <summary>The most events of a file, attributes and objects of an event, and complaints: further ones are counted.</summary>
    public const int MostEvents = 1_000, MostParts = 20_000, MostComplaints = 200;

    const int Deepest = 32;

    /// <summary>Whether a file looks like one of MISP rather than a bundle: it holds <c>Event</c> or <c>response</c>, a list of such, or an event bare, as PyMISP writes one (<c>info</c> and no <c>objects</c>).</summary>
    public static bool IsMisp(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(WithoutMark(utf8));
            var isList = reader.Read() && reader.TokenType == JsonTokenType.StartArray && reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                return false;
            var bare = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("Event"u8) || reader.ValueTextEquals("response"u8))
                    return true;
                if (reader.ValueTextEquals("objects"u8))
                    return false;
                bare |= reader.ValueTextEquals("info"u8);
                reader.Read();
                reader.Skip();
            }

            return bare && !isList;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="utf8">JSON in UTF-8: <c>{"Event": …}</c>, <c>{"response": […]}</c>, a list of the first, or what stands in it.</param>
    /// <param name="source">Name for complaints.</param>
    /// <returns>What it holds; a complaint when it is no such file: then nothing of it is taken.</returns>
    public static Parsed<MispFile> Read(ReadOnlySpan<byte> utf8, string source)
    {
        if (utf8.Length > MostBytes)
            return new Complaint(new(source), $"It has {utf8.Length:N0} bytes; at most {MostBytes:N0} are read. Export fewer events at once.");
        try
        {
            var json = JsonElement.Parse(WithoutMark(utf8), new JsonDocumentOptions { MaxDepth = Deepest, AllowDuplicateProperties = false });
            if (json.ValueKind == JsonValueKind.Array && json.GetArrayLength() > 0)
                return Read(json, source);
            if (json.ValueKind != JsonValueKind.Object || !(json.TryGetProperty("Event", out var events) || json.TryGetProperty("response", out events) || ((events = json).TryGetProperty("info", out _))))
                return new Complaint(new(source), "It is no file of MISP: it must begin with {\"Event\": …} or {\"response\": […]}.");
            return Read(events, source);
        }
        catch (JsonException broken)
        {
            return new Complaint(new(source, (broken.LineNumber ?? 0) + 1, (int)Math.Min((broken.BytePositionInLine ?? 0) + 1, int.MaxValue)), "Here it is no JSON (RFC 8259), a name comes twice, or it is nested too deeply; nothing of it was taken.");
        }
        catch (InvalidOperationException)
        {
            return new Complaint(new(source), "A text in it is no valid Unicode; nothing of it was taken.");
        }
    }

    static Parsed<MispFile> Read(JsonElement events, string source)
    {
        var found = new MispFound(source);
        if (events.ValueKind == JsonValueKind.Object)
        {
            // Some answers have the event inside once more.
            found.Event(Inside(events), "Event");
        }
        else if (events.ValueKind == JsonValueKind.Array)
        {
            if (events.GetArrayLength() > MostEvents)
                return new Complaint(new(source), $"It holds {events.GetArrayLength():N0} events; at most {MostEvents:N0} are read at once.");
            foreach (var (at, one) in events.EnumerateArray().Index())
                found.Event(Inside(one), $"response[{at}].Event");
        }
        else
        {
            return new Complaint(new(source), "Event must be an object, response a list of events.");
        }

        return found.ToFile();
    }

    static JsonElement Inside(JsonElement one) => one.ValueKind == JsonValueKind.Object && one.TryGetProperty("Event", out var inside) ? inside : one;

    static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) => utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
}
