using System.Text.Json;
using Knooppunt.Observations.Json;
using Knooppunt.Observations.Lines;

namespace Knooppunt.Observations.CloudEvents;

/// <summary>Reads one CloudEvent 1.0, structured (attributes and data in one JSON object) or binary (attributes apart, data as body).</summary>
/// <remarks>
/// Required: <c>specversion</c> "1.0", <c>id</c> (1 to 256 characters), <c>source</c>, <c>type</c> <c>nl.knooppunt.family.name</c>, <c>time</c> (RFC 3339, required here because detection runs on it), <c>data</c> (a JSON object).
/// <c>subject</c>, when given, is <c>kind:value</c>; when not, it is the usual one of the type. Nested data becomes <c>a.b</c>, a list of scalars a list; at most 16 deep, 200 fields, 16 KiB of text; names that come twice, and fields that the node itself adds, are refused.
/// Extension attributes are allowed and not read. The <c>source</c> of the observation is that of the context, when it names one, since the sender's key says who he is.
/// </remarks>
public sealed class CloudEventsItem
{
    readonly SourceContext _context;
    readonly FlatJson _data;
    readonly CachedStrings _texts = new(512);

    /// <summary>A reader for the events of one sender.</summary>
    public CloudEventsItem(SourceContext context)
    {
        _context = context;
        _data = new FlatJson(_texts);
    }

    /// <summary>Reads a structured event.</summary>
    /// <param name="json">One JSON object.</param>
    /// <param name="path">Its JSON path, for complaints: <c>$</c> or <c>$[3]</c>.</param>
    /// <param name="line">Its line in a file of lines; 0 when it stands in none.</param>
    public Parsed<Observation> Structured(ReadOnlySpan<byte> json, string path, long line = 0)
    {
        try
        {
            return Read(json, path, line);
        }
        catch (JsonException broken)
        {
            return Wrong(line, path, FlatJson.Broken(broken));
        }
    }

    /// <summary>Reads a binary event.</summary>
    /// <param name="attributes">Attributes by name, lower case, without the prefix <c>ce-</c>.</param>
    /// <param name="body">The data, a JSON object.</param>
    public Parsed<Observation> Binary(IReadOnlyDictionary<string, string> attributes, ReadOnlySpan<byte> body)
    {
        var found = new Attributes();
        foreach (var (name, value) in attributes)
            found.Set(name, value);
        return _data.ReadWhole(body) is { } wrong ? Wrong(0, "$", wrong) : Make(found, "", 0);
    }

    Parsed<Observation> Read(ReadOnlySpan<byte> json, string path, long line)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 64 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return Wrong(line, path, "An event must be a JSON object.");
        var attributes = new Attributes();
        var hasData = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = _texts.Of(reader.ValueSpan.Length <= 64 ? reader.ValueSpan : reader.ValueSpan[..64]);
            reader.Read();
            if (name == "data")
            {
                if (hasData)
                    return Wrong(line, $"{path}.data", "comes twice.");
                hasData = true;
                if (reader.TokenType != JsonTokenType.StartObject)
                    return Wrong(line, $"{path}.data", "must be a JSON object of fields.");
                if (_data.Read(ref reader, $"{path}.data") is { } unfit)
                    return Wrong(line, null, unfit);
            }
            else if (!Attributes.IsRead(name))
            {
                reader.Skip();
            }
            else if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > 1024 || Text(ref reader) is not { } value)
            {
                return Wrong(line, $"{path}.{name}", "must be text of at most 1,024 bytes.");
            }
            else if (!attributes.Set(name, value))
            {
                return Wrong(line, $"{path}.{name}", "comes twice.");
            }
        }

        if (reader.Read())
            return Wrong(line, path, "Something follows the event.");
        return hasData ? Make(attributes, $"{path}.", line) : Wrong(line, $"{path}.data", "is missing: a JSON object with the fields of the observation is required.");
    }

    Parsed<Observation> Make(in Attributes attributes, string prefix, long line)
    {
        if (attributes.SpecVersion != "1.0")
            return Wrong(line, prefix + "specversion", "must be \"1.0\".");
        if (attributes.Id is not { Length: > 0 and <= 256 } id)
            return Wrong(line, prefix + "id", "is required: 1 to 256 characters.");
        if (attributes.Source is not { Length: > 0 and <= 512 } source)
            return Wrong(line, prefix + "source", "is required: 1 to 512 characters.");
        if (ObservationType.TryParse(attributes.Type) is not { } type)
            return Wrong(line, prefix + "type", "must be nl.knooppunt.<family>.<name> with one of the families information, presence, goods, organisation, report and outcome.");
        if (Rfc3339.Read(attributes.Time) is not { } time)
            return Wrong(line, prefix + "time", $"must be an RFC 3339 time with offset, such as 2026-03-01T02:00:00Z, between {Rfc3339.FirstYear} and {Rfc3339.LastYear}.");
        if (attributes.ContentType is { } content && !content.Contains("json", StringComparison.OrdinalIgnoreCase))
            return Wrong(line, prefix + "datacontenttype", "must be application/json.");
        Subject? subject = null;
        if (attributes.Subject is { } written)
        {
            subject = Observations.Subject.TryParse(written);
            if (subject is not { Value.Length: <= 256 } named || !Taxonomy.SubjectKinds.Contains(named.Kind))
                return Wrong(line, prefix + "subject", $"must be kind:value with one of the kinds {string.Join(", ", Taxonomy.SubjectKinds)}.");
        }

        foreach (var (name, value) in _data.Fields)
        {
            if (Taxonomy.Enriched.Contains(name))
                return Wrong(line, $"{prefix}data.{name}", "is added by the node itself; a sender cannot set it.");
            // What names a person is pseudonymised as text; a number or a list would slip through.
            if (value.Kind is not (FieldKind.Text or FieldKind.None) && Taxonomy.PseudonymOf(name) != Pseudonym.None)
                return Wrong(line, $"{prefix}data.{name}", "must be text.");
        }

        var data = Fields.FromDistinct([.. _data.Fields]);
        return new Observation
        {
            Id = id,
            Source = _context.Source.Length > 0 ? _context.Source : source.Length <= 128 ? source : source[..128],
            Type = type,
            Time = time,
            Subject = subject ?? Taxonomy.SubjectOf(type, data),
            Data = data,
        };
    }

    static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escape names half a surrogate pair, or the bytes are not UTF-8.
            return null;
        }
    }

    Parsed<Observation> Wrong(long line, string? part, string sentence) => Parsed<Observation>.Wrong(_context.Place(line, 0, part), sentence);

    /// <summary>The attributes that are read.</summary>
    struct Attributes
    {
        public string? SpecVersion, Id, Source, Type, Time, Subject, ContentType;

        public static bool IsRead(string name) => name is "specversion" or "id" or "source" or "type" or "time" or "subject" or "datacontenttype";

        /// <summary>Sets an attribute; false when it was set before. Others are passed over.</summary>
        public bool Set(string name, string value)
        {
            switch (name)
            {
                case "specversion":
                    return Once(ref SpecVersion, value);
                case "id":
                    return Once(ref Id, value);
                case "source":
                    return Once(ref Source, value);
                case "type":
                    return Once(ref Type, value);
                case "time":
                    return Once(ref Time, value);
                case "subject":
                    return Once(ref Subject, value);
                case "datacontenttype":
                    return Once(ref ContentType, value);
                default:
                    return true;
            }
        }

        static bool Once(ref string? attribute, string value)
        {
            if (attribute is not null)
                return false;
            attribute = value;
            return true;
        }
    }
}
