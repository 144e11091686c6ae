using System.Globalization;
using System.Text.Json;
using Knooppunt.Knowledge.Personal;
using Knooppunt.Observations;

namespace Knooppunt.Knowledge.Misp;

/// <summary>What a file of MISP holds, while it is read.</summary>
/// <param name="source">Name for complaints.</param>
sealed class MispFound(string source)
{
    const int LongestLine = 1_000, LongestText = 1 << 20, LongestData = 1 << 20;

    static readonly DateTimeOffset Last = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly List<MispEvent> _events = [];
    readonly List<Complaint> _complaints = [];
    readonly SortedDictionary<string, int> _untaken = new(StringComparer.Ordinal);
    readonly HashSet<Guid> _seen = [];
    readonly List<string> _tags = [];
    int _refused;

    public MispFile ToFile()
    {
        if (_refused > _complaints.Count)
            _complaints.Add(new(new(source), $"{_refused - _complaints.Count:N0} further parts were refused."));
        return new(_events, _complaints, _untaken);
    }

    public void Event(JsonElement json, string path)
    {
        _tags.Clear();
        if (json.ValueKind != JsonValueKind.Object)
        {
            Refuse(path, "An event must be an object.");
            return;
        }

        if (Uuid(json, path) is not { } uuid || Line(json, "info", path) is not { } info || Times(json, path) is not var (date, changed))
            return;
        if (PersonalText.Find(info) is { } personal)
        {
            Refuse($"{path}.info", $"What the event is about seems to hold {personal.Kind}; {PersonalText.Rule}, so the event was not taken.");
            return;
        }

        if (!_seen.Add(uuid))
        {
            Refuse(path, "The same event stands in the file twice; the first counts.");
            return;
        }

        var (makerUuid, maker) = Maker(json);
        Tags(json);
        var attributes = Parts(json, "Attribute", path).Select(one => Attribute(one.Json, one.Path, inObject: false)).OfType<MispAttribute>().ToList();
        var objects = Parts(json, "Object", path).Select(one => Object(one.Json, one.Path)).OfType<MispObject>().ToList();
        var clusters = Parts(json, "Galaxy", path).SelectMany(galaxy => Clusters(galaxy.Json, galaxy.Path)).ToList();
        foreach (var name in json.EnumerateObject().Select(property => property.Name).Where(name => name is "EventReport" or "CryptographicKey" or "ShadowAttribute" or "Sighting"))
            Count($"{name} of an event", json.GetProperty(name) is { ValueKind: JsonValueKind.Array } list ? list.GetArrayLength() : 1);
        _events.Add(new()
        {
            Uuid = uuid,
            Info = info,
            Date = date,
            Changed = changed,
            MakerUuid = makerUuid,
            Maker = maker,
            Distribution = Text(json, "distribution") is { } text && int.TryParse(text, CultureInfo.InvariantCulture, out var distribution) ? distribution : 0,
            Tags = [.. _tags.Where(tag => !tag.StartsWith("misp-galaxy:", StringComparison.Ordinal)).Distinct()],
            Attributes = attributes,
            Objects = objects,
            Clusters = clusters,
        });
    }

    MispObject? Object(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object || Line(json, "name", path) is not { } name || Uuid(json, path) is not { } uuid || IsDeleted(json))
            return null;
        Tags(json);
        if (MispPersonal.IsTemplate(name))
        {
            TagsInside(json, path);
            Refuse(path, $"The template \"{name}\" is about persons, or about one thing that leads to them; only knowledge travels, so this object was not taken.");
            return null;
        }

        if (!MispTemplate.All.ContainsKey(name))
        {
            TagsInside(json, path);
            Count($"object {name}");
            return null;
        }

        var attributes = Parts(json, "Attribute", path).Select(one => Attribute(one.Json, one.Path, inObject: true)).OfType<MispAttribute>().ToList();
        var references = Parts(json, "ObjectReference", path).Select(one => Reference(one.Json, one.Path)).OfType<MispReference>().ToList();
        return new(uuid, name, attributes, references);
    }

    MispAttribute? Attribute(JsonElement json, string path, bool inObject)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Refuse(path, "An attribute must be an object.");
            return null;
        }

        if (Line(json, "type", path) is not { } type || Uuid(json, path) is not { } uuid || IsDeleted(json))
            return null;
        // Its tag counts also where the attribute is not taken: an event that holds something red is red.
        Tags(json);
        var relation = inObject ? Short(Text(json, "object_relation")) : "";
        var read = new MispAttribute(uuid, type, Short(Text(json, "category")), "", relation, Short(Text(json, "comment")));
        if (MispPersonal.Is(read))
        {
            Refuse($"{path}.type", $"\"{(relation.Length > 0 ? relation : type)}\" is about persons or leads to one; only knowledge travels, so this attribute was not taken.");
            return null;
        }

        var isScript = type == "attachment" && read.Comment.StartsWith(ScriptMisp.ScriptComment, StringComparison.Ordinal);
        if (!inObject && !isScript && type is not ("sigma" or "link" or "comment" or "text"))
        {
            Count($"attribute {type}");
            return null;
        }

        if (Text(json, "value") is not { Length: > 0 and <= LongestText } value)
        {
            Refuse($"{path}.value", $"The value must be a text of 1 to {LongestText:N0} characters.");
            return null;
        }

        if (type == "link" && !(Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0))
        {
            Refuse($"{path}.value", "A link must be an address that begins with https:// or http://.");
            return null;
        }

        // Of the address of a page its digits mean nothing.
        if (type == "link" ? MispPersonal.HasAddress(value) : Holds(value, $"{path}.value"))
        {
            if (type == "link")
                Refuse($"{path}.value", $"The link holds an e-mail address; {PersonalText.Rule}, so it was not taken.");
            return null;
        }

        if (Holds(read.Comment, $"{path}.comment"))
            return null;
        return isScript ? Content(json, path) is { } data && !Holds(System.Text.Encoding.UTF8.GetString(data), $"{path}.data") ? read with { Value = value, Data = data } : null : read with { Value = value };
    }

    bool Holds(string text, string path)
    {
        if (PersonalText.Find(text) is not { } found)
            return false;
        Refuse(path, $"It seems to hold {found.Kind}, at character {found.Start + 1}; {PersonalText.Rule}, so it was not taken. Take it out and send it again.");
        return true;
    }

    byte[]? Content(JsonElement json, string path)
    {
        if (Text(json, "data") is { Length: > 0 and <= LongestData * 4 / 3 } data && TryBase64(data) is { } bytes)
            return bytes;
        Refuse($"{path}.data", $"The attachment must be base64 of at most {LongestData:N0} bytes.");
        return null;
    }

    MispReference? Reference(JsonElement json, string path) =>
        json.ValueKind == JsonValueKind.Object && Uuid(json, path) is { } uuid && !IsDeleted(json) && Guid.TryParseExact(Text(json, "referenced_uuid"), "D", out var to) ? new(uuid, to, Short(Text(json, "relationship_type"))) : null;

    IEnumerable<MispCluster> Clusters(JsonElement galaxy, string path)
    {
        if (galaxy.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var (json, where) in Parts(galaxy, "GalaxyCluster", path))
        {
            if (json.ValueKind != JsonValueKind.Object || Line(json, "value", where) is not { } value || Uuid(json, where) is not { } uuid)
                continue;
            var type = Short(Text(json, "type"));
            if (type != MispGalaxy.Type)
                Count($"galaxy cluster {type}");
            else if (!Holds(value, $"{where}.value"))
                yield return new(uuid, type, value, Text(json, "description") is { Length: <= LongestText } said && !Holds(said, $"{where}.description") ? said : "");
        }
    }

    void Tags(JsonElement json)
    {
        foreach (var (tag, _) in Parts(json, "Tag", ""))
        {
            if (tag.ValueKind == JsonValueKind.Object && Text(tag, "name") is { Length: > 0 and <= LongestLine } name && _tags.Count < MispReader.MostParts)
                _tags.Add(name);
        }
    }

    void TagsInside(JsonElement json, string path)
    {
        foreach (var (attribute, _) in Parts(json, "Attribute", path))
        {
            if (attribute.ValueKind == JsonValueKind.Object)
                Tags(attribute);
        }
    }

    static (Guid Uuid, string Name) Maker(JsonElement json)
    {
        foreach (var property in (string[])["Orgc", "Org"])
        {
            if (json.TryGetProperty(property, out var org) && org.ValueKind == JsonValueKind.Object && Guid.TryParseExact(Text(org, "uuid"), "D", out var uuid) && Short(Text(org, "name")) is { Length: > 0 } name && !MispPersonal.IsIn(name))
                return (uuid, name);
        }

        return (Guid.Empty, "MISP");
    }

    IEnumerable<(JsonElement Json, string Path)> Parts(JsonElement json, string name, string path)
    {
        if (!json.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
            yield break;
        if (list.ValueKind != JsonValueKind.Array)
        {
            Refuse($"{path}.{name}", "It must be a list.");
            yield break;
        }

        if (list.GetArrayLength() > MispReader.MostParts)
            Refuse($"{path}.{name}", $"It has {list.GetArrayLength():N0} items; the first {MispReader.MostParts:N0} are read.");
        foreach (var (at, one) in list.EnumerateArray().Take(MispReader.MostParts).Index())
            yield return (one, $"{path}.{name}[{at}]");
    }

    Guid? Uuid(JsonElement json, string path)
    {
        if (Guid.TryParseExact(Text(json, "uuid"), "D", out var uuid) && uuid != Guid.Empty)
            return uuid;
        Refuse($"{path}.uuid", "It must be a UUID: without one the same thing cannot be known again.");
        return null;
    }

    string? Line(JsonElement json, string name, string path)
    {
        if (Text(json, name) is { Length: > 0 and <= LongestLine } text)
            return text;
        Refuse($"{path}.{name}", $"It must be a text of 1 to {LongestLine:N0} characters.");
        return null;
    }

    // PyMISP leaves out what nobody set: the one follows from the other.
    (DateOnly Date, DateTimeOffset Changed)? Times(JsonElement json, string path)
    {
        if (Text(json, "date") is null && Text(json, "timestamp") is null)
        {
            Refuse($"{path}.timestamp", "It has neither a date nor a timestamp, so that it cannot be told what is newer. Export it from MISP, or write it with to_feed of PyMISP.");
            return null;
        }

        DateOnly? day = Text(json, "date") is null ? null : DateOnly.TryParseExact(Text(json, "date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1970 and < 2200 ? date : DateOnly.MinValue;
        if (day == DateOnly.MinValue)
        {
            Refuse($"{path}.date", "It must be a date as yyyy-MM-dd, from 1970.");
            return null;
        }

        DateTimeOffset? moment = Text(json, "timestamp") is null ? null : long.TryParse(Text(json, "timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < Last.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : DateTimeOffset.MinValue;
        if (moment == DateTimeOffset.MinValue)
        {
            Refuse($"{path}.timestamp", "It must be whole seconds since 1970.");
            return null;
        }

        return (day ?? DateOnly.FromDateTime(moment!.Value.UtcDateTime), moment ?? new DateTimeOffset(day!.Value, TimeOnly.MinValue, TimeSpan.Zero));
    }

    // MISP writes numbers as texts and reads both.
    static string? Text(JsonElement json, string name) => !json.TryGetProperty(name, out var value) ? null : value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null };

    static bool IsDeleted(JsonElement json) => json.TryGetProperty("deleted", out var deleted) && (deleted.ValueKind == JsonValueKind.True || Text(json, "deleted") == "1");

    static string Short(string? text) => text is null ? "" : text.Length <= LongestLine ? text : text[..LongestLine];

    static byte[]? TryBase64(string data)
    {
        var bytes = new byte[data.Length * 3 / 4 + 3];
        return Convert.TryFromBase64String(data, bytes, out var written) ? bytes[..written] : null;
    }

    void Count(string what, int times = 1) => _untaken[Named(what)] = _untaken.GetValueOrDefault(Named(what)) + times;

    // A file may name a million types: past some they are one kind.
    string Named(string what) => _untaken.ContainsKey(what) || _untaken.Count < MispReader.MostComplaints ? what[..Math.Min(what.Length, 80)] : "of other types";

    void Refuse(string path, string sentence)
    {
        if (_refused++ < MispReader.MostComplaints)
            _complaints.Add(new(new(source, Part: path), sentence));
    }
}
