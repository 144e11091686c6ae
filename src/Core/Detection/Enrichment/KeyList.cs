using System.Collections.Frozen;
using Knooppunt.Observations;

namespace Knooppunt.Detection.Enrichment;

/// <summary>A named list of keys, for example risk origins or plates of the own fleet.</summary>
/// <param name="Name">As patterns write it in the field <c>lists</c>.</param>
/// <param name="Field">The field whose value is looked up.</param>
/// <param name="Members">The members, as the field holds them (tokens where the field is pseudonymised).</param>
public sealed record KeyList(string Name, string Field, FrozenSet<string> Members)
{
    const int MostMembers = 1_000_000;

    /// <summary>Whether a value of its field is a member; a field without a value never is.</summary>
    internal bool Holds(FieldValue value) => value.Kind != FieldKind.None && Members.Contains(value.ToString());

    /// <summary>Reads a list: a line <c>field: NAME</c>, one key on each other line, <c>#</c> begins a comment.</summary>
    /// <param name="name">Its name; the complaint names it too.</param>
    /// <param name="text">The text; at most a million keys.</param>
    /// <returns>The list, or why it cannot be used: a field that no observation has, a second field, no field, too many keys.</returns>
    public static Parsed<KeyList> Parse(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string? field = null;
        var members = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (number, raw) in text.Split('\n').Index())
        {
            var line = raw.Split('#')[0].Trim();
            if (line.StartsWith("field:", StringComparison.Ordinal))
            {
                if (field is not null)
                    return new Complaint(new(name, number + 1), "A list looks up one field, and this is the second line \"field:\"; make two lists.");
                field = line["field:".Length..].Trim();
                if (!Taxonomy.Knows(field))
                    return new Complaint(new(name, number + 1), $"There is no field \"{field}\"; docs/taxonomy.md lists what observations hold.");
            }
            else if (line.Length > 0)
            {
                members.Add(line);
            }

            if (members.Count > MostMembers)
                return new Complaint(new(name, number + 1), $"A list holds at most {MostMembers} keys; split it.");
        }

        return field is null
            ? new Complaint(new(name, 1), "The list does not say which field it looks up; write a line such as \"field: origin\".")
            : new KeyList(name, field, members.ToFrozenSet(StringComparer.Ordinal));
    }
}
