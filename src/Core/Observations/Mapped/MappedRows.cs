using System.Globalization;
using Knooppunt.Observations.Identifiers;
using Knooppunt.Observations.Lines;

namespace Knooppunt.Observations.Mapped;

/// <summary>Turns one row into one observation.</summary>
sealed class MappedRows
{
    const int LongestCell = 16 << 10;

    readonly Mapping _mapping;
    readonly SourceContext _context;
    readonly IObservationSink _sink;
    readonly CachedStrings _texts = new(4096);
    readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    readonly List<MappedColumn> _columns = [];
    readonly string?[] _cells;
    readonly FieldValue[] _values;
    readonly KeyValuePair<string, FieldValue>[] _fields;
    int[] _positions = [];
    ObservationIds _ids;

    public MappedRows(Mapping mapping, SourceContext context, IObservationSink sink)
    {
        (_mapping, _context, _sink) = (mapping, context, sink);
        _ids = new ObservationIds(context.StreamId);
        foreach (var column in mapping.Fields.Select(field => field.From).Concat(mapping.Skips.Select(skip => (MappedColumn?)skip.Column)).Append(mapping.Time).Append(mapping.Clock).Append(mapping.Id).OfType<MappedColumn>())
        {
            if (_slots.TryAdd(column.Name, _columns.Count))
                _columns.Add(column);
        }

        _cells = new string?[_columns.Count];
        _values = new FieldValue[_columns.Count];
        _fields = new KeyValuePair<string, FieldValue>[mapping.Fields.Count];
    }

    /// <summary>Whether the mapping names the column.</summary>
    public bool Uses(string column) => _slots.ContainsKey(column);

    /// <summary>Finds the columns in a header; gives those that are missing.</summary>
    public IReadOnlyList<MappedColumn> Bind(string[] header)
    {
        _positions = [.. _columns.Select(column => Array.IndexOf(header, column.Name))];
        return [.. _columns.Where((_, slot) => _positions[slot] < 0)];
    }

    /// <summary>A row of CSV.</summary>
    public void Read(CsvCells cells, long line)
    {
        for (var slot = 0; slot < _cells.Length; slot++)
        {
            var cell = cells[_positions[slot]].Trim(" \t"u8);
            if (cell.Length > LongestCell)
            {
                Reject(line, _columns[slot].Name, $"The cell is longer than {LongestCell:N0} bytes.", cells.Bytes);
                return;
            }

            _cells[slot] = cell.Length == 0 ? null : _texts.Of(cell);
            _values[slot] = default;
        }

        Row(cells.Bytes, line);
    }

    /// <summary>A line of JSON, flattened.</summary>
    public void Read(IReadOnlyList<KeyValuePair<string, FieldValue>> fields, ReadOnlySpan<byte> original, long line)
    {
        _cells.AsSpan().Clear();
        _values.AsSpan().Clear();
        foreach (var (name, value) in fields)
        {
            if (_slots.TryGetValue(name, out var slot) && value.ToString() is { Length: > 0 } text)
                (_cells[slot], _values[slot]) = (text, value);
        }

        Row(original, line);
    }

    void Row(ReadOnlySpan<byte> original, long line)
    {
        foreach (var skip in _mapping.Skips)
        {
            var cell = Cell(skip.Column);
            if (skip.Values.Count == 0 ? cell is null : skip.Values.Contains(cell ?? ""))
            {
                _sink.Count("skipped by the mapping");
                return;
            }
        }

        if (TimeOf(original, line) is not { } time)
            return;
        var count = 0;
        foreach (var field in _mapping.Fields)
        {
            var value = field.From is { } column ? Value(field, column, original, line) : field.Constant;
            if (value.Kind != FieldKind.None)
                _fields[count++] = new(field.Name, value);
        }

        var data = Fields.FromDistinct(_fields.AsSpan(0, count));
        _sink.Take(new Observation
        {
            Id = _mapping.Id is { } id && Cell(id) is { Length: <= 256 } own ? own : _ids.Next(line),
            Source = _context.Source,
            Type = _mapping.Type,
            Time = time,
            Subject = SubjectOf(data),
            Data = data,
        }, line);
    }

    DateTimeOffset? TimeOf(ReadOnlySpan<byte> original, long line)
    {
        if (_mapping.Time is not { } column)
        {
            if (_context.Fallback is null)
                Reject(line, null, "The row has no time: the mapping names no time column and the source has no time of arrival.", original);
            return _context.Fallback;
        }

        if (Written(column) is { } cell && MappedTimes.Read(cell, _mapping.TimeFormat, _context) is { } time)
            return time;
        Reject(line, column.Name, Written(column) is null ? "The time is missing." : $"The time {Shown(column)} is not of the form {_mapping.TimeFormat}, or cannot be.", original);
        return null;
    }

    string? Written(MappedColumn time) => _mapping.Clock is not { } clock ? Cell(time)
        : Cell(time) is { } day && Cell(clock) is { } hour ? $"{day} {hour}"
        : null;

    FieldValue Value(MappedField field, MappedColumn column, ReadOnlySpan<byte> original, long line)
    {
        if (Cell(column) is not { } cell)
            return default;
        if (field.Table is not null)
        {
            if (field.Table.TryGetValue(cell, out var looked))
                return looked;
            if (!field.KeepOtherwise)
            {
                if (field.Otherwise.Kind == FieldKind.None)
                    _sink.Count($"{field.Name}: value that the table does not have");
                return field.Otherwise;
            }
        }

        var value = Convert(field, column, cell);
        if (value.Kind == FieldKind.None)
            Reject(line, column.Name, $"{Shown(column)} is not a {Name(field.Kind)}; the field {field.Name} was left out.", original);
        return value;
    }

    FieldValue Convert(MappedField field, MappedColumn column, string cell)
    {
        switch (field.Kind)
        {
            case MappedKind.Number:
                return Number(cell, field);
            case MappedKind.Flag:
                return cell.ToLowerInvariant() switch { "true" or "1" or "yes" or "y" or "ja" or "j" => true, "false" or "0" or "no" or "n" or "nee" => false, _ => default(FieldValue) };
            case MappedKind.Container:
                // What is no container number is kept as it was seen: validity is a field of its own.
                return ContainerNumber.TryParse(cell)?.Value ?? cell;
            case MappedKind.Plate:
                return LicencePlate.TryParse(cell)?.Value ?? cell;
            case MappedKind.Time:
                return MappedTimes.Read(cell, field.TimeFormat, _context)?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
            default:
                return _values[_slots[column.Name]] is { Kind: FieldKind.List } list ? list : cell;
        }
    }

    static FieldValue Number(string cell, MappedField field)
    {
        if (field.DecimalMark == ',')
            cell = cell.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        if (!double.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return default;
        return field.Factor == 1 ? number : Math.Round(number * field.Factor, 6);
    }

    Subject? SubjectOf(Fields data) => _mapping.Subject switch
    {
        null => Taxonomy.SubjectOf(_mapping.Type, data),
        "" => null,
        var kind => data[kind] is { Kind: not FieldKind.None } value ? new Subject(kind, value.ToString()) : null,
    };

    string? Cell(MappedColumn column) => _cells[_slots[column.Name]];

    /// <summary>The offending cell, unless the column goes into a field that names a person.</summary>
    string Shown(MappedColumn column) =>
        _mapping.Fields.Any(field => field.From?.Name == column.Name && Taxonomy.PseudonymOf(field.Name) != Pseudonym.None) || Cell(column) is not { } cell
            ? "of the row"
            : $"\"{(cell.Length <= 80 ? cell : cell[..80] + "...")}\"";

    void Reject(long line, string? column, string sentence, ReadOnlySpan<byte> original) =>
        _sink.Reject(new Complaint(_context.Place(line, 0, column is null ? null : $"column {column}"), sentence), SourceContext.Kept(original));

    static string Name(MappedKind kind) => kind switch
    {
        MappedKind.Number => "number",
        MappedKind.Flag => "flag (true or false, yes or no, ja or nee, 1 or 0)",
        MappedKind.Time => "time of the form that the mapping names",
        _ => "text",
    };
}
