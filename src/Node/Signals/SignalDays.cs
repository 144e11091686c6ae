namespace Knooppunt.Node.Signals;

/// <summary>Signals per site and day, by good and modus: what one walk over them counted.</summary>
sealed class SignalDays(IReadOnlyDictionary<(string Site, DateOnly Day, string Good, string Modus), (int Standing, int Confirmed)> counted)
{
    /// <summary>Those that nobody judged not to hold. A day with others alone has 0.</summary>
    public IReadOnlyDictionary<(string Site, DateOnly Day), int> Standing => Sum(line => line.Value.Standing);

    /// <summary>Those that somebody confirmed. A day with others alone has 0.</summary>
    public IReadOnlyDictionary<(string Site, DateOnly Day), int> Confirmed => Sum(line => line.Value.Confirmed);

    /// <summary>Of those that nobody judged not to hold, the ones about a good: one of <see cref="SignalCounts.Goods"/> or <see cref="SignalCounts.Other"/>.</summary>
    public IReadOnlyDictionary<(string Site, DateOnly Day), int> About(string good) => Sum(line => line.Key.Good == good ? line.Value.Standing : 0);

    /// <summary>Of those that nobody judged not to hold, the ones whose leading pattern is of a script, or of none (<see cref="SignalCounts.Other"/>).</summary>
    public IReadOnlyDictionary<(string Site, DateOnly Day), int> Fitting(string modus) => Sum(line => line.Key.Modus == modus ? line.Value.Standing : 0);

    Dictionary<(string Site, DateOnly Day), int> Sum(Func<KeyValuePair<(string Site, DateOnly Day, string Good, string Modus), (int Standing, int Confirmed)>, int> count) =>
        counted.GroupBy(line => (line.Key.Site, line.Key.Day)).ToDictionary(day => day.Key, day => day.Sum(count));
}
