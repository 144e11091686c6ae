using System.Text.Json.Nodes;
using Knooppunt.Knowledge.Stix;

namespace Knooppunt.Knowledge.Misp;

/// <summary>Crime scripts as a galaxy of MISP (MISP/misp-galaxy): a cluster for each script with its steps in a kill chain, so that any event can be tagged with a way of working.</summary>
public static class MispGalaxy
{
    /// <summary>Type of the galaxy.</summary>
    public const string Type = "crime-script";

    const string Name = "Crime script", Description = "Ways of working of organised crime through ports, airports and auctions, step by step.", Icon = "ship", Namespace = "knooppunt";

    /// <summary>Id of the galaxy.</summary>
    public static Guid Uuid { get; } = StixId.UuidOf(StixId.OwnSpace, "misp-galaxy/crime-script");

    /// <summary>The cluster of a script: the same for every maker, as a code names the same way of working.</summary>
    public static MispCluster ClusterOf(CrimeScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        return new(StixId.UuidOf(StixId.OwnSpace, $"misp-galaxy/crime-script/{script.Code}"), Type, $"{script.Code} {script.Name.English}", script.What.Text.English);
    }

    /// <summary>The tag of a cluster.</summary>
    public static string TagOf(MispCluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return $"misp-galaxy:{cluster.Galaxy}=\"{cluster.Value}\"";
    }

    /// <summary>Whether a tag is that of the cluster of a script, whoever named it: the code counts.</summary>
    /// <param name="tag">A tag, as an event of MISP or the label of an object has it.</param>
    /// <param name="code">Code of the script.</param>
    public static bool IsTagOf(string tag, string code)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return tag.StartsWith($"misp-galaxy:{Type}=\"{code} ", StringComparison.Ordinal);
    }

    /// <summary>The galaxy, as it lies in <c>galaxies/</c>.</summary>
    public static byte[] Galaxy() => MispWriter.Written(new JsonObject
    {
        ["description"] = Description,
        ["icon"] = Icon,
        ["kill_chain_order"] = new JsonObject { [Type] = new JsonArray([.. ScriptPhase.All.Select(phase => (JsonNode?)phase.Code)]) },
        ["name"] = Name,
        ["namespace"] = Namespace,
        ["type"] = Type,
        ["uuid"] = Uuid.ToString("D"),
        ["version"] = 1,
    });

    /// <summary>The clusters of scripts, as they lie in <c>clusters/</c>.</summary>
    /// <param name="scripts">The scripts, each code once.</param>
    /// <param name="authors">Who wrote them: organisations.</param>
    public static byte[] Clusters(IEnumerable<CrimeScript> scripts, IReadOnlyList<string> authors)
    {
        ArgumentNullException.ThrowIfNull(scripts);
        ArgumentNullException.ThrowIfNull(authors);
        var ordered = scripts.OrderBy(script => script.Code, StringComparer.Ordinal).ToArray();
        return MispWriter.Written(new JsonObject
        {
            ["authors"] = new JsonArray([.. authors.Select(author => (JsonNode?)author)]),
            ["category"] = "crime",
            ["description"] = Description,
            ["name"] = Name,
            ["source"] = "Knooppunt",
            ["type"] = Type,
            ["uuid"] = Uuid.ToString("D"),
            ["values"] = new JsonArray([.. ordered.Select(script => (JsonNode?)Value(script))]),
            // A galaxy's version rises with its content; the newest change does.
            ["version"] = ordered.Length == 0 ? 1 : (int)(ordered.Max(script => script.Modified).ToUnixTimeSeconds() / 60),
        });
    }

    static JsonObject Value(CrimeScript script)
    {
        var cluster = ClusterOf(script);
        var meta = new JsonObject
        {
            ["kill_chain"] = List(script.Steps.Select(step => $"{Type}:{step.Phase}").Distinct()),
            ["synonyms"] = List([script.Code, script.Name.Dutch]),
            ["steps"] = List(script.Steps.Select(step => $"{step.Code}: {step.Name.English}")),
        };
        if (script.Barriers.Count > 0)
            meta["barriers"] = List(script.Barriers.Select(barrier => barrier.What.Text.English));
        return new() { ["description"] = cluster.Description, ["meta"] = meta, ["uuid"] = cluster.Uuid.ToString("D"), ["value"] = cluster.Value };
    }

    static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode?)text)];

    internal static JsonObject InEvent(IEnumerable<MispCluster> clusters) => new()
    {
        ["uuid"] = Uuid.ToString("D"),
        ["name"] = Name,
        ["type"] = Type,
        ["description"] = Description,
        ["version"] = "1",
        ["icon"] = Icon,
        ["namespace"] = Namespace,
        ["GalaxyCluster"] = new JsonArray([.. clusters.Select(cluster => (JsonNode?)new JsonObject
        {
            ["uuid"] = cluster.Uuid.ToString("D"),
            ["type"] = cluster.Galaxy,
            ["value"] = cluster.Value,
            ["tag_name"] = TagOf(cluster),
            ["description"] = cluster.Description,
            ["source"] = "Knooppunt",
        })]),
    };
}
