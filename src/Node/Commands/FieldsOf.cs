using Knooppunt.Node.Journal;
using Knooppunt.Observations;

namespace Knooppunt.Node.Commands;

/// <summary>What the sources tell lately, out of the last observations of each journal: names only, nothing that stands in them.</summary>
static class FieldsOf
{
    /// <summary>How many of the last records of each journal are looked at.</summary>
    public const int Last = 5_000;

    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Journals(JournalRoom journals)
    {
        var fields = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var journal in journals.Organisations)
        {
            foreach (var observation in journals.Read(journal, Math.Max(journals.Next(journal) - Last, 0), Last).Entries.Select(entry => entry.Observation).OfType<Observation>())
            {
                if (!fields.TryGetValue(observation.Type.Name, out var names))
                    fields[observation.Type.Name] = names = new(StringComparer.Ordinal);
                foreach (var field in observation.Data)
                    names.Add(field.Key);
            }
        }

        return fields.ToDictionary(pair => pair.Key, IReadOnlySet<string> (pair) => pair.Value, StringComparer.Ordinal);
    }
}
