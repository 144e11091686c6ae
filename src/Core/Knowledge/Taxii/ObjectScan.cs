using System.Text.Json;

namespace Knooppunt.Knowledge.Taxii;

/// <summary>Reads the head of an object in one pass over its bytes, and whether it holds what no two readers would read alike. Checks nothing of its meaning.</summary>
sealed class ObjectScan(ObjectLimits limits)
{
    const string Wanted = "2.1";
    readonly HashSet<string> _mentions = new(StringComparer.Ordinal);
    readonly HashSet<string> _marks = new(StringComparer.Ordinal);
    readonly List<ulong> _names = [];
    readonly Stack<int> _levels = new();
    string? _wrong, _id, _type, _version, _created, _modified, _definition, _pap, _identity;

    /// <summary>Reads the object on which the reader stands, to its end, whatever is wrong with it; null when it can be kept, else a sentence.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public string? Read(ref Utf8JsonReader reader, out ObjectHead? head)
    {
        Clear();
        var start = reader.TokenStartIndex;
        var depth = reader.CurrentDepth;
        _levels.Push(0);
        while (reader.Read() && (reader.TokenType != JsonTokenType.EndObject || reader.CurrentDepth > depth))
            Take(ref reader, reader.CurrentDepth - depth);
        if (reader.BytesConsumed - start > limits.LongestObject)
            _wrong = $"is {reader.BytesConsumed - start:N0} bytes long; an object has at most {limits.LongestObject:N0}.";
        return (head = _wrong is null ? Head() : null) is null ? _wrong : null;
    }

    void Clear()
    {
        _mentions.Clear();
        _marks.Clear();
        _names.Clear();
        _levels.Clear();
        _wrong = _id = _type = _version = _created = _modified = _definition = _pap = _identity = null;
    }

    void Take(ref Utf8JsonReader reader, int depth)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                _levels.Push(_names.Count);
                break;
            case JsonTokenType.EndObject:
                var from = _levels.Pop();
                _names.RemoveRange(from, _names.Count - from);
                break;
            case JsonTokenType.PropertyName:
                Name(ref reader, depth);
                break;
            case JsonTokenType.String when reader.ValueIsEscaped && Text(ref reader) is null:
                Refuse("holds half a character (a surrogate without its other half).");
                break;
        }

        if (depth > limits.Deepest)
            Refuse($"is nested deeper than {limits.Deepest}.");
    }

    void Name(ref Utf8JsonReader reader, int depth)
    {
        if (Text(ref reader) is not { } name)
        {
            Refuse("has a name that holds half a character.");
            return;
        }

        var (from, hash) = (_levels.Peek(), Hash(name));
        if (_names.Count - from >= limits.MostNames)
            Refuse($"has more than {limits.MostNames:N0} names in one place.");
        else if (System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_names)[from..].Contains(hash))
            Refuse($"has the name \"{Short(name)}\" twice in one place.");
        else
            _names.Add(hash);

        if (depth == 1 ? name is "id" or "type" or "spec_version" or "created" or "modified" or "definition_type" or "identity_class" : name == "pap")
            Own(ref reader, name);
        else if (name.EndsWith("_ref", StringComparison.Ordinal))
            One(ref reader, name, name == "marking_ref");
        else if (name.EndsWith("_refs", StringComparison.Ordinal))
            Several(ref reader, name, name == "object_marking_refs", depth);
    }

    void Own(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String || Text(ref reader) is not { } text)
        {
            Refuse($"has \"{name}\" that is no text.");
            Skip(ref reader);
            return;
        }

        switch (name)
        {
            case "id": _id = text; break;
            case "type": _type = text; break;
            case "spec_version": _version = text; break;
            case "created": _created = text; break;
            case "modified": _modified = text; break;
            case "definition_type": _definition = text; break;
            case "identity_class": _identity = text; break;
            default: _pap = text; break;
        }
    }

    void One(ref Utf8JsonReader reader, string name, bool mark)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            Mention(Text(ref reader), name, mark);
        else
        {
            Refuse($"has \"{Short(name)}\" that is no identifier.");
            Skip(ref reader);
        }
    }

    void Several(ref Utf8JsonReader reader, string name, bool mark, int depth)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Refuse($"has \"{Short(name)}\" that is no list of identifiers.");
            Skip(ref reader);
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                Mention(Text(ref reader), name, mark);
                continue;
            }

            Refuse($"has \"{Short(name)}\" with something that is no identifier.");
            if (depth + 1 > limits.Deepest)
                Refuse($"is nested deeper than {limits.Deepest}.");
            Skip(ref reader);
        }
    }

    // What is refused is passed over; a value that opens something is passed over whole.
    static void Skip(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            reader.Skip();
    }

    void Mention(string? id, string name, bool mark)
    {
        if (id is null || !StixId.IsId(id))
            Refuse($"has \"{Short(name)}\" that is no identifier (type--uuid in lower case).");
        else if (_mentions.Count + _marks.Count >= limits.MostNames)
            Refuse($"refers to more than {limits.MostNames:N0} objects.");
        else
            (mark ? _marks : _mentions).Add(id);
    }

    ObjectHead? Head()
    {
        if (_id is null || StixId.TypeOf(_id) is not { } type)
            Refuse(_id is null ? "has no id." : "has an id that is no identifier (type--uuid in lower case).");
        else if (_type != type)
            Refuse($"has the type \"{Short(_type ?? "")}\" and an id of the type \"{type}\".");
        else if (_version is not null ? _version != Wanted : _created is not null)
            Refuse(_version is null ? "has no spec_version, as in STIX 2.0; STIX 2.1 is taken here." : $"is of STIX \"{Short(_version)}\"; STIX 2.1 is taken here.");
        else if (_created is null && _modified is not null)
            Refuse("has \"modified\" without \"created\".");
        else if ((_created is not null && StixVersion.Read(_created) is null) || (_modified is not null && StixVersion.Read(_modified) is null))
            Refuse($"has \"created\" or \"modified\" that is no time (2026-03-01T08:00:00.000Z, at most {StixVersion.MostDigits} digits behind the point).");
        else if (_modified is not null && string.CompareOrdinal(StixVersion.Read(_modified), StixVersion.Read(_created)) < 0)
            Refuse("has \"modified\" before \"created\".");
        if (_wrong is not null)
            return null;
        _mentions.Remove(_id!);
        return new(_id!, _type!, StixVersion.Read(_modified ?? _created), _modified ?? _created, [.. _marks], [.. _mentions], _type == "marking-definition" ? Meaning() : MarkMeaning.NoMark, Kind());
    }

    // PAP:RED is for who collected it alone, which is what an unknown mark means too.
    MarkMeaning Meaning() => TlpMark.Of(_id!) is not null ? MarkMeaning.Tlp
        : _definition == "statement" || _pap?.ToLowerInvariant() is "clear" or "white" or "green" or "amber" ? MarkMeaning.Terms : MarkMeaning.Unknown;

    ObjectKind Kind() => _type switch
    {
        "identity" when _identity == "individual" => ObjectKind.Person,
        "user-account" or "email-addr" or "email-message" or "mac-addr" => ObjectKind.Person,
        // Of OpenCTI, which adds these to the types of the specification.
        "phone-number" or "bank-account" or "payment-card" or "credential" or "persona" => ObjectKind.Person,
        "identity" when _identity is "organization" or "system" or "class" => ObjectKind.Frame,
        "extension-definition" => ObjectKind.Frame,
        _ => ObjectKind.Other,
    };

    // The first thing that is wrong is told; the rest would follow from it or can wait.
    void Refuse(string sentence) => _wrong ??= sentence;

    static string? Text(ref Utf8JsonReader reader)
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

    static string Short(string text) => text.Length <= 60 ? text : text[..60] + "...";

    // FNV-1a. Who makes two names collide has their own object refused.
    static ulong Hash(string name)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in name)
            hash = (hash ^ unit) * 1099511628211UL;
        return hash;
    }
}
