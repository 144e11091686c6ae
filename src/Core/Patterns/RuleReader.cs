namespace Knooppunt.Patterns;

/// <summary>Reads rules and filters.</summary>
static class RuleReader
{
    public static SigmaRule? Rule(YamlMap map, DocumentHead head, Complaints complaints)
    {
        var reader = new MapReader(map, complaints);
        var title = head.Title(reader);
        var logsource = LogsourceOf(reader, complaints);
        if (reader.Child("detection") is not { } detection)
        {
            complaints.Add(map, "\"detection\" is missing; a rule needs selections and a condition.");
            return null;
        }

        var selections = new DetectionReader(complaints);
        if (selections.Read(detection, []) is not { } clause || logsource is null)
            return null;
        return head.Fill(reader, new SigmaRule
        {
            Place = head.Place(map),
            Id = "",
            Title = title,
            ContentHash = head.ContentHash,
            Text = head.Text,
            Logsource = logsource,
            Fields = reader.Texts("fields"),
            Detection = clause,
            Selections = selections.Selections,
        });
    }

    public static SigmaFilter? Filter(YamlMap map, DocumentHead head, Complaints complaints)
    {
        var reader = new MapReader(map, complaints);
        var title = head.Title(reader);
        var logsource = LogsourceOf(reader, complaints);
        if (reader.Child("filter", required: true) is not { } filter)
            return null;
        var rules = new MapReader(filter, complaints).TextParts("rules");
        if (rules.Count == 0)
            complaints.Add(filter, "\"rules\" is missing; name the rules to which the filter is added, or any (filters specification, \"Relative rules\").");
        if (new DetectionReader(complaints).Read(filter, ["rules"]) is not { } clause || logsource is null)
            return null;
        return head.Fill(reader, new SigmaFilter
        {
            Place = head.Place(map),
            Id = "",
            Title = title,
            ContentHash = head.ContentHash,
            Text = head.Text,
            Logsource = logsource,
            Rules = rules is [{ Value: "any" }] ? [] : [.. rules.Select(rule => rule.Value)],
            RuleParts = rules,
            Away = AwayOf(clause),
        });
    }

    // The specification's example names what is taken away; pySigma writes what stays: "not a", or "not a and not b".
    static Clause AwayOf(Clause clause) => clause switch
    {
        NotOf not => not.Part,
        AllOf { Parts: [NotOf, ..] all } when all.All(part => part is NotOf) => new AnyOf([.. all.Cast<NotOf>().Select(not => not.Part)]),
        _ => clause,
    };

    static Logsource? LogsourceOf(MapReader reader, Complaints complaints)
    {
        if (reader.Child("logsource") is not { } map)
        {
            if (reader.Part("logsource") is null or YamlText { IsNull: true })
                complaints.Add(reader.Part("logsource") ?? reader.Map, "\"logsource\" is missing; say what the events are (category, product, service).");
            return null;
        }

        var child = new MapReader(map, complaints);
        var logsource = new Logsource(child.Text("category"), child.Text("product"), child.Text("service"));
        if (logsource is { Category: null, Product: null, Service: null })
            complaints.Add(map, "\"logsource\" must name a category, a product or a service.");
        return logsource;
    }
}
