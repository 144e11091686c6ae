using Knooppunt.Observations;

namespace Knooppunt.Detection.Enrichment;

/// <summary>What enrichment adds to the rows of a block, one field of it, worked out for a row when a pattern asks. Where it adds nothing stands what the row said itself.</summary>
abstract class AddedColumn
{
    const int Unasked = -2, Absent = -1;
    readonly Dictionary<FieldValue, int> _known = [];
    readonly Column? _said;

    AddedColumn(string name, int rows, Column? said)
    {
        Column = new Column(name, new ColumnValues(), new int[rows]);
        Array.Fill(Column.Ids, Unasked);
        _said = said;
    }

    /// <summary>Holds the rows that were asked for.</summary>
    public Column Column { get; }

    /// <summary>The column of a field; null when enrichment does not add it.</summary>
    /// <param name="name">Name of the field.</param>
    /// <param name="enricher">What adds.</param>
    /// <param name="block">The rows.</param>
    /// <param name="said">What the rows say themselves; null when none says it.</param>
    public static AddedColumn? Of(string name, Enricher enricher, ColumnBlock block, Column? said) => name switch
    {
        "zones" or "places" => new Where(name, enricher, block, said),
        "local_date" or "local_hour" or "local_weekday" or "shift" => new When(name, enricher, block, said),
        "lists" when enricher.Lists.Count > 0 => new Lists(name, enricher, block, said),
        _ => null,
    };

    /// <summary>Puts the row's value into the column.</summary>
    public void Fill(int row)
    {
        ref var id = ref Column.Ids[row];
        if (id == Unasked)
            id = Find(row) is >= 0 and var added ? added : At(_said, row) is >= 0 and var said ? Store(_said!.Values[said]) : Absent;
    }

    /// <summary>Number of the value that is added to a row; negative when nothing is.</summary>
    protected abstract int Find(int row);

    protected int Keep(FieldValue value) => value.Kind == FieldKind.None ? Absent : Store(value);

    int Store(FieldValue value)
    {
        if (!_known.TryGetValue(value, out var id))
        {
            _known[value] = id = Column.Values.Count;
            Column.Values.Add(value);
        }

        return id;
    }

    static int At(Column? column, int row) => column is null ? Absent : column.Ids[row];

    static FieldValue Value(Column? column, int id) => column is null || id < 0 ? default : column.Values[id];

    sealed class When(string name, Enricher enricher, ColumnBlock block, Column? said) : AddedColumn(name, block.Times.Length, said)
    {
        readonly Dictionary<long, int> _byMinute = [];
        long _last = -1;
        int _id;

        // Zones differ from UTC by whole minutes.
        protected override int Find(int row)
        {
            var minute = block.Times[row] / TimeSpan.TicksPerMinute;
            if (minute == _last)
                return _id;
            if (!_byMinute.TryGetValue(minute, out _id))
                _byMinute[minute] = _id = Keep(Array.Find(enricher.When(new DateTimeOffset(block.Times[row], TimeSpan.Zero)), added => added.Name == Column.Name).Value);
            _last = minute;
            return _id;
        }
    }

    sealed class Where(string name, Enricher enricher, ColumnBlock block, Column? said) : AddedColumn(name, block.Times.Length, said)
    {
        readonly Column? _latitude = block.Find("lat"), _longitude = block.Find("lon"), _place = block.Find("place"), _within = block.Find("zone");
        readonly Dictionary<(int, int), int> _byName = [];

        protected override int Find(int row)
        {
            var (latitude, longitude, place, within) = (At(_latitude, row), At(_longitude, row), At(_place, row), At(_within, row));
            if (latitude >= 0 && longitude >= 0)
                return Find(latitude, longitude, place, within);
            if (place < 0)
                return Absent;
            if (!_byName.TryGetValue((place, within), out var id))
                _byName[(place, within)] = id = Find(Absent, Absent, place, within);
            return id;
        }

        int Find(int latitude, int longitude, int place, int within)
        {
            var (zones, places) = enricher.Where(Value(_latitude, latitude), Value(_longitude, longitude), Value(_place, place), Value(_within, within));
            return Keep(Column.Name == "zones" ? zones : places);
        }
    }

    sealed class Lists(string name, Enricher enricher, ColumnBlock block, Column? said) : AddedColumn(name, block.Times.Length, said)
    {
        const byte Unknown = 0, Member = 1, Stranger = 2;
        readonly (KeyList List, Column Column, byte[] Members)[] _lists =
            [.. from list in enricher.Lists let column = block.Find(list.Field) where column is not null select (list, column, new byte[column.Values.Count])];

        protected override int Find(int row)
        {
            List<string>? names = null;
            foreach (var (list, column, members) in _lists)
            {
                if (At(column, row) is not (>= 0 and var id))
                    continue;
                if (members[id] == Unknown)
                    members[id] = list.Holds(column.Values[id]) ? Member : Stranger;
                if (members[id] == Member)
                    (names ??= []).Add(list.Name);
            }

            return names is null ? Absent : Keep(FieldValue.OfTexts(names));
        }
    }
}
