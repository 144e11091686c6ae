using System.Text.Json.Nodes;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Knowledge.Authoring;

namespace Knooppunt.Knowledge.Mapping;

/// <summary>
/// A crime script as STIX 2.1: an attack-pattern for the modus operandi and one for each step (<c>subtechnique-of</c>), an Attack Flow for order and branching, a course-of-action
/// for each barrier (<c>mitigates</c>), an indicator with the whole Sigma text for each pattern (<c>indicates</c>), and a report that holds it together.
/// </summary>
public static class ScriptStix
{
    /// <summary>The objects of a script, everything that they refer to included; the markings come last.</summary>
    /// <param name="script">The script.</param>
    /// <param name="maker">The identity that makes them; objects of one maker and code keep their ids.</param>
    /// <param name="patterns">The patterns that its steps name, by Sigma id; one that is not here is left out.</param>
    /// <param name="sources">What is known of its sources.</param>
    /// <param name="previous">The objects of the version before: what did not change keeps its version, what others added to an object stays, and what is not in the script any more comes as revoked. Null when this is the first.</param>
    /// <param name="derivedFrom">The attack-pattern of another maker's script that this one began as, and after it what that refers to; null when it began as nobody's. Only the maker may change an object (section 3.6), so another makes its own.</param>
    /// <param name="withdrawals">How often the maker withdrew a script of this code: what is revoked has no later version (section 3.6), so that one that comes back has other ids. 0 for the first.</param>
    public static IReadOnlyList<StixObject> Write(
        CrimeScript script, StixObject maker, IReadOnlyDictionary<string, SharedPattern> patterns, IReadOnlyList<ScriptSource> sources, IReadOnlyCollection<StixObject>? previous = null,
        IReadOnlyList<StixObject>? derivedFrom = null, int withdrawals = 0)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentNullException.ThrowIfNull(maker);
        ArgumentNullException.ThrowIfNull(patterns);
        var made = new Making(script, maker, sources, previous, withdrawals);
        var operandi = made.Script();
        foreach (var step in script.Steps)
            made.Step(step, operandi);
        made.Flow();
        foreach (var barrier in script.Barriers)
            made.Barrier(barrier);
        foreach (var id in script.Steps.SelectMany(step => step.Patterns).Distinct().Where(patterns.ContainsKey))
            made.Pattern(patterns[id]);
        if (derivedFrom is [var origin, ..])
            made.Relate("derived-from", operandi, origin.Id);
        made.Report();
        var gone = made.Gone();
        return [.. new[] { maker, ScriptExtension.Knooppunt, ScriptExtension.Definition }.Concat(ScriptExtension.Flow).Concat(made.Objects).Concat(derivedFrom ?? []).Concat(gone)
            .Append(Marks.Of(script.Tlp)).Append(Marks.Of(script.Pap)).Concat(gone.SelectMany(one => one.Marks).Select(Marks.Find).OfType<StixObject>()).DistinctBy(one => one.Id)];
    }

    /// <summary>Writes one script.</summary>
    sealed class Making(CrimeScript script, StixObject maker, IReadOnlyList<ScriptSource> sources, IReadOnlyCollection<StixObject>? previous, int withdrawals)
    {
        readonly Dictionary<StixId, StixObject> _before = StixVersions.Newest(previous ?? []).ToDictionary(one => one.Id);

        public List<StixObject> Objects { get; } = [];

        public StixId Script()
        {
            var extension = ScriptExtension.With("script", script.Code);
            Said(extension, script.Name, script.What);
            AddList(extension, "where", script.Where.Select(place => (JsonNode?)place));
            AddList(extension, "facts", script.Facts.Select(Of));
            AddList(extension, "innocent", script.Innocent.Select(Of));
            AddList(extension, "unknown", script.Unknown.Select(Of));
            return Add("attack-pattern", script.Code, extension, script.Claims, new()
            {
                ["name"] = script.Name.English,
                ["description"] = script.What.Text.English,
                ["aliases"] = new JsonArray(script.Code, script.Name.Dutch),
                ["kill_chain_phases"] = Phases(script.Steps.Select(step => step.Phase)),
            });
        }

        public void Step(ScriptStep step, StixId operandi)
        {
            var extension = ScriptExtension.With("step", step.Code);
            (extension["script"], extension["position"], extension["phase"]) = (script.Code, script.Steps.TakeWhile(one => one != step).Count() + 1, step.Phase);
            Said(extension, step.Name, step.What);
            AddList(extension, "roles", step.Roles.Select(Of));
            AddList(extension, "facilitators", step.Facilitators.Select(one => With(Of(one.What), "awareness", Words.Aware(one.Aware))));
            AddList(extension, "opportunities", step.Opportunities.Select(Of));
            AddList(extension, "traces", step.Traces.Select(trace => With(Of(trace.What), "observation", trace.Observation)));
            AddList(extension, "partners", step.Partners.Select(Of));
            AddList(extension, "barriers", step.Barriers.Select(code => (JsonNode?)code));
            AddList(extension, "patterns", step.Patterns.Select(pattern => (JsonNode?)pattern));
            var id = Add("attack-pattern", $"{script.Code}/{step.Code}", extension, new CrimeScript { Code = "", Modified = default, Name = step.Name, What = step.What, Tlp = script.Tlp, Steps = [step] }.Claims, new()
            {
                ["name"] = step.Name.English,
                ["description"] = step.What.Text.English,
                ["aliases"] = new JsonArray($"{script.Code}/{step.Code}"),
                ["kill_chain_phases"] = Phases([step.Phase]),
            });
            Relate("subtechnique-of", id, operandi);
        }

        public void Flow()
        {
            Add("attack-flow", $"{script.Code}/flow", null, [], new()
            {
                ["name"] = script.Name.English,
                ["description"] = script.What.Text.English,
                ["scope"] = "other",
                ["start_refs"] = Ids(script.Steps.Where(step => step.After.Count == 0).Select(Action)),
            });
            foreach (var step in script.Steps)
            {
                var next = script.Steps.Where(later => later.After.Contains(step.Code)).Select(later => later.After.Count > 1 ? Operator(later) : Action(later)).ToArray();
                var properties = new JsonObject
                {
                    ["name"] = step.Name.English,
                    ["description"] = step.What.Text.English,
                    ["technique_id"] = $"{script.Code}/{step.Code}",
                    ["technique_ref"] = StepId(step.Code).ToString(),
                };
                if (next.Length > 0)
                    properties["effect_refs"] = Ids(next);
                Add("attack-action", $"{script.Code}/{step.Code}", null, [], properties);
                if (step.After.Count > 1)
                    Add("attack-operator", $"{script.Code}/{step.Code}", null, [], new() { ["operator"] = step.NeedsAll ? "AND" : "OR", ["effect_refs"] = Ids([Action(step)]) });
            }
        }

        public void Barrier(Barrier barrier)
        {
            var extension = ScriptExtension.With("barrier", barrier.Code);
            (extension["script"], extension["position"], extension["barrier_kind"]) = (script.Code, script.Barriers.TakeWhile(one => one != barrier).Count() + 1, Words.Of(barrier.Kind));
            extension["name_nl"] = barrier.What.Text.Dutch;
            extension["claim_sources"] = Tags(barrier.What);
            var id = Add("course-of-action", $"{script.Code}/{barrier.Code}", extension, [barrier.What], new() { ["name"] = barrier.What.Text.English });
            foreach (var step in script.Steps.Where(step => step.Barriers.Contains(barrier.Code)))
                Relate("mitigates", id, StepId(step.Code));
        }

        public void Pattern(SharedPattern pattern)
        {
            var watched = script.Steps.Where(step => step.Patterns.Contains(pattern.Id)).ToArray();
            var said = new JsonObject
            {
                ["name"] = pattern.Title,
                ["indicator_types"] = new JsonArray("anomalous-activity"),
                ["pattern"] = pattern.Text,
                ["pattern_type"] = "sigma",
                ["valid_from"] = StixTime.Format(pattern.Since),
                ["kill_chain_phases"] = Phases(watched.Select(step => step.Phase)),
            };
            if (pattern.Warning is { } warning)
                said["description"] = warning;
            var id = Add("indicator", $"{script.Code}/{pattern.Id}", null, [], said);
            foreach (var step in watched)
                Relate("indicates", id, StepId(step.Code));
        }

        public void Report()
        {
            var before = _before.GetValueOrDefault(Id("report", script.Code));
            Add("report", script.Code, null, [], new()
            {
                ["name"] = $"{script.Code} {script.Name.English}",
                ["description"] = script.What.Text.English,
                ["report_types"] = new JsonArray("attack-pattern"),
                ["published"] = StixTime.Format(before?.Time("published") ?? script.Modified),
                ["object_refs"] = Ids(Objects.Select(one => one.Id).ToArray()),
            });
        }

        /// <summary>What the version before had and this one has not, revoked: who got it must hear of it.</summary>
        public IReadOnlyList<StixObject> Gone()
        {
            var made = Objects.Select(one => one.Id).ToHashSet();
            return [.. _before.Values.Where(one => one.CreatedBy == maker.Id && one.Type != "extension-definition" && !made.Contains(one.Id)).Select(one => one.Revoked ? one : StixVersions.Revoke(one, script.Modified))];
        }

        // What is revoked has no later version (section 3.6): what comes back is another object.
        StixId Id(string type, string key)
        {
            for (var again = 0; ; again++)
            {
                var id = StixId.Named(type, $"{maker.Id}/{(withdrawals == 0 ? "" : $"{withdrawals}/")}{key}{(again == 0 ? "" : $"#{again}")}");
                if (_before.GetValueOrDefault(id) is not { Revoked: true })
                    return id;
            }
        }

        StixId StepId(string code) => Id("attack-pattern", $"{script.Code}/{code}");

        StixId Action(ScriptStep step) => Id("attack-action", $"{script.Code}/{step.Code}");

        StixId Operator(ScriptStep step) => Id("attack-operator", $"{script.Code}/{step.Code}");

        public void Relate(string kind, StixId from, StixId to) => Add("relationship", $"{kind} {from} {to}", null, [], new() { ["relationship_type"] = kind, ["source_ref"] = from.ToString(), ["target_ref"] = to.ToString() });

        StixId Add(string type, string key, JsonObject? extension, IEnumerable<Claim> claims, JsonObject own)
        {
            var id = Id(type, key);
            var before = _before.GetValueOrDefault(id);
            var properties = new JsonObject
            {
                ["type"] = type,
                ["spec_version"] = "2.1",
                ["id"] = id.ToString(),
                ["created_by_ref"] = maker.Id.ToString(),
                ["created"] = StixTime.Format(before?.Created ?? script.Modified),
                ["modified"] = StixTime.Format(script.Modified),
            };
            if (type is "attack-pattern" or "course-of-action")
                properties["lang"] = "en";
            foreach (var property in own.ToArray())
            {
                own.Remove(property.Key);
                properties[property.Key] = property.Value;
            }

            if (External(claims) is { Count: > 0 } external)
                properties["external_references"] = external;
            properties["object_marking_refs"] = Ids([Marks.Of(script.Tlp).Id, Marks.Of(script.Pap).Id]);
            if (extension is not null)
                properties["extensions"] = new JsonObject { [ScriptExtension.Definition.Id.ToString()] = extension };
            else if (AttackFlow.Types.Contains(type))
                properties["extensions"] = new JsonObject { [AttackFlow.Extension.ToString()] = new JsonObject { ["extension_type"] = "new-sdo" } };
            if (before is not null)
                Keep(before, properties);
            var made = StixObject.From(properties);
            Objects.Add(before is not null && SameBut(before, made) ? before : made);
            return id;
        }

        // What somebody added to the object that a script does not say: it is theirs, and stays.
        static void Keep(StixObject before, JsonObject properties)
        {
            var old = before.ToProperties();
            var type = StixTypes.Of(before.Type);
            foreach (var property in old.Where(property => !properties.ContainsKey(property.Key) && type.Find(property.Key) is null).ToArray())
                properties[property.Key] = property.Value?.DeepClone();
            if (old["extensions"] is not JsonObject theirs)
                return;
            properties["extensions"] ??= new JsonObject();
            foreach (var extension in theirs.Where(extension => !properties["extensions"]!.AsObject().ContainsKey(extension.Key)).ToArray())
                properties["extensions"]![extension.Key] = extension.Value?.DeepClone();
        }

        static bool SameBut(StixObject before, StixObject made)
        {
            var (one, other) = (before.ToProperties(), made.ToProperties());
            one["modified"] = other["modified"]?.DeepClone();
            return JsonNode.DeepEquals(one, other);
        }

        JsonArray External(IEnumerable<Claim> claims)
        {
            var references = new JsonArray();
            foreach (var source in claims.SelectMany(claim => claim.Sources).Distinct().SelectMany(tag => sources.Where(source => source.Tag == tag)))
            {
                var reference = new JsonObject { ["source_name"] = source.Tag };
                if (source.Title is not null)
                    reference["description"] = source.Title;
                if (source.Address is not null)
                    reference["url"] = source.Address;
                references.Add(reference);
            }

            return references;
        }

        static void Said(JsonObject extension, Bilingual name, Claim what) =>
            (extension["name_nl"], extension["description_nl"], extension["claim_sources"]) = (name.Dutch, what.Text.Dutch, Tags(what));

        static JsonNode Of(Claim claim) => new JsonObject { ["dutch"] = claim.Text.Dutch, ["english"] = claim.Text.English, ["sources"] = Tags(claim) };

        static JsonArray Tags(Claim claim) => [.. claim.Sources.Select(tag => (JsonNode?)tag)];

        static JsonNode With(JsonNode node, string name, string value)
        {
            node[name] = value;
            return node;
        }

        static void AddList(JsonObject extension, string name, IEnumerable<JsonNode?> items)
        {
            var list = new JsonArray([.. items]);
            if (list.Count > 0)
                extension[name] = list;
        }

        static JsonArray Phases(IEnumerable<string> phases) => [.. phases.Distinct().Select(phase => (JsonNode?)new JsonObject { ["kill_chain_name"] = ScriptPhase.Chain, ["phase_name"] = phase })];

        static JsonArray Ids(IEnumerable<StixId> ids) => [.. ids.Select(id => (JsonNode?)id.ToString())];
    }
}
