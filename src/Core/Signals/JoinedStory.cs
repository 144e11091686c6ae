namespace Knooppunt.Signals;

/// <summary>Several stories told as one, when a person says that they belong together: what the engine could not know, because they are about different subjects.</summary>
public static class JoinedStory
{
    /// <summary>Tells the lead with the others in it: every pattern once with its matches added up, every observation once in order of offset, the times that span them all. The lead gives its id and its subject.</summary>
    /// <param name="lead">The story that keeps its name.</param>
    /// <param name="others">Stories of the same journal; may be none.</param>
    /// <exception cref="ArgumentException">A story of another journal: what rests on different journals may be seen by different people.</exception>
    public static Story Of(Story lead, IReadOnlyCollection<Story> others)
    {
        ArgumentNullException.ThrowIfNull(lead);
        ArgumentNullException.ThrowIfNull(others);
        if (others.Count == 0)
            return lead;
        if (others.Any(other => other.Journal != lead.Journal))
            throw new ArgumentException($"A story of the journal of {others.First(other => other.Journal != lead.Journal).Journal} cannot be told with one of {lead.Journal}.", nameof(others));
        Story[] all = [lead, .. others];
        var evidence = all.SelectMany(story => story.Evidence).GroupBy(item => item.Offset).Select(same => same.Aggregate(Together)).OrderBy(item => item.Offset).ToArray();
        var told = all.Sum(story => story.Evidence.Count);
        return lead with
        {
            Patterns = [.. all.SelectMany(story => story.Patterns).GroupBy(part => part.PatternId).Select(same => same.First() with { Matches = same.Sum(part => part.Matches) })
                .OrderByDescending(part => part.Level).ThenByDescending(part => part.Contradiction is not null).ThenBy(part => part.PatternId, StringComparer.Ordinal)],
            First = all.Min(story => story.First),
            Last = all.Max(story => story.Last),
            Evidence = evidence,
            // Of what is kept it is known which stories share it; what was only counted is taken to be different.
            Observations = all.Sum(story => story.Observations) - (told - evidence.Length),
        };
    }

    static Evidence Together(Evidence one, Evidence other) => other.Marks is null ? one : one with { Marks = [.. (one.Marks ?? []).Union(other.Marks)] };
}
