using System.Text;
using Knooppunt.Knowledge.Authoring;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Stix;

namespace Knooppunt.Knowledge.Misp;

/// <summary>
/// A crime script as an event of MISP: a report object with what it says in short, a course-of-action object for each barrier, a sigma object for each pattern, the galaxy cluster of the script, links
/// to its sources, and the script whole as a text that people can read, so that nothing of it is lost on the way. Ids follow from the maker and the code: written again it is the same event.
/// </summary>
public static class ScriptMisp
{
    /// <summary>What the comment of the attachment that holds a script whole begins with.</summary>
    public const string ScriptComment = "knooppunt:crime-script";

    /// <summary>The event of a script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="maker">The identity that made it.</param>
    /// <param name="since">When the first version of the script was made: the date of the event.</param>
    /// <param name="patterns">The patterns that its steps name, by Sigma id; one that is not here is left out.</param>
    /// <param name="sources">What is known of its sources.</param>
    public static MispEvent Write(CrimeScript script, StixObject maker, DateTimeOffset since, IReadOnlyDictionary<string, SharedPattern> patterns, IReadOnlyList<ScriptSource> sources)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentNullException.ThrowIfNull(maker);
        ArgumentNullException.ThrowIfNull(patterns);
        var made = new Making(StixId.UuidOf(StixId.OwnSpace, $"misp/{maker.Id}/{script.Code}"));
        var report = made.Object("report", MispTemplate.Report, [("title", "text", $"{script.Code} {script.Name.English}"), ("summary", "text", script.What.Text.English), ("type", "text", "Crime script")], null);
        var coverage = script.Steps.SelectMany(step => step.Patterns).Distinct().Where(patterns.ContainsKey).Select(id => patterns[id]).Select(pattern =>
            made.Object($"sigma/{pattern.Id}", MispTemplate.Sigma, [("sigma", "sigma", pattern.Text), ("sigma-rule-name", "text", pattern.Title), ("comment", "comment", StixTime.Format(pattern.Since))], pattern.Warning, (report.Uuid, "related-to")));
        var barriers = script.Barriers.Select(barrier => made.Object($"barrier/{barrier.Code}", MispTemplate.CourseOfAction,
            [("name", "text", barrier.What.Text.English), ("description", "text", barrier.What.Text.Dutch), ("type", "text", Words.Of(barrier.Kind))], null, (report.Uuid, "mitigates")));
        var links = script.Claims.SelectMany(claim => claim.Sources).Distinct().SelectMany(tag => sources.Where(source => source.Tag == tag && source.Address is not null)).DistinctBy(source => (source.Tag, source.Address))
            .Select(source => new MispAttribute(made.Id($"source/{source.Tag}/{source.Address}"), "link", "External analysis", source.Address!, Comment: $"{source.Tag}: {source.Title}".TrimEnd(':', ' ')));
        return new()
        {
            Uuid = made.Event,
            Info = $"{script.Code} {script.Name.English}",
            Date = DateOnly.FromDateTime(since.UtcDateTime),
            Changed = DateTimeOffset.FromUnixTimeSeconds(script.Modified.ToUnixTimeSeconds()),
            MakerUuid = maker.Id.Uuid,
            Maker = maker.Text("name") ?? "Knooppunt",
            Distribution = MispMarks.DistributionOf(script.Tlp),
            Tags = MispMarks.TagsOf(script.Tlp, script.Pap),
            Objects = [report, .. barriers, .. coverage],
            Attributes = [new(made.Id("script"), "attachment", "External analysis", $"{script.Code.ToLowerInvariant()}.yml", Comment: $"{ScriptComment} {script.Code}", Data: Encoding.UTF8.GetBytes(ScriptText.Write(script))), .. links],
            Clusters = [MispGalaxy.ClusterOf(script)],
        };
    }

    /// <summary>The event of a script that was read out of STIX objects: its maker and its first day are those of its attack-pattern.</summary>
    /// <param name="script">The script.</param>
    /// <param name="objects">The objects that it was read from.</param>
    /// <param name="patterns">The patterns among them.</param>
    /// <param name="sources">What they say of sources.</param>
    public static MispEvent Of(CrimeScript script, IReadOnlyCollection<StixObject> objects, IReadOnlyDictionary<string, SharedPattern> patterns, IReadOnlyList<ScriptSource> sources)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentNullException.ThrowIfNull(objects);
        var operandi = objects.FirstOrDefault(one => one.Type == "attack-pattern" && one.Texts("aliases").Contains(script.Code));
        var maker = operandi?.CreatedBy is { } by ? objects.FirstOrDefault(one => one.Id == by) : null;
        return Write(script, maker ?? ScriptExtension.Knooppunt, operandi?.Created ?? script.Modified, patterns, sources);
    }

    /// <summary>Makes the parts of one event.</summary>
    sealed class Making(Guid uuid)
    {
        public Guid Event => uuid;

        public Guid Id(string key) => StixId.UuidOf(StixId.OwnSpace, $"misp/{uuid}/{key}");

        // What another tool must know of a rule stands beside it, where MISP shows it: as the comment of the attribute that holds it.
        public MispObject Object(string key, MispTemplate template, (string Relation, string Type, string Value)[] said, string? warning, params (Guid To, string Kind)[] references) => new(Id(key), template.Name,
            [.. said.Where(one => one.Value.Length > 0).Select(one => new MispAttribute(Id($"{key}/{one.Relation}"), one.Type, one.Type == "sigma" ? "Payload installation" : "Other", one.Value, one.Relation, one.Type == "sigma" ? warning ?? "" : ""))],
            [.. references.Select(reference => new MispReference(Id($"{key}/{reference.Kind}/{reference.To}"), reference.To, reference.Kind))]);
    }
}
