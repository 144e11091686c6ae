using System.Text.Json;
using System.Text.Unicode;
using Knooppunt.Observations;

namespace Knooppunt.Knowledge.Taxii;

/// <summary>One object of an envelope: its bytes as they were sent, and its head, or why it cannot be kept.</summary>
/// <param name="Number">Place in the envelope, one-based.</param>
/// <param name="Bytes">The object, from { to }; part of the envelope's bytes.</param>
/// <param name="Head">Its head; null when it cannot be kept.</param>
/// <param name="Wrong">Why it cannot be kept, as the rest of a sentence ("has no id."); null when it can.</param>
public readonly record struct EnvelopeItem(int Number, ReadOnlyMemory<byte> Bytes, ObjectHead? Head, string? Wrong);

/// <summary>A TAXII 2.1 envelope (3.7): objects, and whether there are more. One bad object costs nothing but itself.</summary>
/// <param name="Items">The objects, in order.</param>
/// <param name="More">Whether the server has more.</param>
/// <param name="Next">With what to ask for more; null when the server says none.</param>
public sealed record Envelope(IReadOnlyList<EnvelopeItem> Items, bool More, string? Next)
{
    /// <summary>The longest <c>next</c> that is taken, in characters.</summary>
    public const int LongestNext = 2000;

    // The reader's own; what is deeper than an object may be is told of the object as far as this.
    const int Deepest = 256;

    /// <summary>Reads an envelope. A bundle, which has its objects under the same name, is read as one.</summary>
    /// <param name="bytes">The whole text, UTF-8.</param>
    /// <param name="limits">How large things may be.</param>
    /// <returns>The envelope, or a complaint about it as a whole: not UTF-8, not JSON, no object, a name twice, too many objects.</returns>
    public static Parsed<Envelope> Read(ReadOnlyMemory<byte> bytes, ObjectLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (!Utf8.IsValid(bytes.Span))
            return Wrong("The envelope is not UTF-8.");
        try
        {
            var reader = new Utf8JsonReader(bytes.Span, new JsonReaderOptions { MaxDepth = Deepest });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return Wrong("The envelope is not a JSON object: it must begin with {.");
            return Members(ref reader, bytes, limits);
        }
        catch (JsonException broken)
        {
            return Wrong($"The envelope is not JSON: at byte {broken.BytePositionInLine + 1} of its line {broken.LineNumber + 1} it breaks off, is nested deeper than {Deepest} or holds a character that cannot stand there.");
        }
    }

    static Parsed<Envelope> Members(ref Utf8JsonReader reader, ReadOnlyMemory<byte> bytes, ObjectLimits limits)
    {
        var items = new List<EnvelopeItem>();
        var (more, next, seen) = (false, (string?)null, new HashSet<string>(StringComparer.Ordinal));
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (NameOf(ref reader) is not { } name || !seen.Add(name))
                return Wrong("The envelope has a name twice, or one that is no text.");
            if (seen.Count > limits.MostNames)
                return Wrong("The envelope has too many names.");
            reader.Read();
            if (name == "objects")
            {
                if (Objects(ref reader, bytes, limits, items) is { } complaint)
                    return complaint;
            }
            else if (name == "more")
                more = reader.TokenType == JsonTokenType.True;
            else if (name == "next" && reader.TokenType == JsonTokenType.String)
                next = reader.ValueSpan.Length <= LongestNext ? NameOf(ref reader) : null;
            else
                reader.Skip();
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                reader.Skip();
        }

        // Reads to the end, so that what follows the object is found.
        return reader.Read() ? Wrong("Something follows the envelope.") : new Envelope(items, more, next);
    }

    static Complaint? Objects(ref Utf8JsonReader reader, ReadOnlyMemory<byte> bytes, ObjectLimits limits, List<EnvelopeItem> items)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return new Complaint(new("envelope", 0, 0, "objects"), "The objects of an envelope are a list.");
        var scan = new ObjectScan(limits);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (items.Count == limits.MostObjects)
                return new Complaint(new("envelope", 0, 0, "objects"), $"The envelope has more than {limits.MostObjects:N0} objects; send them in several.");
            var (start, head, wrong) = ((int)reader.TokenStartIndex, (ObjectHead?)null, (string?)"is not a JSON object.");
            if (reader.TokenType == JsonTokenType.StartObject)
                wrong = scan.Read(ref reader, out head);
            else
                reader.Skip();
            items.Add(new(items.Count + 1, bytes[start..(int)reader.BytesConsumed], head, wrong));
        }

        return null;
    }

    static string? NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    static Complaint Wrong(string sentence) => new(new("envelope"), sentence);
}
