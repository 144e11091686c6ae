using System.Globalization;
using Knooppunt.Observations.Yaml;

namespace Knooppunt.Observations.Mapped;

sealed partial class MappingReading
{
    List<MappedField> FieldsOf(Dictionary<string, YamlPiece> parts, YamlPiece root)
    {
        var fields = new List<MappedField>();
        if (!parts.TryGetValue("fields", out var piece) || piece.Pairs is not { Count: > 0 and <= 200 } pairs)
            return Bad<List<MappedField>>(piece ?? root, "fields is missing: 1 to 200 names, each with a column, for example plate: car-id.") ?? fields;
        foreach (var (key, value) in pairs)
        {
            if (!IsFieldName(key.Scalar!))
                Wrong(key, $"\"{key.Scalar}\" cannot be a field: lower case letters, digits, underscores and dots, at most 64, are right.");
            else if (Taxonomy.Enriched.Contains(key.Scalar!))
                Wrong(key, $"{key.Scalar} is added by the node itself; a mapping cannot set it.");
            else if (FieldOf(key, value) is { } field)
                fields.Add(field);
        }

        return fields;
    }

    MappedField? FieldOf(YamlPiece key, YamlPiece piece)
    {
        var name = key.Scalar!;
        if (piece.Scalar is not null)
            return new MappedField(name, UsualKind(name)) { From = ColumnOf(piece) };
        if (Named(piece, name, FieldKeys) is not { } parts)
            return null;
        var kind = KindOf(parts, name);
        var hasColumn = parts.TryGetValue("column", out var column);
        if (hasColumn == parts.ContainsKey("constant"))
            return Bad<MappedField>(piece, $"{name} needs a column or a constant, and not both.");
        var keep = Text(parts, "otherwise", 256) == "keep";
        return new MappedField(name, kind)
        {
            From = hasColumn ? ColumnOf(column!) : null,
            Constant = parts.TryGetValue("constant", out var constant) ? ConstantOf(constant, kind) : default,
            Factor = FactorOf(parts, name, kind),
            DecimalMark = Text(parts, "decimal", 1) switch { null or "." => '.', "," => ',', _ => Bad<char>(parts["decimal"], "decimal must be . or ,") },
            Table = parts.TryGetValue("table", out var table) ? TableOf(table, kind) : null,
            KeepOtherwise = keep,
            Otherwise = !keep && parts.TryGetValue("otherwise", out var otherwise) ? ConstantOf(otherwise, kind) : default,
            TimeFormat = FormatOf(parts),
        };
    }

    MappedKind KindOf(Dictionary<string, YamlPiece> parts, string name)
    {
        var usual = UsualKind(name);
        var kind = Text(parts, "as", 16) switch
        {
            null => parts.ContainsKey("unit") ? MappedKind.Number : usual,
            "text" => MappedKind.Text,
            "number" => MappedKind.Number,
            "flag" => MappedKind.Flag,
            "container" => MappedKind.Container,
            "plate" => MappedKind.Plate,
            "time" => MappedKind.Time,
            _ => Bad<MappedKind>(parts["as"], "as must be text, number, flag, container, plate or time."),
        };
        var holds = kind switch { MappedKind.Number => FieldKind.Number, MappedKind.Flag => FieldKind.Flag, _ => FieldKind.Text };
        if (Taxonomy.Fields.TryGetValue(name, out var known) && known.Kind is FieldKind.Number or FieldKind.Flag or FieldKind.Text && known.Kind != holds)
            Wrong(parts.GetValueOrDefault("as") ?? parts.Values.First(), $"{name} holds a {known.Kind.ToString().ToLowerInvariant()} in the published list, not a {holds.ToString().ToLowerInvariant()}.");
        return kind;
    }

    static MappedKind UsualKind(string name) => name switch
    {
        "container" => MappedKind.Container,
        "plate" => MappedKind.Plate,
        "scheduled" or "started" => MappedKind.Time,
        _ => Taxonomy.Fields.GetValueOrDefault(name)?.Kind switch { FieldKind.Number => MappedKind.Number, FieldKind.Flag => MappedKind.Flag, _ => MappedKind.Text },
    };

    double FactorOf(Dictionary<string, YamlPiece> parts, string name, MappedKind kind)
    {
        if (Text(parts, "unit", 16) is not { } unit)
            return 1;
        if (kind != MappedKind.Number)
            return Bad<double>(parts["unit"], "Only a number has a unit.");
        if (MappedUnits.UnitOf(name) is not { } own)
            return Bad<double>(parts["unit"], $"{name} has no unit in the published list; a field of one's own says it at the end of its name: _knots, _kmh, _kg or _m.");
        return MappedUnits.Factor(unit, own) ?? Bad<double>(parts["unit"], $"{unit} cannot be turned into {own}, the unit of {name}; known are {MappedUnits.Names}.");
    }

    Dictionary<string, FieldValue> TableOf(YamlPiece piece, MappedKind kind)
    {
        var table = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
        if (piece.Pairs is not { Count: > 0 })
            Wrong(piece, "table must be pairs of a value in the file and what it becomes.");
        foreach (var (key, value) in piece.Pairs ?? [])
            table[key.Scalar!] = ConstantOf(value, kind);
        return table;
    }

    FieldValue ConstantOf(YamlPiece piece, MappedKind kind)
    {
        if (piece.Scalar is not { } text)
            return Bad<FieldValue>(piece, "A value must be a text, a number or true or false.");
        return kind switch
        {
            MappedKind.Number => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : Bad<FieldValue>(piece, $"\"{text}\" is not a number, or one that is too large."),
            MappedKind.Flag => text is "true" or "false" ? text == "true" : Bad<FieldValue>(piece, $"\"{text}\" is not true or false."),
            _ => text,
        };
    }

    static bool IsFieldName(string name) =>
        name.Length is > 0 and <= 64 && char.IsAsciiLetterLower(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '.');
}
