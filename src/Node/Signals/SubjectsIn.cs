using Knooppunt.Observations;
using Knooppunt.Signals;

namespace Knooppunt.Node.Signals;

/// <summary>The subjects that evidence names: whatever has a page of its own. A place is named, not a chip: its name says more than its id.</summary>
static class SubjectsIn
{
    static readonly HashSet<string> Kinds = [.. Taxonomy.SubjectKinds.Where(kind => kind != "place")];

    /// <summary>The subject that a field holds; null when it holds none.</summary>
    public static Subject? Of(string field, FieldValue value) => value.Kind == FieldKind.Text && Kinds.Contains(field) ? new(field, value.Text!) : null;

    /// <summary>Every subject that the evidence names.</summary>
    public static IEnumerable<Subject> Of(IEnumerable<Evidence> evidence) =>
        evidence.SelectMany(item => item.Observation.Data).Select(field => Of(field.Key, field.Value)).OfType<Subject>().Distinct();
}
