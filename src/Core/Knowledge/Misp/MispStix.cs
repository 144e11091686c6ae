using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Knooppunt.Knowledge.Authoring;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Observations;

namespace Knooppunt.Knowledge.Misp;

/// <summary>
/// What an event of MISP says, as STIX objects that travel like any other. An event that carries a crime script whole becomes that script; of others the sigma rules become indicators, the measures
/// courses of action, the crime-script clusters attack-patterns, and the texts notes, held together by a report. The same event gives the same ids, a later one later versions of them.
/// </summary>
public static partial class MispStix
{
    /// <summary>The objects of an event; none when it holds nothing that is used here.</summary>
    /// <param name="of">The event.</param>
    /// <param name="source">Name for complaints.</param>
    /// <param name="complaints">Takes what is wrong with the script that it carries.</param>
    public static IReadOnlyList<StixObject> Of(MispEvent of, string source, ICollection<Complaint> complaints)
    {
        ArgumentNullException.ThrowIfNull(of);
        ArgumentNullException.ThrowIfNull(complaints);
        var maker = ScriptExtension.Maker($"misp/{of.MakerUuid}", of.Maker, "organization", DateTimeOffset.UnixEpoch);
        var (tlp, pap) = (MispMarks.TlpOf(of), MispMarks.PapOf(of));
        return ScriptOf(of, source, complaints) is { } script ? Script(of, script, maker, tlp, pap) : new Making(of, maker, tlp, pap).Objects();
    }

    /// <summary>The Sigma rules that an event carries, by their Sigma id.</summary>
    public static IReadOnlyDictionary<string, SharedPattern> Patterns(MispEvent of)
    {
        ArgumentNullException.ThrowIfNull(of);
        var patterns = new Dictionary<string, SharedPattern>(StringComparer.Ordinal);
        foreach (var (rule, name, since, warning) in Rules(of))
        {
            if (SharedPattern.IdOf(rule) is { } id)
                patterns.TryAdd(id, new(id, name, rule, since) { Warning = warning });
        }

        return patterns;
    }

    static CrimeScript? ScriptOf(MispEvent of, string source, ICollection<Complaint> complaints) =>
        of.Attributes.FirstOrDefault(attribute => attribute.Data is not null) is not { Data: { } data } carried ? null
        : data.Length > ScriptText.Longest ? Refused(complaints, new(source, Part: carried.Value), $"The script has {data.Length:N0} bytes; at most {ScriptText.Longest:N0} are read.")
        : ScriptText.Read(Encoding.UTF8.GetString(data.Span), carried.Value, complaints);

    static CrimeScript? Refused(ICollection<Complaint> complaints, InputPlace place, string sentence)
    {
        complaints.Add(new(place, sentence));
        return null;
    }

    static IReadOnlyList<StixObject> Script(MispEvent of, CrimeScript script, StixObject maker, Tlp tlp, Pap pap)
    {
        var sources = of.Attributes.Where(attribute => attribute.Type == "link" && Tagged().IsMatch(attribute.Comment)).Select(attribute => (attribute.Value, Match: Tagged().Match(attribute.Comment)))
            .Select(link => new ScriptSource(link.Match.Groups[1].Value, link.Value, link.Match.Groups[2].Value is { Length: > 0 } title ? title : null));
        // The strictest mark counts: that of the event, or that of the script in it.
        var marked = script with { Tlp = (Tlp)Math.Max((byte)script.Tlp, (byte)tlp), Pap = (Pap)Math.Max((byte)script.Pap, (byte)pap) };
        var created = Created(of, script.Modified);
        return [.. ScriptStix.Write(marked, maker, Patterns(of), [.. sources]).Select(one => one.CreatedBy == maker.Id ? MadeAt(one, created) : one)];
    }

    // The day of the event stays when it changes, as the moment of creation of an object must (STIX 2.1, section 3.6).
    static DateTimeOffset Created(MispEvent of, DateTimeOffset changed) => new DateTimeOffset(of.Date, TimeOnly.MinValue, TimeSpan.Zero) is var day && day < changed ? day : changed;

    static StixObject MadeAt(StixObject one, DateTimeOffset created)
    {
        var properties = one.ToProperties();
        properties["created"] = StixTime.Format(created);
        return StixObject.From(properties);
    }

    static IEnumerable<(string Rule, string Name, DateTimeOffset Since, string? Warning)> Rules(MispEvent of)
    {
        foreach (var attribute in of.Attributes.Where(attribute => attribute.Type == "sigma"))
            yield return (Whole(attribute.Value), Title(attribute.Value), of.Changed, Said(attribute.Comment));
        foreach (var one in of.Objects.Where(one => one.Template == MispTemplate.Sigma.Name))
        {
            if (one.Attributes.FirstOrDefault(attribute => attribute.Relation == "sigma") is not { Value: var rule } found)
                continue;
            yield return (Whole(rule), ValueOf(one, "sigma-rule-name") ?? Title(rule), StixTime.TryParse(ValueOf(one, "comment"), out var since) ? since : of.Changed, Said(found.Comment));
        }
    }

    static string? Said(string comment) => comment.Length > 0 ? comment : null;

    // MISP takes white space off the ends of a value.
    static string Whole(string rule) => rule.EndsWith('\n') ? rule : rule + "\n";

    static string Title(string rule) => TitleLine().Match(rule) is { Success: true } found ? found.Groups[1].Value.Trim() : "Sigma rule";

    static string? ValueOf(MispObject one, string relation) => one.Attributes.FirstOrDefault(attribute => attribute.Relation == relation)?.Value;

    [GeneratedRegex("^([A-Za-z0-9-]{1,60})(?:: (.*))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Tagged();

    [GeneratedRegex("^title: *['\"]?([^'\"\\r\\n]{1,256})", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex TitleLine();

    /// <summary>Makes the objects of an event that carries no script.</summary>
    sealed class Making(MispEvent of, StixObject maker, Tlp tlp, Pap pap)
    {
        readonly List<StixObject> _made = [];

        public IReadOnlyList<StixObject> Objects()
        {
            foreach (var (rule, name, since, warning) in Rules(of))
            {
                var said = Described(name, warning);
                said["indicator_types"] = new JsonArray("anomalous-activity");
                said["pattern"] = rule;
                said["pattern_type"] = "sigma";
                said["valid_from"] = StixTime.Format(since);
                // To which ways of working it belongs, by the galaxy of crime scripts.
                if (of.Clusters.Count > 0)
                    said["labels"] = new JsonArray([.. of.Clusters.Select(MispGalaxy.TagOf).Distinct().Select(tag => (JsonNode?)tag)]);
                Add("indicator", SharedPattern.IdOf(rule) ?? rule, said);
            }

            foreach (var one in of.Objects.Where(one => one.Template == MispTemplate.CourseOfAction.Name && ValueOf(one, "name") is not null))
                Add("course-of-action", one.Uuid.ToString("D"), Described(ValueOf(one, "name")!, ValueOf(one, "description") ?? ValueOf(one, "objective")));
            foreach (var cluster in of.Clusters)
                Add("attack-pattern", cluster.Uuid.ToString("D"), Described(cluster.Value, cluster.Description));
            var subjects = _made.ToArray();
            if (subjects.Length == 0)
                return [];
            foreach (var (key, text) in Texts())
                Add("note", key, new() { ["content"] = text, ["object_refs"] = Ids(subjects) });
            Add("report", of.Uuid.ToString("D"), Report());
            return [maker, .. _made, Marks.Of(tlp), Marks.Of(pap)];
        }

        IEnumerable<(string Key, string Text)> Texts() =>
        [
            .. of.Attributes.Where(attribute => attribute.Type is "text" or "comment").Select(attribute => (attribute.Uuid.ToString("D"), attribute.Value)),
            .. of.Objects.Where(one => one.Template == MispTemplate.Report.Name).SelectMany(one => one.Attributes.Where(attribute => attribute.Relation == "summary")).Select(attribute => (attribute.Uuid.ToString("D"), attribute.Value)),
        ];

        JsonObject Report()
        {
            var report = new JsonObject { ["name"] = of.Info, ["report_types"] = new JsonArray("attack-pattern"), ["published"] = StixTime.Format(of.Changed), ["object_refs"] = Ids(_made) };
            JsonArray links = [.. of.Attributes.Concat(of.Objects.SelectMany(one => one.Attributes)).Where(attribute => attribute.Type == "link").DistinctBy(attribute => attribute.Value)
                .Select(attribute => (JsonNode?)new JsonObject { ["source_name"] = attribute.Comment.Length > 0 ? attribute.Comment : "MISP", ["url"] = attribute.Value })];
            if (links.Count > 0)
                report["external_references"] = links;
            return report;
        }

        void Add(string type, string key, JsonObject own)
        {
            var id = StixId.Named(type, $"{maker.Id}/{of.Uuid}/{key}");
            if (_made.Exists(one => one.Id == id))
                return;
            var properties = new JsonObject
            {
                ["type"] = type,
                ["spec_version"] = "2.1",
                ["id"] = id.ToString(),
                ["created_by_ref"] = maker.Id.ToString(),
                ["created"] = StixTime.Format(Created(of, of.Changed)),
                ["modified"] = StixTime.Format(of.Changed),
                ["object_marking_refs"] = new JsonArray(Marks.Of(tlp).Id.ToString(), Marks.Of(pap).Id.ToString()),
            };
            foreach (var (name, value) in own.ToArray())
            {
                own.Remove(name);
                properties[name] = value;
            }

            _made.Add(StixObject.From(properties));
        }

        static JsonObject Described(string name, string? description) => description is { Length: > 0 } ? new() { ["name"] = name, ["description"] = description } : new() { ["name"] = name };

        static JsonArray Ids(IEnumerable<StixObject> objects) => [.. objects.Select(one => (JsonNode?)one.Id.ToString())];
    }
}
