using Knooppunt.Knowledge.Stix;
using Knooppunt.Knowledge.Authoring;
using Knooppunt.Observations;

namespace Knooppunt.Knowledge.Mapping;

/// <summary>Reads the crime scripts out of STIX objects: what <see cref="ScriptStix"/> wrote comes back the same.</summary>
public static class ScriptsInStix
{
    /// <summary>Every script among the objects, or why one is none.</summary>
    /// <param name="objects">The newest version of each object.</param>
    /// <param name="source">Name for complaints.</param>
    public static IReadOnlyList<Parsed<CrimeScript>> Read(IReadOnlyCollection<StixObject> objects, string source)
    {
        ArgumentNullException.ThrowIfNull(objects);
        var standing = new Among([.. objects.Where(one => !one.Revoked)]);
        return [.. objects.Where(one => Part(one)?.Kind == "script").Select(one => Read(one, one.Revoked ? AtTheEnd(one, objects) : standing, source))];
    }

    // Of a script that was withdrawn as a whole what its report told last, and not what had left it before.
    static Among AtTheEnd(StixObject script, IReadOnlyCollection<StixObject> objects)
    {
        var told = objects.Where(one => one.Type == "report" && one.Refs("object_refs").Contains(script.Id)).SelectMany(report => report.Refs("object_refs").Append(report.Id)).ToHashSet();
        return new([.. objects.Where(one => !one.Revoked || told.Count == 0 || told.Contains(one.Id))]);
    }

    /// <summary>The patterns that the indicators among the objects carry, by Sigma id.</summary>
    public static IReadOnlyDictionary<string, SharedPattern> Patterns(IEnumerable<StixObject> objects)
    {
        var patterns = new Dictionary<string, SharedPattern>(StringComparer.Ordinal);
        foreach (var one in objects.Where(one => one.Type == "indicator" && one.Text("pattern_type") == "sigma"))
        {
            var text = SharedPattern.TextOf(one);
            if (SharedPattern.IdOf(text) is { } id)
                patterns.TryAdd(id, new(id, one.Text("name") ?? id, text, one.Time("valid_from")!.Value) { Warning = one.Text("description") });
        }

        return patterns;
    }

    /// <summary>What the objects say of the sources behind tags: their external references.</summary>
    public static IReadOnlyList<ScriptSource> Sources(IEnumerable<StixObject> objects) =>
        [.. objects.Where(one => Part(one) is not null && one.Json.TryGetProperty("external_references", out _))
            .SelectMany(one => one.Json.GetProperty("external_references").EnumerateArray())
            .Select(reference => new ScriptSource(reference.GetProperty("source_name").GetString()!, StixCheck.Text(reference, "url"), StixCheck.Text(reference, "description"))).Distinct()];

    /// <summary>Which part of a script an object is: <c>script</c>, <c>step</c> or <c>barrier</c>, and its code; null when it is none.</summary>
    public static (string Kind, string Code)? PartOf(StixObject one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return Part(one) is { } part ? (part.Kind, part.Code) : null;
    }

    static Parsed<CrimeScript> Read(StixObject one, Among among, string source)
    {
        var part = Part(one)!.Value;
        var steps = among.Links("subtechnique-of", one.Id).Where(step => Part(step)?.Kind == "step").OrderBy(step => Part(step)!.Value.Position).ToArray();
        var barriers = steps.SelectMany(step => among.Links("mitigates", step.Id)).DistinctBy(barrier => barrier.Id).OrderBy(barrier => Part(barrier)?.Position ?? int.MaxValue).ToArray();
        var codes = steps.ToDictionary(step => step.Id, step => Part(step)!.Value.Code);
        var script = new CrimeScript
        {
            Code = part.Code,
            Modified = among.Told(one),
            Name = part.Name(one),
            What = part.What(one),
            // What nobody marked is taken to be for partners who need it.
            Tlp = Marks.TlpOf(one, Tlp.Amber),
            Pap = Marks.PapOf(one, Pap.Amber),
            Where = part.Texts("where"),
            Facts = part.Claims("facts"),
            Innocent = part.Claims("innocent"),
            Unknown = part.Claims("unknown"),
            Barriers = [.. barriers.Select(OfBarrier)],
            Steps = [.. steps.Select(step => OfStep(step, among, codes))],
        };
        return ScriptRules.Check(script, source).FirstOrDefault() is { } wrong ? wrong : script;
    }

    static Barrier OfBarrier(StixObject one) =>
        Part(one) is { Kind: "barrier" } part ? new(part.Code, Words.KindOf(part.Text("barrier_kind")) ?? BarrierKind.Social, new(new(part.Text("name_nl") ?? one.Text("name")!, one.Text("name")!), part.Texts("claim_sources")))
            : new($"x-{one.Id.Uuid:D}", BarrierKind.Social, new(new(one.Text("name")!, one.Text("name")!), [Claim.Unchecked]));

    static ScriptStep OfStep(StixObject one, Among among, Dictionary<StixId, string> codes)
    {
        var part = Part(one)!.Value;
        var (after, all) = among.Before(one.Id);
        var listed = part.Texts("barriers");
        var watching = part.Texts("patterns");
        return new()
        {
            Code = part.Code,
            Phase = part.Text("phase") ?? "",
            Name = part.Name(one),
            What = part.What(one),
            After = [.. codes.Where(code => after.Contains(code.Key)).Select(code => code.Value)],
            NeedsAll = all,
            Roles = part.Claims("roles"),
            Facilitators = part.List("facilitators", (claim, item) => new Facilitator(claim, Words.IsAware(StixCheck.Text(item, "awareness") ?? "", out var aware) ? aware : null)),
            Opportunities = part.Claims("opportunities"),
            Traces = part.List("traces", (claim, item) => new Trace(StixCheck.Text(item, "observation") ?? "", claim)),
            Patterns = Ordered(among.Links("indicates", one.Id).Select(indicator => SharedPattern.IdOf(indicator.Text("pattern") ?? "")).OfType<string>().Concat(watching), watching),
            Partners = part.Claims("partners"),
            Barriers = Ordered(among.Links("mitigates", one.Id).Select(barrier => OfBarrier(barrier).Code), listed),
        };
    }

    static List<string> Ordered(IEnumerable<string> found, IReadOnlyList<string> listed) =>
        [.. found.Distinct().OrderBy(one => listed.ToList().IndexOf(one) is >= 0 and var at ? at : int.MaxValue)];

    static ScriptPart? Part(StixObject one) => one.Extension(ScriptExtension.Definition.Id) is { } extension && StixCheck.Text(extension, "kind") is { } kind && StixCheck.Text(extension, "code") is { } code ? new ScriptPart(kind, code, extension) : null;

    /// <summary>What stands among the objects, by what refers to it.</summary>
    sealed class Among
    {
        readonly Dictionary<StixId, StixObject> _byId;
        readonly ILookup<(string Kind, StixId To), StixObject> _links;
        readonly ILookup<StixId, StixObject> _actions, _before;
        readonly IReadOnlyCollection<StixObject> _all;

        public Among(IReadOnlyCollection<StixObject> objects)
        {
            _all = objects;
            _byId = objects.GroupBy(one => one.Id).ToDictionary(group => group.Key, group => group.First());
            _links = objects.Where(one => one.Type == "relationship").Select(one => new Relationship(one)).Where(link => _byId.ContainsKey(link.Source)).ToLookup(link => (link.Kind, link.Target), link => _byId[link.Source]);
            _actions = objects.Where(one => one.Type == "attack-action" && one.Ref("technique_ref") is not null).ToLookup(one => one.Ref("technique_ref")!.Value);
            _before = objects.Where(one => one.Type is "attack-action" or "attack-operator").SelectMany(one => one.Refs("effect_refs").Select(to => (To: to, From: one))).ToLookup(pair => pair.To, pair => pair.From);
        }

        /// <summary>Objects that have a relationship of that kind to one.</summary>
        public IEnumerable<StixObject> Links(string kind, StixId to) => _links[(kind, to)].DistinctBy(one => one.Id);

        /// <summary>The techniques that come before one, and whether all of them must.</summary>
        public (HashSet<StixId> Techniques, bool All) Before(StixId technique)
        {
            var (found, all) = (new HashSet<StixId>(), false);
            foreach (var from in _actions[technique].SelectMany(action => _before[action.Id]))
            {
                all |= from.Type == "attack-operator" && new FlowOperator(from).All;
                foreach (var action in from.Type == "attack-operator" ? _before[from.Id] : [from])
                {
                    if (action.Ref("technique_ref") is { } earlier)
                        found.Add(earlier);
                }
            }

            return (found, all);
        }

        /// <summary>When the script was last changed: the latest version of what its report tells.</summary>
        public DateTimeOffset Told(StixObject script) =>
            _all.Where(one => one.Type == "report" && one.Refs("object_refs").Contains(script.Id)).SelectMany(report => report.Refs("object_refs").Append(report.Id)).Append(script.Id)
                .Where(_byId.ContainsKey).Max(id => _byId[id].Version);
    }
}
