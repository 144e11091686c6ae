using Knooppunt.Observations;

namespace Knooppunt.Disclosure.Pseudonyms;

/// <summary>Which fields of an observation name somebody, found once per sequence of names and not once per field: a stream has few sequences.</summary>
internal sealed class FieldLayouts
{
    readonly Layout?[] _recent = new Layout?[8];
    int _next;

    /// <summary>The kind of each field; empty when none names anybody.</summary>
    public Pseudonym[] Of(Fields data)
    {
        var fields = data.Span;
        foreach (var recent in _recent)
        {
            if (recent is not null && recent.Fits(fields))
                return recent.Kinds;
        }

        Pseudonym[] kinds = [.. data.Select(field => Taxonomy.PseudonymOf(field.Key))];
        var layout = new Layout([.. data.Select(field => field.Key)], Array.TrueForAll(kinds, kind => kind == Pseudonym.None) ? [] : kinds);
        _recent[_next++ & 7] = layout;
        return layout.Kinds;
    }

    sealed record Layout(string[] Names, Pseudonym[] Kinds)
    {
        public bool Fits(ReadOnlySpan<KeyValuePair<string, FieldValue>> data)
        {
            if (data.Length != Names.Length)
                return false;
            for (var i = 0; i < Names.Length; i++)
            {
                if (!string.Equals(data[i].Key, Names[i], StringComparison.Ordinal))
                    return false;
            }

            return true;
        }
    }
}
