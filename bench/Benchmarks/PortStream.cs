using System.Globalization;
using System.Text;
using Knooppunt.Detection;
using Knooppunt.Observations;

namespace Knooppunt.Benchmarks;

/// <summary>What is done to the plain stream.</summary>
enum Disorder
{
    None,
    /// <summary>Keys in random order per line.</summary>
    Keys,
    /// <summary>Ten more fields that no rule reads.</summary>
    Extra,
    /// <summary>One in a hundred late by up to five minutes.</summary>
    Late,
}

/// <summary>An endless port day as shared/bench/README.md describes it; the same seed gives the same stream.</summary>
sealed class PortStream(int seed, Disorder disorder)
{
    static readonly string[] Types = ["gate_in", "gate_out", "anpr", "pass_scan", "camera_person", "camera_vehicle", "drone", "ais", "container_release", "container_pickup", "pin_request", "alarm"];
    static readonly int[] Weights = [12, 12, 25, 20, 6, 8, 2, 5, 4, 4, 1, 1];
    static readonly string[] Terminals = ["ECT", "RWG", "APMT2", "APMT1", "EMX", "UWT", "RST", "HES", "EBS", "VOPAK", "KRAMER", "CRO", "VRP", "BORS", "MOERD", "WAAL", "SCHP", "FLORA", "VLIS", "NZK"];
    static readonly string[] Owners = ["MSKU", "MSCU", "CMAU", "HLXU", "TGHU", "MAEU"];
    static readonly string[] Names = ["time", "type", "terminal", "plate", "pass", "container", "lat", "lon", "speed"];
    readonly Random _luck = new(seed);
    readonly PriorityQueue<(string Type, string Plate, string Container), long> _later = new();
    readonly byte[] _buffer = new byte[65_536 * 600];
    readonly string[] _parts = new string[19];
    long _ticks = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).Ticks;
    long _offset;

    readonly record struct Event(long Ticks, string Type, string Terminal, string Plate, string Pass, string Container, double Lat, double Lon, double Speed);

    Event Next()
    {
        _ticks += (long)(-Math.Log(1 - _luck.NextDouble()) * TimeSpan.TicksPerSecond / 10);
        _ticks -= _ticks % TimeSpan.TicksPerMillisecond;
        var (type, plate, container) = (Type(), Plate(Rare(200_000)), Container(Rare(500_000)));
        if (_later.TryPeek(out var due, out var at) && at <= _ticks)
        {
            _later.Dequeue();
            (type, plate, container) = due;
        }

        if (type == "gate_in" && _luck.NextDouble() < 0.97)
            _later.Enqueue(("gate_out", plate, Container(Rare(500_000))), _ticks + After(20));
        if (type == "container_release" && _luck.NextDouble() < 0.5)
            _later.Enqueue(("container_pickup", Plate(Rare(200_000)), container), _ticks + After(10));
        return new Event(_ticks, type, Terminals[_luck.Next(20)], plate, $"P{Rare(20_000):D7}", container,
            Math.Round(51.85 + (_luck.NextDouble() * 0.2), 5), Math.Round(4 + (_luck.NextDouble() * 0.5), 5), Math.Round(_luck.NextDouble() * 110, 1));
    }

    long After(int minutes) => (long)((minutes + (-Math.Log(1 - _luck.NextDouble()) * minutes)) * TimeSpan.TicksPerMinute);

    int Rare(int n)
    {
        var u = _luck.NextDouble();
        return (int)(n * u * u * u);
    }

    string Type()
    {
        var draw = _luck.Next(100);
        var i = 0;
        while (draw >= Weights[i])
            draw -= Weights[i++];
        return Types[i];
    }

    static string Plate(int id)
    {
        var mixed = (uint)id * 2654435761u;
        return $"{(char)('A' + (mixed % 20))}{(char)('A' + (mixed / 20 % 26))}-{id % 1000:D3}-{(char)('A' + (id / 1000 % 26))}";
    }

    static string Container(int id) => Owners[id % Owners.Length] + ((uint)id * 2654435761u % 9_999_991).ToString("D7", CultureInfo.InvariantCulture);

    /// <summary>Lines, with as many bytes as they take.</summary>
    public byte[] Lines(int events)
    {
        var count = 0;
        for (var i = 0; i < events; i++)
        {
            var line = Line(Next());
            count += Encoding.UTF8.GetBytes(line, _buffer.AsSpan(count));
            _buffer[count++] = (byte)'\n';
        }

        return _buffer.AsSpan(0, count).ToArray();
    }

    string Line(Event one)
    {
        var ticks = disorder == Disorder.Late && _luck.Next(100) == 0 ? one.Ticks - (long)(_luck.NextDouble() * 5 * TimeSpan.TicksPerMinute) : one.Ticks;
        var fields = 0;
        Add($"\"time\":\"{new DateTime(ticks):yyyy-MM-ddTHH:mm:ss.fff}Z\"");
        Add($"\"type\":\"{one.Type}\"");
        Add($"\"terminal\":\"{one.Terminal}\"");
        Add($"\"plate\":\"{one.Plate}\"");
        Add($"\"pass\":\"{one.Pass}\"");
        Add($"\"container\":\"{one.Container}\"");
        Add(string.Create(CultureInfo.InvariantCulture, $"\"lat\":{one.Lat:F5}"));
        Add(string.Create(CultureInfo.InvariantCulture, $"\"lon\":{one.Lon:F5}"));
        Add(string.Create(CultureInfo.InvariantCulture, $"\"speed\":{one.Speed:F1}"));
        for (var i = 0; disorder == Disorder.Extra && i < 10; i++)
            Add($"\"extra{i}\":\"{_luck.Next()}\"");
        if (disorder == Disorder.Keys)
            _luck.Shuffle(_parts.AsSpan(0, fields));
        return "{" + string.Join(',', _parts, 0, fields) + "}";

        void Add(string part) => _parts[fields++] = part;
    }

    public ColumnBlock Block(int events)
    {
        var times = new long[events];
        var columns = Names[1..].Select(_ => new Builder(events)).ToArray();
        for (var i = 0; i < events; i++)
        {
            var one = Next();
            times[i] = one.Ticks;
            FieldValue[] values = [one.Type, one.Terminal, one.Plate, one.Pass, one.Container, one.Lat, one.Lon, one.Speed];
            for (var c = 0; c < columns.Length; c++)
                columns[c].Ids[i] = columns[c].Of(values[c]);
        }

        _offset += events;
        return new ColumnBlock { Times = times, FirstOffset = _offset - events + 1, Columns = [.. columns.Select((column, c) => new Column(Names[c + 1], ColumnValues.Of(column.Values), column.Ids))] };
    }

    /// <summary>Observations for a journal; plate and pass go under names that it keeps as they are.</summary>
    public Observation[] Observations(int events, string source, int first)
    {
        var made = new Observation[events];
        for (var i = 0; i < events; i++)
        {
            var one = Next();
            made[i] = new Observation
            {
                Id = (first + i).ToString(CultureInfo.InvariantCulture),
                Source = source,
                Type = new ObservationType(Family.Presence, one.Type),
                Time = new DateTimeOffset(one.Ticks, TimeSpan.Zero),
                Data = Fields.Of(("terminal", one.Terminal), ("tag", one.Plate), ("card", one.Pass), ("container", one.Container), ("lat", one.Lat), ("lon", one.Lon), ("speed", one.Speed)),
            };
        }

        return made;
    }

    sealed class Builder(int rows)
    {
        readonly Dictionary<FieldValue, int> _ids = [];

        public List<FieldValue> Values { get; } = [];

        public int[] Ids { get; } = new int[rows];

        public int Of(FieldValue value)
        {
            if (_ids.TryGetValue(value, out var id))
                return id;
            Values.Add(value);
            return _ids[value] = Values.Count - 1;
        }
    }
}
