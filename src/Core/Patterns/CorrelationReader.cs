namespace Knooppunt.Patterns;

/// <summary>Reads correlations.</summary>
static class CorrelationReader
{
    static readonly string[] Kinds = ["event_count", "value_count", "temporal", "temporal_ordered", "value_sum", "value_avg", "value_percentile"];

    public static SigmaCorrelation? Read(YamlMap map, DocumentHead head, Complaints complaints)
    {
        var reader = new MapReader(map, complaints);
        var title = head.Title(reader);
        if (reader.Child("correlation", required: true) is not { } section)
            return null;
        var own = new MapReader(section, complaints);
        var kind = Kind(own, complaints);
        var rules = own.TextParts("rules");
        var timespan = own.Span("timespan");
        var aliases = Aliases(own, complaints);
        var condition = ConditionReader.Read(section, own.Part("condition"), kind, rules, complaints);
        var generate = own.Flag("generate") ?? reader.Flag("generate") ?? false;
        var groups = own.Texts("group-by");
        own.RefuseOthers("correlation");
        Check(section, kind, rules, timespan, complaints);
        if (complaints.Any)
            return null;
        return head.Fill(reader, new SigmaCorrelation
        {
            Place = head.Place(map),
            Id = "",
            Title = title,
            ContentHash = head.ContentHash,
            Text = head.Text,
            Kind = kind,
            Rules = [.. rules.Select(rule => rule.Value)],
            RuleParts = rules,
            ConditionPart = own.Part("condition") ?? section,
            AliasesPart = own.Part("aliases"),
            GroupBy = groups,
            Timespan = timespan!.Value,
            Aliases = aliases,
            Condition = condition.Bounds,
            Fields = condition.Fields,
            Percentile = condition.Percentile,
            Absent = condition.Absent,
            Generate = generate,
        });
    }

    static void Check(YamlMap section, CorrelationKind kind, IReadOnlyList<YamlText> rules, TimeSpan? timespan, Complaints complaints)
    {
        if (rules.Count == 0)
            complaints.Add(section, "\"rules\" is missing; name the rules that are correlated.");
        if (rules.Select(rule => rule.Value).Distinct(StringComparer.Ordinal).Count() < rules.Count)
            complaints.Add(section["rules"]!, "A rule stands twice in \"rules\"; they must differ.");
        if (rules.Count > 32)
            complaints.Add(section["rules"]!, "A correlation reads at most 32 rules.");
        if (timespan is null && section["timespan"] is null)
            complaints.Add(section, $"\"timespan\" is missing; \"{Kinds[(int)kind]}\" needs one.");
    }

    static CorrelationKind Kind(MapReader own, Complaints complaints)
    {
        var text = own.Required("type") ?? "";
        var index = Array.IndexOf(Kinds, text);
        if (index < 0 && text.Length > 0)
            complaints.Add(own.Part("type") ?? own.Map, $"\"{text}\" is not a type of correlation; choose from {string.Join(", ", Kinds)}.");
        return (CorrelationKind)Math.Max(index, 0);
    }

    static Dictionary<string, IReadOnlyDictionary<string, string>> Aliases(MapReader own, Complaints complaints)
    {
        var aliases = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var (alias, value) in own.Child("aliases")?.Entries ?? [])
        {
            var fields = new Dictionary<string, string>(StringComparer.Ordinal);
            if (value is not YamlMap byRule)
            {
                complaints.Add(value, $"The alias \"{alias.Value}\" must be a map from rule to field.");
                continue;
            }

            foreach (var (rule, field) in byRule.Entries)
            {
                if (field is YamlText text)
                    fields[rule.Value] = text.Value;
                else
                    complaints.Add(field, "An alias names one field per rule.");
            }

            aliases[alias.Value] = fields;
        }

        return aliases;
    }
}

/// <summary>A correlation's condition as read.</summary>
sealed record CorrelationCondition(IReadOnlyList<Bound> Bounds, IReadOnlyList<string> Fields, double? Percentile, IReadOnlyList<string> Absent);

/// <summary>Reads the condition of a correlation: a map of bounds, or the preview with rule names.</summary>
static class ConditionReader
{
    static readonly CorrelationCondition None = new([], [], null, []);

    public static CorrelationCondition Read(YamlMap section, YamlPart? part, CorrelationKind kind, IReadOnlyList<YamlText> rules, Complaints complaints)
    {
        switch (part)
        {
            case null when kind is CorrelationKind.Temporal or CorrelationKind.TemporalOrdered:
                return None;
            case YamlMap map:
                return Bounds(map, kind, complaints);
            case YamlText text when kind is CorrelationKind.Temporal or CorrelationKind.TemporalOrdered:
                return Named(text, rules, complaints);
            case null:
                complaints.Add(section, "\"condition\" is missing; say how much is needed, for example gte: 5.");
                return None;
            default:
                complaints.Add(part, "\"condition\" must be a map such as gte: 5.");
                return None;
        }
    }

    static CorrelationCondition Bounds(YamlMap map, CorrelationKind kind, Complaints complaints)
    {
        var reader = new MapReader(map, complaints);
        var bounds = new List<Bound>();
        Add("gt", Order.Greater);
        Add("gte", Order.GreaterOrEqual);
        Add("lt", Order.Less);
        Add("lte", Order.LessOrEqual);
        Add("eq", Order.Equal);
        Add("neq", Order.Equal, not: true);
        var fields = reader.Texts("field");
        var percentile = reader.Number("percentile");
        reader.RefuseOthers("condition");
        if (bounds.Count == 0 && !map.Entries.Any(entry => entry.Key.Value is "gt" or "gte" or "lt" or "lte" or "eq" or "neq"))
            complaints.Add(map, "The condition needs gt, gte, lt, lte, eq or neq.");
        var reads = kind is not (CorrelationKind.EventCount or CorrelationKind.Temporal or CorrelationKind.TemporalOrdered);
        if (reads != fields.Count > 0)
            complaints.Add(map, reads ? "The condition needs \"field\": whose values are counted or summed?" : "This type counts events, not values; \"field\" does not belong here.");
        if (fields.Count > 1 && kind != CorrelationKind.ValueCount)
            complaints.Add(map["field"]!, "Only value_count reads several fields.");
        if (percentile is not null && (kind != CorrelationKind.ValuePercentile || percentile is < 0 or > 100))
            complaints.Add(map["percentile"]!, "\"percentile\" is a number from 0 to 100 and belongs to value_percentile.");
        return new CorrelationCondition(bounds, fields, percentile, []);

        void Add(string key, Order order, bool not = false)
        {
            if (reader.Number(key) is { } value)
                bounds.Add(new Bound(order, not, value));
        }
    }

    /// <summary>The preview: <c>a and b and not c</c> (SigmaHQ/sigma-specification, issue 198).</summary>
    static CorrelationCondition Named(YamlText text, IReadOnlyList<YamlText> rules, Complaints complaints)
    {
        var (tree, wrong) = ConditionText.Read(text.Value);
        if (tree is null)
        {
            complaints.Add(text, wrong!);
            return None;
        }

        var parts = tree is Condition.Both both ? both.Parts : [tree];
        var absent = new List<string>();
        var present = new List<string>();
        foreach (var part in parts)
        {
            if (part is Condition.Name name)
                present.Add(name.Value);
            else if (Negated(part) is { } names)
                absent.AddRange(names);
            else
                complaints.Add(text, "A correlation's condition by name joins rules with \"and\" and \"and not\" only, for example a and not b.");
        }

        var known = rules.Select(rule => rule.Value).ToHashSet(StringComparer.Ordinal);
        if (present.Concat(absent).FirstOrDefault(name => !known.Contains(name)) is { } stranger)
            complaints.Add(text, $"\"{stranger}\" is not in \"rules\".");
        else if (present.Count == 0 || present.Count + absent.Count != known.Count || present.Intersect(absent).Any())
            complaints.Add(text, "The condition must name every rule of \"rules\" once, and at least one without \"not\".");
        return new CorrelationCondition([], [], null, absent);
    }

    static List<string>? Negated(Condition part)
    {
        if (part is not Condition.Not { Part: var inner })
            return null;
        if (inner is Condition.Name name)
            return [name.Value];
        return inner is Condition.Either either && either.Parts.All(one => one is Condition.Name)
            ? [.. either.Parts.Cast<Condition.Name>().Select(one => one.Value)]
            : null;
    }
}
