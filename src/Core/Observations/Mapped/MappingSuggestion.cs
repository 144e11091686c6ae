using System.Globalization;
using System.Text;
using Knooppunt.Observations.Json;
using Knooppunt.Observations.Lines;

namespace Knooppunt.Observations.Mapped;

/// <summary>Proposes a mapping from the header and the first rows of a file. A proposal: a person reads it, mends it and keeps it.</summary>
public static class MappingSuggestion
{
    const int MostRows = 200;
    const int LongFirstLine = 1 << 12;

    static readonly (string Part, string Field)[] NamedFields =
    [
        ("kenteken", "plate"), ("plate", "plate"), ("licen", "plate"), ("pasnum", "pass"), ("badge", "pass"), ("pass", "pass"), ("mmsi", "vessel"), ("container", "container"), ("reader", "reader"), ("lezer", "reader"),
        ("camera", "camera"), ("latitude", "lat"), ("longitude", "lon"), ("richting", "direction"), ("direction", "direction"), ("terminal", "terminal"), ("zone", "zone"), ("gate", "zone"), ("poort", "zone"),
        ("speed", "speed_kmh"), ("snelheid", "speed_kmh"), ("carrier", "carrier"), ("vervoerder", "carrier"), ("confidence", "confidence"), ("seal", "seal"), ("zegel", "seal"), ("booking", "booking"),
    ];

    /// <summary>Proposes from a header and rows.</summary>
    /// <param name="header">Column names; for JSON Lines the paths (<c>a.b</c>).</param>
    /// <param name="rows">The first rows, each as many cells as the header; a few dozen are enough.</param>
    /// <returns>YAML with comments, which <see cref="Mapping.Read"/> reads; null when no column but that of the time has a name.</returns>
    public static string? From(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows) => From(header, rows, false);

    static string? From(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows, bool hasNoNames)
    {
        List<SuggestedColumn> columns = [.. header.Select((name, index) => new SuggestedColumn(name, [.. rows.Where(row => row.Count > index).Select(row => row[index].Trim()).Where(cell => cell.Length > 0).Take(MostRows)])).Where(column => column.Name.Length > 0)];
        var time = SuggestedTime.Among(columns);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var fields = columns.Where(column => time?.Columns.Contains(column.Name) != true).DistinctBy(column => column.Name, StringComparer.Ordinal)
            .Select(column => FieldFor(column, taken)).Take(MostRows).ToList();
        return fields.Count == 0 ? null : Write(hasNoNames ? header : [], time, fields, taken);
    }

    /// <summary>Proposes from the first bytes of a file, CSV or JSON Lines; half a row at the end is left out.</summary>
    /// <param name="beginning">The first bytes, unpacked; 64 KiB are plenty.</param>
    /// <param name="fileName">Name of the file, for the complaint.</param>
    public static Parsed<string> FromBytes(ReadOnlySpan<byte> beginning, string fileName)
    {
        var text = beginning.TrimStart(" \t\r\n"u8);
        var reading = new FirstRows();
        var last = beginning.LastIndexOfAny((byte)'\n', (byte)'\r');
        var whole = last > 0 ? beginning[..(last + 1)] : beginning;
        if (NoTable(text) is { } sentence)
            return new Complaint(new InputPlace(fileName, 1), sentence);
        var isJson = text.Length > 0 && text[0] == '{';
        if (isJson)
        {
            var lines = new LineSplitter(reading);
            lines.Feed(whole);
            lines.Complete();
        }
        else
        {
            var csv = new CsvRecords(reading, null);
            csv.Feed(whole);
            csv.Complete();
        }

        if (!isJson && reading.Header.Count == 1 && reading.Rows.Count > 0 && reading.Complaint is null)
            return new Complaint(new InputPlace(fileName, 1), "The first line has one column only: none of , ; | and tab parts it. Is this a table?");
        if (!isJson && reading.HasNoNames)
            reading.Name();
        return reading.Header.Count > 0 && reading.Rows.Count > 0 && From(reading.Header, reading.Rows, reading.IsNamed) is { } proposed
            ? proposed
            : Parsed<string>.Wrong(new InputPlace(fileName, 1), reading.Complaint ?? (last <= 0 && beginning.Length >= LongFirstLine
                ? $"The first line does not end within {beginning.Length:N0} bytes; is this a table?"
                : "No header with a row below it was found, from which a mapping could be proposed."));
    }

    /// <summary>What the first bytes show a file to be that needs no mapping, or another form; null when it may be a table.</summary>
    static string? NoTable(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'[', ..] => "The file begins with [, as an array of JSON does; write one object per line (JSON Lines), or give a table.",
        [(byte)'<', ..] => "The file begins with <, as XML and web pages do; give a table (CSV) or JSON Lines.",
        [(byte)'!' or (byte)'$' or (byte)'\\', ..] => "The file begins as AIS sentences do, which need no mapping; read it with --format ais.",
        [(byte)'U', (byte)'N', (byte)'A' or (byte)'B' or (byte)'H', ..] when text.Length > 3 && !char.IsAsciiLetterOrDigit((char)text[3]) => "The file begins as an EDIFACT interchange does, which needs no mapping; read it with --format edifact.",
        _ => null,
    };

    static Proposed FieldFor(SuggestedColumn column, HashSet<string> taken)
    {
        var lower = column.Name.ToLowerInvariant();
        var field = NamedFields.FirstOrDefault(pair => lower.Contains(pair.Part, StringComparison.Ordinal)).Field ?? (lower is "lat" or "lon" ? lower : null);
        var numbers = column.IsNumber || column.IsNumberWithComma;
        if (column.IsContainer)
            field = "container";
        if (field is not null && Taxonomy.Fields[field].Kind == FieldKind.Number && !numbers)
            field = null;
        if (field is null && Taxonomy.Fields.TryGetValue(Snake(lower), out var known) && known.Kind is FieldKind.Text or FieldKind.Number && (known.Kind == FieldKind.Text || numbers) && !Taxonomy.Enriched.Contains(Snake(lower)))
            field = Snake(lower);
        if (field is not null && taken.Add(field))
        {
            return new(column.Name, field, Taxonomy.Fields[field].Meaning + (Taxonomy.PseudonymOf(field) == Pseudonym.None ? "" : "; pseudonymised at the border"),
                Taxonomy.Fields[field].Kind == FieldKind.Number && column.IsNumberWithComma, IsOwnNumber: false);
        }

        var own = Snake(lower);
        own = Taxonomy.Fields.ContainsKey(own) || own.Length == 0 || !char.IsAsciiLetterLower(own[0]) ? "own_" + own : own;
        for (var n = 2; !taken.Add(own); n++)
            own = $"{own.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')}{n}";
        return new(column.Name, own, "own field, not in the published list", column.IsNumberWithComma, numbers);
    }

    static string Snake(string name)
    {
        var snake = new string([.. name.Take(40).Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '_')]).Trim('_');
        while (snake.Contains("__", StringComparison.Ordinal))
            snake = snake.Replace("__", "_", StringComparison.Ordinal);
        return snake;
    }

    static string Write(IReadOnlyList<string> header, SuggestedTime? time, List<Proposed> fields, HashSet<string> taken)
    {
        var (family, type) = taken switch
        {
            _ when taken.Contains("container") => ("goods", "container_seen"),
            _ when taken.Contains("plate") => ("presence", taken.Contains("camera") ? "plate_read" : "gate_visit"),
            _ when taken.Contains("pass") => ("presence", "pass_read"),
            _ when taken.Contains("vessel") => ("presence", "vessel_position"),
            _ when taken.Contains("camera") => ("presence", "camera_event"),
            _ => ("presence", "seen"),
        };
        var yaml = new StringBuilder("# A proposal from the header and the first rows. Check every line before you use it.\n")
            .Append(CultureInfo.InvariantCulture, $"family: {family}   # information, presence, goods, organisation, report or outcome\n")
            .Append(CultureInfo.InvariantCulture, $"type: {type}   # what one row says that happened\n");
        if (header.Count > 0)
            yaml.Append(CultureInfo.InvariantCulture, $"header: [{string.Join(", ", header.Select(Quoted))}]   # the first row is data: give the columns their names here, and below\n");
        if (time is null)
            yaml.Append("# No column holds a time in every row: the time of arrival will be used. Name a column here if there is one.\n# time: { column: ..., format: yyyy-MM-dd HH:mm:ss, zone: Europe/Amsterdam }\n");
        else
            Write(yaml, time);
        yaml.Append("fields:\n");
        foreach (var field in fields)
            yaml.Append(CultureInfo.InvariantCulture, $"  {field.Field}: {field.Value}   # {field.Note}\n");
        return yaml.ToString();
    }

    static void Write(StringBuilder yaml, SuggestedTime time)
    {
        var column = time.Columns is [var one] ? Quoted(one) : $"[{string.Join(", ", time.Columns.Select(Quoted))}]";
        yaml.Append(CultureInfo.InvariantCulture, $"time:\n  column: {column}{(time.HasClock ? "" : "   # only a day: every row happens at midnight, and what asks for the hour stays silent")}\n  format: {Quoted(time.Format)}\n");
        if (!time.SaysZone)
            yaml.Append("  zone: Europe/Amsterdam   # of the clock that wrote these times; Etc/UTC when they are UTC\n");
    }

    static string Quoted(string text) => text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')
        ? text
        : "\"" + string.Concat(text.Select(c => c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' or >= '\uFFFE' ? $"\\u{(int)c:x4}" : c.ToString())) + "\"";

    /// <summary>A field, as the mapping will have it.</summary>
    sealed record Proposed(string Column, string Field, string Note, bool HasComma, bool IsOwnNumber)
    {
        public string Value => (HasComma, IsOwnNumber) switch
        {
            (false, false) => Quoted(Column),
            (false, true) => $"{{ column: {Quoted(Column)}, as: number }}",
            (true, false) => $"{{ column: {Quoted(Column)}, decimal: \",\" }}",
            (true, true) => $"{{ column: {Quoted(Column)}, as: number, decimal: \",\" }}",
        };
    }

    /// <summary>Keeps the first rows of a file of either format.</summary>
    sealed class FirstRows : ICsvTaker, ILineTaker
    {
        readonly FlatJson _json = new();

        public List<string> Header { get; } = [];

        public List<IReadOnlyList<string>> Rows { get; } = [];

        public string? Complaint { get; private set; }

        /// <summary>Whether the first row is no header but the first of the rows.</summary>
        public bool HasNoNames => Header.Where((name, index) => new SuggestedColumn(name, [.. Rows.Where(row => row.Count > index && row[index].Length > 0).Select(row => row[index])]).IsNamedByACell).Any();

        /// <summary>Whether the columns have names that were made up.</summary>
        public bool IsNamed { get; private set; }

        /// <summary>Makes the first row one of the rows, and names for the columns.</summary>
        public void Name()
        {
            Rows.Insert(0, [.. Header]);
            (var count, IsNamed) = (Header.Count, true);
            Header.Clear();
            Header.AddRange(Enumerable.Range(1, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"column_{number}")));
        }

        public void Record(CsvCells cells, long line)
        {
            var row = new string[cells.Count];
            for (var i = 0; i < row.Length; i++)
                row[i] = CachedStrings.Decode(cells[i]).Trim();
            if (Header.Count == 0)
                Header.AddRange(row);
            else if (Rows.Count < MostRows)
                Rows.Add(row);
        }

        public void Line(ReadOnlySpan<byte> line, long number)
        {
            if (Rows.Count == MostRows || line.Trim(" \t"u8).Length == 0)
                return;
            if (_json.ReadWhole(line) is { } wrong)
            {
                Complaint ??= wrong;
                return;
            }

            foreach (var (name, _) in _json.Fields)
            {
                if (!Header.Contains(name) && Header.Count < FlatJson.MostFields)
                    Header.Add(name);
            }

            var row = new string[Header.Count];
            row.AsSpan().Fill("");
            foreach (var (name, value) in _json.Fields)
            {
                if (Header.IndexOf(name) is >= 0 and var at)
                    row[at] = value.ToString();
            }

            Rows.Add(row);
        }

        public void Unreadable(string sentence, ReadOnlySpan<byte> start, long line) => Complaint ??= sentence;
    }
}
