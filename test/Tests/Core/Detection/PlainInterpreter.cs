using Knooppunt.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Detection;

/// <summary>
/// The meaning of docs/engine.md, written to be read: no index, no state but everything that was seen. Slow on purpose.
/// </summary>
sealed class PlainInterpreter(IReadOnlyList<PatternDocument> documents, TimeSpan? lateness)
{
    sealed record Seen(string Node, Observation Event, long Offset, DateTimeOffset Time);

    sealed record Waiting(SigmaCorrelation Rule, string Key, DateTimeOffset Start, DateTimeOffset Opened, long Offset, long[] Evidence, Fields Group);

    // Marks a number in a key, which is another group than the same digits as text.
    const string AsNumber = "\u0001";

    readonly List<Seen> _seen = [];
    readonly List<Waiting> _waiting = [];
    readonly List<string> _found = [];
    DateTimeOffset? _watermark;

    public IReadOnlyList<string> Found => _found;

    public static string Describe(Match match) =>
        Line(match.RuleId, string.Join(",", match.Key.Select(pair => $"{pair.Key}={pair.Value}")), match.Time, match.WindowStart, match.Offset, match.Evidence);

    static string Line(string rule, string key, DateTimeOffset time, DateTimeOffset from, long offset, IEnumerable<long> evidence) =>
        $"{rule} [{key.Replace(AsNumber, "", StringComparison.Ordinal)}] {time:O} {from:O} @{offset} ({string.Join(' ', evidence)})";

    public void Take(Recorded recorded)
    {
        var (offset, observation) = (recorded.Offset, recorded.Observation);
        if (observation.Time < _watermark)
            return;
        var nodes = new HashSet<string>();
        foreach (var rule in documents.OfType<SigmaRule>().Where(rule => Holds(rule.Detection, observation)))
        {
            nodes.Add(rule.Id);
            if (Emits(rule.Id))
                _found.Add(Line(rule.Id, "", observation.Time, observation.Time, offset, [offset]));
        }

        Correlate(nodes, observation, offset, observation.Time);
        if (lateness is { } late)
            Tick(observation.Time - late);
    }

    public void Tick(DateTimeOffset to)
    {
        if (to <= _watermark)
            return;
        while (_waiting.Where(wait => wait.Start + wait.Rule.Timespan < to).MinBy(wait => wait.Start + wait.Rule.Timespan) is { } due)
        {
            _waiting.Remove(due);
            var deadline = due.Start + due.Rule.Timespan;
            if (Emits(due.Rule.Id))
                _found.Add(Line(due.Rule.Id, due.Key, deadline, due.Start, due.Offset, due.Evidence));
            Correlate([due.Rule.Id], RandomWork.Event(deadline, due.Group), due.Offset, deadline);
        }

        _watermark = to;
    }

    void Correlate(HashSet<string> nodes, Observation observation, long offset, DateTimeOffset time)
    {
        foreach (var rule in documents.OfType<SigmaCorrelation>())
        {
            if (!rule.Rules.Any(nodes.Contains))
                continue;
            foreach (var member in rule.Rules.Where(nodes.Contains))
                _seen.Add(new Seen(rule.Id + "/" + member, observation, offset, time));
            var keys = rule.Rules.Where(nodes.Contains).Select(member => KeyOf(rule, member, observation)).OfType<string>().Distinct().ToList();
            foreach (var key in keys)
            {
                if (rule.IsAbsence)
                    Wait(rule, nodes, key, observation, offset, time);
                else if (Evidence(rule, nodes, key, observation, offset, time) is { } evidence)
                {
                    nodes.Add(rule.Id);
                    if (Emits(rule.Id))
                        _found.Add(Line(rule.Id, key, time, time - rule.Timespan, offset, evidence));
                }
            }
        }
    }

    bool Emits(string id)
    {
        var above = documents.OfType<SigmaCorrelation>().Where(rule => rule.Rules.Contains(id)).ToList();
        return above.Count == 0 || above.Any(rule => rule.Generate);
    }

    static string? KeyOf(SigmaCorrelation rule, string member, Observation observation)
    {
        var parts = new List<string>();
        foreach (var group in rule.GroupBy)
        {
            var field = rule.Aliases.TryGetValue(group, out var byRule) && byRule.TryGetValue(member, out var other) ? other : group;
            if (observation.Data[field] is not { Kind: not FieldKind.None } value)
                return null;
            parts.Add($"{group}={value}{(value.Kind == FieldKind.Number ? AsNumber : "")}");
        }

        return string.Join(",", parts);
    }

    static Fields GroupOf(SigmaCorrelation rule, string member, Observation observation)
    {
        var fields = new Fields.Builder();
        foreach (var group in rule.GroupBy)
            fields.Set(group, observation.Data[rule.Aliases.TryGetValue(group, out var byRule) && byRule.TryGetValue(member, out var other) ? other : group]);
        return fields.Build();
    }

    List<Seen> Window(SigmaCorrelation rule, string member, string key, DateTimeOffset time) =>
        [.. _seen.Where(seen => seen.Node == rule.Id + "/" + member && seen.Time >= time - rule.Timespan && seen.Time <= time && KeyOf(rule, member, seen.Event) == key)
            .OrderBy(seen => seen.Time).ThenBy(seen => seen.Offset)];

    long[]? Evidence(SigmaCorrelation rule, HashSet<string> nodes, string key, Observation observation, long offset, DateTimeOffset time)
    {
        var windows = rule.Rules.Select(member => Window(rule, member, key, time)).ToList();
        var events = windows.SelectMany(window => window).DistinctBy(seen => seen.Offset).OrderBy(seen => seen.Time).ThenBy(seen => seen.Offset).ToList();
        var offsets = events.Select(seen => seen.Offset).Order().ToArray();
        switch (rule.Kind)
        {
            case CorrelationKind.Temporal:
                var count = windows.Count(window => window.Count > 0);
                return (rule.Condition.Count == 0 ? count == rule.Rules.Count : rule.Condition.All(bound => bound.Holds(count))) ? offsets : null;
            case CorrelationKind.TemporalOrdered:
                var last = rule.Rules[^1];
                return nodes.Contains(last) && KeyOf(rule, last, observation) == key && ChainTo(windows, windows.Count - 1, offset, time) is not null ? offsets : null;
            default:
                return Counted(rule, events, offset);
        }
    }

    static long[]? Counted(SigmaCorrelation rule, List<Seen> events, long offset)
    {
        double? Number(Seen seen) => double.TryParse(seen.Event.Data[rule.Fields[0]].ToString(), out var number) ? number : null;
        var counts = rule.Kind switch
        {
            CorrelationKind.EventCount => events,
            CorrelationKind.ValueCount => [.. events.Where(seen => seen.Event.Data[rule.Fields[0]].Kind != FieldKind.None)],
            _ => [.. events.Where(seen => Number(seen) is not null)],
        };
        if (counts.All(seen => seen.Offset != offset))
            return null;
        var figure = rule.Kind switch
        {
            CorrelationKind.EventCount => counts.Count,
            CorrelationKind.ValueCount => counts.Select(seen => seen.Event.Data[rule.Fields[0]]).Distinct().Count(),
            CorrelationKind.ValueSum => counts.Sum(seen => Number(seen)!.Value),
            CorrelationKind.ValueAvg => counts.Sum(seen => Number(seen)!.Value) / counts.Count,
            _ => counts.Select(seen => Number(seen)!.Value).Order().ElementAt(Math.Max(1, (int)Math.Ceiling(rule.Percentile!.Value / 100 * counts.Count)) - 1),
        };
        return rule.Condition.All(bound => bound.Holds(figure)) ? [.. counts.Select(seen => seen.Offset).Order()] : null;
    }

    /// <summary>Any chain through the windows that ends at this event; of all, the one with the latest steps.</summary>
    static List<Seen>? ChainTo(List<List<Seen>> windows, int step, long offset, DateTimeOffset time)
    {
        var own = windows[step].Single(seen => seen.Offset == offset);
        if (step == 0)
            return [own];
        foreach (var before in windows[step - 1].Where(seen => seen.Time < time || (seen.Time == time && seen.Offset < offset)).Reverse())
        {
            if (ChainTo(windows, step - 1, before.Offset, before.Time) is { } chain)
                return [.. chain, own];
        }

        return null;
    }

    void Wait(SigmaCorrelation rule, HashSet<string> nodes, string key, Observation observation, long offset, DateTimeOffset time)
    {
        bool Has(string member) => nodes.Contains(member) && KeyOf(rule, member, observation) == key;
        var present = rule.Rules.Where(member => !rule.Absent.Contains(member)).ToList();
        if (rule.Absent.Any(Has))
            End();
        if (!present.Any(Has))
            return;
        var windows = present.ConvertAll(member => Window(rule, member, key, time));
        if (windows.Any(window => window.Count == 0))
            return;
        long[] evidence = [offset];
        var start = time;
        if (present.Count > 1 && rule.Kind == CorrelationKind.TemporalOrdered)
        {
            if (!Has(present[^1]) || ChainTo(windows, present.Count - 1, offset, time) is not { } chain)
                return;
            (start, evidence) = (chain[0].Time, [.. chain.Select(seen => seen.Offset)]);
        }
        else if (present.Count > 1)
        {
            start = windows.Min(window => window[^1].Time);
            evidence = [.. windows.SelectMany(window => window).Where(seen => seen.Time >= start).Select(seen => seen.Offset).Distinct().Order()];
        }

        End();
        _waiting.Add(new Waiting(rule, key, start, time, offset, evidence, GroupOf(rule, present.First(Has), observation)));

        void End() => _waiting.RemoveAll(wait => wait.Rule == rule && wait.Key == key && wait.Opened <= time && time <= wait.Start + rule.Timespan);
    }

    static bool Holds(Clause clause, Observation observation) => clause switch
    {
        AllOf all => all.Parts.All(part => Holds(part, observation)),
        AnyOf any => any.Parts.Any(part => Holds(part, observation)),
        NotOf not => !Holds(not.Part, observation),
        Test { Field: null } test => observation.Data.Any(field => test.What.Matches(field.Value, present: true)),
        Test test => test.What.Matches(observation.Data[test.Field!], observation.Data.Has(test.Field!)),
        Comparison compared => FieldsCompared.Holds(compared, observation.Data[compared.Field], observation.Data[compared.Other]),
        _ => throw new InvalidOperationException(),
    };
}
