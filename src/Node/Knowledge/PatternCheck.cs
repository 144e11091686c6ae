using Knooppunt.Detection;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Node.Knowledge;

/// <summary>What a pattern of others needs, and whether the node has it.</summary>
/// <param name="Pattern">The pattern as it came.</param>
/// <param name="Complaints">Why it cannot run here; none when it can.</param>
/// <param name="MissingTypes">Observation types that it reads and no source told lately.</param>
/// <param name="MissingFields">Fields that it reads and no source told lately in those types.</param>
/// <param name="Present">Whether a pattern with its id is here already.</param>
/// <param name="Same">Whether that one says the same.</param>
sealed record CheckedPattern(SharedPattern Pattern, IReadOnlyList<Complaint> Complaints, IReadOnlyList<string> MissingTypes, IReadOnlyList<string> MissingFields, bool Present, bool Same)
{
    /// <summary>Whether it can be taken over.</summary>
    public bool Runs => Complaints.Count == 0;
}

/// <summary>Reads a pattern of others, compiles it alone, and holds what it reads against what the connectors deliver.</summary>
static class PatternCheck
{
    /// <summary>Checks one.</summary>
    /// <param name="pattern">The pattern as it came.</param>
    /// <param name="delivered">What the sources tell lately.</param>
    /// <param name="here">The patterns of the node.</param>
    public static CheckedPattern Of(SharedPattern pattern, IReadOnlyDictionary<string, IReadOnlySet<string>> delivered, IReadOnlyDictionary<string, WatchingPattern> here)
    {
        var present = here.TryGetValue(pattern.Id, out var ours);
        var same = present && Plain(ours!.Shared.Text) == Plain(pattern.Text);
        var file = PatternFile.Parse($"{pattern.Id}.yml", pattern.Text);
        var plan = Plan.Compile(file.Documents);
        Complaint[] complaints = [.. file.Complaints, .. plan.Complaints];
        if (file.Documents.Count == 0 && complaints.Length == 0)
            complaints = [new(new($"{pattern.Id}.yml"), "It holds no pattern.")];
        if (complaints.Length > 0)
            return new(pattern, complaints, [], [], present, same);
        // What a derived definition makes is made here; it needs what that is made of.
        var made = plan.Derived.Select(derived => derived.Makes).ToHashSet(StringComparer.Ordinal);
        TaxonomyType[] read = plan.ReadsEverything ? [] : [.. Taxonomy.Types.Values.Where(type => plan.Reads(type.Type) && !made.Contains(type.Type.Name))];
        var fields = plan.FieldsRead.Where(field => !Taxonomy.Enriched.Contains(field) && read.Length > 0 && !read.Any(type => delivered.TryGetValue(type.Type.Name, out var told) && told.Contains(field)) && !made.Any(name => Taxonomy.Types.TryGetValue(name, out var type) && type.Fields.Contains(field)));
        return new(pattern, [], [.. read.Select(type => type.Type.Name).Where(type => !delivered.ContainsKey(type)).Order(StringComparer.Ordinal)], [.. fields.Order(StringComparer.Ordinal)], present, same);
    }

    static string Plain(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0));
}
