using Knooppunt.Detection;
using Knooppunt.Observations;
using Knooppunt.Patterns;
using Knooppunt.Tests.Core.Detection;

namespace Knooppunt.Tests.Conformance;

/// <summary>A sentence of the specification with a pattern and events that hold the engine to it. README.md says how it is written.</summary>
sealed record ConformanceCase(string File, int Line, string Section, string Says, string Text, IReadOnlyList<Recorded> Events, IReadOnlyList<string> Expected, string? Complaint, bool Strict, Logsource? Are)
{
    static readonly Dictionary<string, IReadOnlyList<string>> Placeholders = new() { ["names"] = ["bob", "carol"], ["Servers"] = ["srv*"] };

    public static IEnumerable<ConformanceCase> In(string file) =>
        YamlDocuments.Read(Path.GetFileName(file), System.IO.File.ReadAllText(file)).Where(document => document.Root is not null || document.Complaint is not null).Select(document => Of(Path.GetFileName(file), document));

    static ConformanceCase Of(string file, YamlDocument document)
    {
        var map = Assert.IsType<YamlMap>(document.Root);
        string? Text(string key) => (map[key] as YamlText)?.Value;
        Assert.Empty(map.Entries.Select(entry => entry.Key.Value).Except(["section", "says", "lines", "detection", "file", "events", "hits", "complaint", "strict", "are"]));
        var pattern = Text("file") ?? $"title: R\nlogsource: {{category: t}}\ndetection:\n{Indented(Text("detection") ?? $"s:\n{Indented(Text("lines")!)}\ncondition: s")}\n";
        var events = (map["events"] as YamlList)?.Items.Select((item, i) => Event(i + 1, Assert.IsType<YamlMap>(item))).ToList() ?? [];
        var hits = (map["hits"] as YamlList)?.Items.Select(item => ((YamlText)item).Value).ToList() ?? [];
        return new(file, map.Line, Text("section")!, Text("says")!, pattern, events, hits, Text("complaint"), Text("strict") == "true", LogsourceOf(map["are"] as YamlMap));
    }

    static Logsource? LogsourceOf(YamlMap? map)
    {
        string? Text(string key) => (map[key] as YamlText)?.Value;
        return map is null ? null : new(Text("category"), Text("product"), Text("service"));
    }

    static string Indented(string text) => string.Join('\n', text.TrimEnd().Split('\n').Select(line => "  " + line));

    /// <summary>The key <c>at</c> is the event's time in seconds; without it events come a second apart.</summary>
    static Recorded Event(int number, YamlMap map)
    {
        var data = new Fields.Builder();
        var at = (double)number;
        foreach (var (key, value) in map.Entries)
        {
            if (key.Value == "at")
                at = ((YamlText)value).Number!.Value;
            else
                data.Set(key.Value, Value(value));
        }

        return new Recorded(number, RandomWork.Event(RandomWork.Start.AddSeconds(at), data.Build()));
    }

    static FieldValue Value(YamlPart part) => part switch
    {
        YamlText { IsNull: true } => default,
        YamlText { Number: { } number } => number,
        YamlText { Flag: { } flag } => FieldValue.Of(flag),
        YamlText text => text.Value,
        YamlList list => FieldValue.Of([.. list.Items.Select(Value)]),
        _ => throw new InvalidOperationException("An event has texts, numbers, flags and lists."),
    };

    /// <summary>What goes wrong; null when the engine does as the sentence says.</summary>
    public string? Wrong()
    {
        var read = PatternFile.Parse("case.yml", Text);
        var plan = Plan.Compile(read.Documents, new PlanOptions { Placeholders = Placeholders, Strict = Strict, Logsource = Are });
        var complaints = read.Complaints.Concat(plan.Complaints).Select(complaint => complaint.ToString()).ToList();
        if (Complaint is not null)
            return complaints.Exists(complaint => complaint.Contains(Complaint, StringComparison.Ordinal)) ? null : $"no complaint says \"{Complaint}\"; there are: {string.Join(" / ", complaints)}";
        if (complaints.Count > 0)
            return string.Join(" / ", complaints);
        var state = new DetectionState(plan);
        var found = Detector.Step(state, [.. Events]).Concat(Detector.Tick(state, RandomWork.Start.AddDays(10)))
            .Select(match => read.Documents.Count == 1 ? $"{match.Offset}" : $"{match.RuleId}@{match.Offset}").ToList();
        return found.SequenceEqual(Expected) ? null : $"expected [{string.Join(", ", Expected)}], found [{string.Join(", ", found)}]";
    }
}
