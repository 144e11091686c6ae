using System.Runtime.InteropServices;

namespace Knooppunt.Detection;

/// <summary>What is usual at one hour of the day.</summary>
/// <param name="Days">How many days are known, those without anything too.</param>
/// <param name="Median">The middle figure of those days.</param>
/// <param name="Spread">
/// The robust standard deviation: 1.4826 times the median absolute deviation; where more than half of the days are equal, 1.2533 times the
/// mean absolute deviation (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993, which recommend 3.5 of them as the bound).
/// </param>
readonly record struct UsualHour(int Days, double Median, double Spread)
{
    /// <summary>Counts vary by chance with the root of what is expected (Poisson): a spread below that is luck, not regularity.</summary>
    public double SpreadOfCounts => Math.Max(Spread, Math.Sqrt(Math.Max(Median, 1)));
}

/// <summary>The figures of one key per hour, from the oldest on; hours without anything take no room.</summary>
sealed class HourHistory
{
    struct Figure
    {
        public double Sum;
        public int Hour;
        public bool Told;
    }

    readonly List<Figure> _figures = [];
    int _first;
    int? _judged;
    UsualHour? _usual;

    /// <param name="first">The first hour ever seen, in hours since the year 1.</param>
    public HourHistory(int first) => _first = first;

    public int Count => _figures.Count;

    /// <summary>How all that it counted must be handled.</summary>
    public Marks Marks { get; set; } = Marks.None;

    public int Newest => _figures.Count == 0 ? _first : _figures[^1].Hour;

    /// <summary>Adds to an hour; gives its figure now, and whether it was told. What lies further back than the days says nothing any more: it counts as told.</summary>
    public (double Figure, bool Told) Add(int hour, double amount, int days)
    {
        if (hour < Newest - (days * 24))
            return (0, true);
        _first = Math.Min(_first, hour);
        if (hour != _judged)
            _judged = null;
        var at = Find(hour);
        if (at < 0)
            _figures.Insert(at = ~at, new Figure { Hour = hour });
        var figures = CollectionsMarshal.AsSpan(_figures);
        figures[at].Sum += amount;
        var result = (figures[at].Sum, figures[at].Told);
        if (at == _figures.Count - 1 && _figures[0].Hour < hour - (days * 24))
            _figures.RemoveRange(0, Find(hour - (days * 24)) is var kept && kept < 0 ? ~kept : kept);
        return result;
    }

    public void Tell(int hour) => CollectionsMarshal.AsSpan(_figures)[Find(hour)].Told = true;

    /// <summary>What is usual at this hour by the days before it; null when none is known.</summary>
    public UsualHour? Usual(int hour, int days)
    {
        if (_judged == hour)
            return _usual;
        _judged = hour;
        var known = (hour - Math.Max(_first, Newest - (days * 24))) / 24;
        if (known <= 0)
            return _usual = null;
        var figures = new double[known];
        var found = 0;
        for (var at = _figures.Count - 1; at >= 0 && found < known; at--)
        {
            var (before, rest) = Math.DivRem(hour - _figures[at].Hour, 24);
            if (rest == 0 && before > 0 && before <= known)
                figures[found++] = _figures[at].Sum;
        }

        var median = Median(figures);
        for (var i = 0; i < figures.Length; i++)
            figures[i] = Math.Abs(figures[i] - median);
        var mean = figures.Order().Sum() / known;
        var middle = Median(figures);
        return _usual = new UsualHour(known, median, middle > 0 ? 1.4826 * middle : 1.2533 * mean);
    }

    static double Median(double[] figures)
    {
        Array.Sort(figures);
        return (figures[(figures.Length - 1) / 2] + figures[figures.Length / 2]) / 2;
    }

    int Find(int hour)
    {
        // Nearly always it is the newest.
        if (_figures.Count > 0 && _figures[^1].Hour == hour)
            return _figures.Count - 1;
        var (low, high) = (0, _figures.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_figures[middle].Hour == hour)
                return middle;
            (low, high) = _figures[middle].Hour < hour ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }

    public void Write(SnapshotWriter writer)
    {
        writer.Int(_first);
        writer.Int(_figures.Count);
        foreach (var figure in _figures)
        {
            writer.Int(figure.Hour);
            writer.Int(figure.Told ? 1 : 0);
            writer.Double(figure.Sum);
        }

        Marks.Write(writer);
    }

    public static HourHistory Read(ref SnapshotReader reader)
    {
        var history = new HourHistory(reader.Int());
        for (var left = reader.Count(16); left > 0; left--)
            history._figures.Add(new Figure { Hour = reader.Int(), Told = reader.Int() != 0, Sum = reader.Double() });
        history.Marks = Marks.Read(ref reader);
        return history;
    }
}
