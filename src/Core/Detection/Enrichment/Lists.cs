using System.Collections.Frozen;

namespace Knooppunt.Detection.Enrichment;

/// <summary>A named list of keys, for example risk origins or plates of the own fleet.</summary>
/// <param name="Name">As patterns write it in the field <c>lists</c>.</param>
/// <param name="Field">The field whose value is looked up.</param>
/// <param name="Members">The members, as the field holds them (tokens where the field is pseudonymised).</param>
public sealed record KeyList(string Name, string Field, FrozenSet<string> Members);
