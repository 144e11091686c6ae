using System.Text;
using System.Text.Json;
using Knooppunt.Observations;

namespace Knooppunt.Knowledge.Stix;

/// <summary>Reads bundles of strangers: the good objects are taken, each other one gets its complaint. Bounded by <see cref="StixLimits"/>; never throws on bad input.</summary>
public static class StixReader
{
    const int DeepestToSkip = 1_000;

    /// <summary>Reads a bundle.</summary>
    /// <param name="utf8">The bundle as JSON in UTF-8.</param>
    /// <param name="source">Name for complaints: a file or a neighbour.</param>
    /// <param name="limits">How much is read; null for <see cref="StixLimits.Default"/>.</param>
    /// <returns>What it holds; a complaint when it is no bundle, no JSON, or too large: then nothing of it is taken.</returns>
    public static Parsed<StixBundle> Read(ReadOnlySpan<byte> utf8, string source, StixLimits? limits = null) => Read(utf8, source, limits ?? StixLimits.Default, envelope: false);

    /// <summary>Reads the objects of a TAXII envelope (TAXII 2.1, section 3.7), which is no STIX and has neither type nor id.</summary>
    public static Parsed<StixBundle> ReadEnvelope(ReadOnlySpan<byte> utf8, string source, StixLimits? limits = null) => Read(utf8, source, limits ?? StixLimits.Default, envelope: true);

    static Parsed<StixBundle> Read(ReadOnlySpan<byte> utf8, string source, StixLimits limits, bool envelope)
    {
        if (utf8.Length > limits.MostBytes)
            return new Complaint(new(source), $"It has {utf8.Length:N0} bytes; at most {limits.MostBytes:N0} are read. Send it in parts.");
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
            utf8 = utf8[3..];
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = DeepestToSkip });
        try
        {
            var found = new Found(source, limits);
            var wrong = found.Whole(ref reader, utf8);
            if (wrong is null && reader.Read())
                wrong = "Something follows its end.";
            wrong ??= envelope ? null : found.NoBundle();
            return wrong is null ? found.ToBundle(envelope) : new Complaint(new(source), wrong);
        }
        catch (JsonException broken)
        {
            return new Complaint(new(source, (broken.LineNumber ?? 0) + 1, (int)Math.Min((broken.BytePositionInLine ?? 0) + 1, int.MaxValue)), "Here it is no JSON (RFC 8259), or it is nested too deeply; nothing of it was taken.");
        }
        catch (InvalidOperationException)
        {
            return new Complaint(new(source), "Its type, id or a name beside them is no valid Unicode.");
        }
    }

    /// <summary>What was found so far.</summary>
    sealed class Found(string source, StixLimits limits)
    {
        readonly List<StixObject> _objects = [];
        readonly List<StixRefusal> _refusals = [];
        readonly Dictionary<(StixId Id, DateTimeOffset Version), StixObject> _seen = [];
        string? _type, _id;
        int _refused;

        /// <summary>Reads the outer object; a sentence when it cannot be.</summary>
        public string? Whole(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return "It is no JSON object: it must begin with {.";
            var names = new HashSet<string>(StringComparer.Ordinal);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                if (!names.Add(name))
                    return $"\"{name}\" comes twice, so that two readers could see two things.";
                reader.Read();
                if (name is "type" or "id" && reader.TokenType == JsonTokenType.String)
                    (_type, _id) = name == "type" ? (reader.GetString(), _id) : (_type, reader.GetString());
                else if (name == "objects" && Objects(ref reader, utf8) is { } wrong)
                    return wrong;
                else if (name != "objects")
                    reader.Skip();
            }

            return null;
        }

        /// <summary>Why it is no bundle (section 8); null when it is.</summary>
        public string? NoBundle() =>
            _type != "bundle" ? "It is no bundle: its type must be bundle (STIX 2.1 section 8)."
            : !StixId.TryParse(_id, out var id) || id.Type != "bundle" ? "The bundle has no id such as bundle--UUID (STIX 2.1 section 8)."
            : null;

        public StixBundle ToBundle(bool envelope) => new(!envelope && StixId.TryParse(_id, out var id) ? id : null, _objects, _refusals, _refused);

        string? Objects(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
                return "Its objects are no list.";
            for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
            {
                if (index >= limits.MostObjects)
                    return $"It has more than {limits.MostObjects:N0} objects. Send it in parts.";
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                Take(utf8[start..(int)reader.BytesConsumed], index);
            }

            return null;
        }

        void Take(ReadOnlySpan<byte> utf8, int index)
        {
            var read = StixObject.Read(utf8, source, index, limits, out var refusal);
            if (read is null)
                Refuse(refusal!);
            else if (_seen.TryAdd((read.Id, read.Version), read))
                _objects.Add(read);
            else if (!_seen[(read.Id, read.Version)].Says(read))
                Refuse(StixRefusal.Of(source, index, read.Id.ToString(), new("modified", StixCheck.Section("3.6"), "Another object with this id and modified came before it and says something else.")));
        }

        void Refuse(StixRefusal refusal)
        {
            if (_refused++ < limits.MostRefusals)
                _refusals.Add(refusal);
        }
    }
}
