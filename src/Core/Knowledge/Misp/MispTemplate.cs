namespace Knooppunt.Knowledge.Misp;

/// <summary>The published object templates that Knooppunt writes (MISP/misp-objects), with what an event must say of them.</summary>
/// <param name="Name">Name of the template.</param>
/// <param name="Uuid">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Category">Its meta-category.</param>
/// <param name="Description">What it says of itself.</param>
public sealed record MispTemplate(string Name, Guid Uuid, int Version, string Category, string Description)
{
    /// <summary>A report, and what it says in short.</summary>
    public static MispTemplate Report { get; } = new("report", new("70a68471-df22-4e3f-aa1a-5a3be19f82df"), 8, "misc", "Report object to describe a report along with its metadata.");

    /// <summary>A measure against something.</summary>
    public static MispTemplate CourseOfAction { get; } = new("course-of-action", new("3d1c2c06-68a9-4394-8c8d-258d115f796f"), 1, "misc", "An object describing a specific measure taken to prevent or respond to an attack.");

    /// <summary>A Sigma rule.</summary>
    public static MispTemplate Sigma { get; } = new("sigma", new("aa21a3cd-ab2c-442a-9999-a5e6626591ec"), 2, "misc", "An object describing a Sigma rule (or a Sigma rule name).");

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, MispTemplate> All { get; } = new[] { Report, CourseOfAction, Sigma }.ToDictionary(template => template.Name, StringComparer.Ordinal);
}
