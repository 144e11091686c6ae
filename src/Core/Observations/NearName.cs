namespace Knooppunt.Observations;

/// <summary>Says of a name that is not known which known one was probably meant.</summary>
public static class NearName
{
    const int LongestCompared = 64;

    /// <summary>The sentence about an unknown name: the nearest known one when one is near, and all of them.</summary>
    /// <param name="name">The name that is not known.</param>
    /// <param name="known">The names that are.</param>
    /// <param name="where">Where it is not known; <c>here</c> or the like.</param>
    public static string Unknown(string name, IReadOnlyCollection<string> known, string? where = null) =>
        $"\"{Short(name)}\" is not known {(where is null ? "here" : "in " + where)}; {(Of(name, known) is { } near ? $"did you mean {near}? Known" : "known")} are: {string.Join(", ", known)}.";

    /// <summary>The known name with the least letters different; null when none is near: more than a third of the letters, or three, differ.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(known);
        var (best, least) = ((string?)null, Math.Min(3, name.Length / 3 + 1));
        foreach (var candidate in known.Where(_ => name.Length <= LongestCompared))
        {
            if (Distance(name, candidate) is var distance && distance < least)
                (best, least) = (candidate, distance);
        }

        return best;
    }

    /// <summary>Letters to put in, take out or replace, without regard to case.</summary>
    static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var (diagonal, c) = (row[0], char.ToLowerInvariant(from[i - 1]));
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (c == char.ToLowerInvariant(to[j - 1]) ? 0 : 1)));
        }

        return row[^1];
    }

    static string Short(string name) => name.Length <= LongestCompared ? name : name[..LongestCompared] + "...";
}
