using System.Globalization;
using Knooppunt.Observations.Yaml;

namespace Knooppunt.Observations.Mapped;

/// <summary>Reads a mapping from YAML, with a complaint for everything that is wrong, not only the first.</summary>
sealed partial class MappingReading(string fileName, ICollection<Complaint> complaints)
{
    static readonly string[] Keys = ["source", "family", "type", "format", "delimiter", "header", "time", "id", "subject", "fields", "skip"];
    static readonly string[] FieldKeys = ["column", "as", "unit", "decimal", "constant", "table", "otherwise", "format"];
    static readonly string[] TimeKeys = ["column", "format", "zone"];
    static readonly string[] SkipKeys = ["column", "equals", "empty"];

    int _wrong;

    public Mapping? Read(string yaml)
    {
        var tree = YamlTree.Read(yaml, fileName, "mapping");
        if (!tree.Ok)
        {
            complaints.Add(tree.Complaint!);
            return null;
        }

        var root = tree.Value;
        if (Named(root, "A mapping", Keys) is not { } parts)
            return null;
        var type = TypeOf(parts, root);
        var time = parts.TryGetValue("time", out var timePiece) ? TimeOf(timePiece) : null;
        var mapping = new Mapping(type)
        {
            FileName = fileName,
            Source = Text(parts, "source", 128),
            IsJson = Text(parts, "format", 32) switch { null => null, "csv" => false, "jsonl" => true, _ => Bad<bool?>(parts["format"], "format must be csv or jsonl.") },
            Delimiter = DelimiterOf(parts),
            Header = parts.TryGetValue("header", out var header) ? Texts(header, "header") : null,
            Time = time?.Column,
            Clock = time?.Clock,
            TimeFormat = time?.Format ?? MappedTimes.Rfc3339Name,
            Zone = time?.Zone,
            Id = parts.TryGetValue("id", out var id) ? ColumnOf(id) : null,
            Fields = FieldsOf(parts, root),
            Skips = parts.TryGetValue("skip", out var skip) ? SkipsOf(skip) : [],
            Subject = SubjectOf(parts, type),
        };
        if (mapping.Subject is { Length: > 0 } subject && !mapping.Fields.Any(field => field.Name == subject))
            Wrong(parts["subject"], $"subject names \"{subject}\", which is none of the fields of the mapping.");
        return _wrong == 0 ? mapping : null;
    }

    ObservationType TypeOf(Dictionary<string, YamlPiece> parts, YamlPiece root)
    {
        var (name, familyName) = (Text(parts, "type", 64), Text(parts, "family", 32));
        if (name is null)
        {
            Wrong(root, "type is missing: the name of the observation type, for example gate_visit.");
            return default;
        }

        var known = Taxonomy.Types.GetValueOrDefault(name)?.Type.Family;
        var family = familyName is null ? known : ObservationType.TryFamily(familyName);
        if (family is null)
        {
            Wrong(parts.GetValueOrDefault("family") ?? parts["type"], "family is missing or wrong: information, presence, goods, organisation, report or outcome is right.");
            return default;
        }

        if (known is { } published && published != family)
            Wrong(parts["family"], $"{name} belongs to the family {new ObservationType(published, name).FamilyName}.");
        if (ObservationType.TryParse(new ObservationType(family.Value, name).ToString()) is not { } type)
            return Bad<ObservationType>(parts["type"], "type must be lower case letters, digits and underscores.");
        return type;
    }

    (MappedColumn? Column, MappedColumn? Clock, string Format, string? Zone)? TimeOf(YamlPiece piece)
    {
        if (piece.Scalar is not null)
            return (ColumnOf(piece), null, MappedTimes.Rfc3339Name, null);
        if (Named(piece, "time", TimeKeys) is not { } parts)
            return null;
        if (!parts.TryGetValue("column", out var column))
            Wrong(piece, "time needs a column.");
        if (column?.Items is { } items && items.Count != 2)
            Wrong(column, "column of a time is one column, or two: [day, hour].");
        var (format, zone) = (FormatOf(parts), Text(parts, "zone", 64));
        return column?.Items is [var day, var clock] ? (ColumnOf(day), ColumnOf(clock), format, zone) : (column is null ? null : ColumnOf(column), null, format, zone);
    }

    string FormatOf(Dictionary<string, YamlPiece> parts)
    {
        var format = Text(parts, "format", 64) ?? MappedTimes.Rfc3339Name;
        return MappedTimes.IsFormat(format)
            ? format
            : Bad<string>(parts["format"], "format of a time must be rfc3339, epoch_seconds, epoch_milliseconds, or letters such as yyyy-MM-dd HH:mm:ss.") ?? MappedTimes.Rfc3339Name;
    }

    char? DelimiterOf(Dictionary<string, YamlPiece> parts) => Text(parts, "delimiter", 8) switch
    {
        null => null,
        "tab" or "\t" => '\t',
        [var one] when one is ',' or ';' or '|' => one,
        _ => Bad<char?>(parts["delimiter"], "delimiter must be one of , ; | or tab."),
    };

    List<MappedSkip> SkipsOf(YamlPiece piece)
    {
        var skips = new List<MappedSkip>();
        foreach (var item in piece.Items ?? [piece])
        {
            if (Named(item, "skip", SkipKeys) is not { } parts)
                continue;
            if (!parts.TryGetValue("column", out var column))
            {
                Wrong(item, "skip needs a column, and equals (a value or a list) or empty: true.");
                continue;
            }

            var values = parts.TryGetValue("equals", out var equals) ? Texts(equals, "equals") : [];
            if (values.Count == 0 && Text(parts, "empty", 8) != "true")
                Wrong(item, "skip needs equals (a value or a list) or empty: true.");
            skips.Add(new MappedSkip(ColumnOf(column), values.ToHashSet(StringComparer.Ordinal)));
        }

        return skips;
    }

    string? SubjectOf(Dictionary<string, YamlPiece> parts, ObservationType type)
    {
        if (Text(parts, "subject", 64) is { } named)
        {
            if (named == "none")
                return "";
            return Taxonomy.SubjectKinds.Contains(named) ? named : Bad<string>(parts["subject"], $"subject must be none or one of {string.Join(", ", Taxonomy.SubjectKinds)}.");
        }

        return Taxonomy.Types.ContainsKey(type.Name ?? "") ? null : "";
    }

    Dictionary<string, YamlPiece>? Named(YamlPiece piece, string what, string[] keys)
    {
        if (piece.Pairs is null)
            return Bad<Dictionary<string, YamlPiece>>(piece, $"{what} must be names with values: {string.Join(", ", keys)}.");
        foreach (var (key, _) in piece.Pairs)
        {
            if (!keys.Contains(key.Scalar))
                Wrong(key, NearName.Unknown(key.Scalar!, keys));
        }

        return piece.Pairs.ToDictionary(pair => pair.Key.Scalar!, pair => pair.Value, StringComparer.Ordinal);
    }

    string? Text(Dictionary<string, YamlPiece> parts, string name, int longest)
    {
        if (!parts.TryGetValue(name, out var piece))
            return null;
        return piece.Scalar is { Length: > 0 } text && text.Length <= longest
            ? text
            : Bad<string>(piece, string.Create(CultureInfo.InvariantCulture, $"{name} must be a text of 1 to {longest} characters."));
    }

    List<string> Texts(YamlPiece piece, string what)
    {
        var texts = (piece.Items ?? [piece]).Select(item => item.Scalar).OfType<string>().ToList();
        if (texts.Count != (piece.Items?.Count ?? 1))
            Wrong(piece, $"{what} must be a text or a list of texts.");
        return texts;
    }

    MappedColumn ColumnOf(YamlPiece piece) => piece.Scalar is { Length: > 0 } name
        ? new MappedColumn(name, piece.Line, piece.Column)
        : Bad<MappedColumn>(piece, "A column must be named by a text.");

    T? Bad<T>(YamlPiece piece, string sentence)
    {
        Wrong(piece, sentence);
        return default;
    }

    void Wrong(YamlPiece piece, string sentence)
    {
        _wrong++;
        complaints.Add(new Complaint(new InputPlace(fileName, piece.Line, piece.Column), sentence));
    }
}
