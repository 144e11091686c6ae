using Knooppunt.Observations;

namespace Knooppunt.Detection.Backtest;

/// <summary>A part of a journal that was deleted past its term.</summary>
/// <param name="Class">Retention class.</param>
/// <param name="Day">Day of arrival.</param>
public readonly record struct EndedPart(string Class, DateOnly Day);

/// <summary>Observations that were left out for one reason.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Article">The article on which it rests.</param>
/// <param name="Why">The reason in Dutch.</param>
/// <param name="WhyEnglish">The reason in English.</param>
public readonly record struct Withheld(long Rows, string Article, string Why, string WhyEnglish);

/// <summary>What of the asked days a backtest could lawfully read in one journal.</summary>
/// <param name="Journal">The journal.</param>
/// <param name="Asked">How many days were asked.</param>
/// <param name="Covered">The days of which nothing that the pattern reads is known to be gone, and something was read.</param>
/// <param name="Read">Observations read in the asked time.</param>
/// <param name="Withheld">Observations left out because this person may not have them compared, by reason.</param>
/// <param name="Ended">Retention classes of which days were deleted past their term, with how many of the asked days.</param>
/// <param name="Damaged">Segments that are missing, damaged or without their key: what they are called, and why they were passed over.</param>
public sealed record JournalCoverage(string Journal, int Asked, IReadOnlySet<DateOnly> Covered, long Read, IReadOnlyList<Withheld> Withheld,
    IReadOnlyList<(string Class, int Days)> Ended, IReadOnlyList<string> Damaged)
{
    /// <summary>Types of observation that the pattern names and of which nothing was met; then "no hits" says little.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}

/// <summary>Keeps what a backtest could and could not read of one journal.</summary>
/// <param name="plan">The tried pattern: of classes in which nothing lies that it reads, days may be gone without harm.</param>
/// <param name="first">First asked day, local.</param>
/// <param name="last">Last asked day.</param>
public sealed class CoverageBook(Plan plan, DateOnly first, DateOnly last)
{
    const int MostDamage = 200;
    readonly Dictionary<string, HashSet<ObservationType>> _classes = new(StringComparer.Ordinal);
    readonly HashSet<DateOnly> _seen = [], _damagedDays = [];
    readonly SortedSet<string> _damaged = new(StringComparer.Ordinal);
    readonly Dictionary<(string Article, string Why, string WhyEnglish), long> _withheld = [];
    readonly List<EndedPart> _ended = [];
    long _read;

    /// <summary>Rows of a class were read that fall on an asked day.</summary>
    public void Read(DateOnly day, long rows)
    {
        _seen.Add(day);
        _read += rows;
    }

    /// <summary>A type of observation lies in a retention class.</summary>
    public void Holds(string retentionClass, ObservationType type)
    {
        if (!_classes.TryGetValue(retentionClass, out var types))
            _classes[retentionClass] = types = [];
        types.Add(type);
    }

    /// <summary>Rows were left out because the table of access says so.</summary>
    public void Withhold(in Withheld withheld)
    {
        var reason = (withheld.Article, withheld.Why, withheld.WhyEnglish);
        _withheld[reason] = _withheld.GetValueOrDefault(reason) + withheld.Rows;
    }

    /// <summary>A part was deleted past its term.</summary>
    public void End(EndedPart part) => _ended.Add(part);

    /// <summary>A part is missing, damaged or without its key.</summary>
    /// <param name="sentence">What it is called and why it was passed over.</param>
    /// <param name="days">Days of which something is gone by it; none when only its arrival day is known to lie outside.</param>
    public void Damage(string sentence, IEnumerable<DateOnly> days)
    {
        if (_damaged.Count < MostDamage)
            _damaged.Add(sentence);
        _damagedDays.UnionWith(days);
    }

    /// <summary>What was covered.</summary>
    public JournalCoverage Result(string journal)
    {
        var gone = _ended.Where(part => part.Day >= first && part.Day <= last && Matters(part.Class)).ToList();
        var lost = gone.Select(part => part.Day).Concat(_damagedDays).ToHashSet();
        return new(journal, last.DayNumber - first.DayNumber + 1, _seen.Where(day => day >= first && day <= last && !lost.Contains(day)).ToHashSet(), _read,
            [.. _withheld.OrderByDescending(reason => reason.Value).Select(reason => new Withheld(reason.Value, reason.Key.Article, reason.Key.Why, reason.Key.WhyEnglish))],
            [.. gone.GroupBy(part => part.Class).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, group.Select(part => part.Day).Distinct().Count()))], [.. _damaged])
        {
            Missing = [.. Named().Except(_classes.Values.SelectMany(types => types).Select(type => type.Name)).Order(StringComparer.Ordinal)],
        };
    }

    // What is derived is made here; it needs what that is made of.
    IEnumerable<string> Named() => plan.InOrder.Select(rule => rule.Document.Logsource).Where(logsource => logsource.IsKnooppunt).Select(logsource => logsource.Service).OfType<string>()
        .Except(plan.Derived.Select(derived => derived.Makes)).Union(plan.Derived.Select(derived => derived.From));

    // Of a class that is gone altogether nobody can say what lay in it.
    bool Matters(string retentionClass) => !_classes.TryGetValue(retentionClass, out var types) || types.Any(plan.Reads);
}
