using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Knooppunt.Observations;

namespace Knooppunt.Signals;

/// <summary>
/// Groups findings into stories: one per subject until it has been silent for the gap that its patterns declare. Machines link
/// stories and never merge them. Not for use from two threads.
/// </summary>
/// <param name="journal">Name of the journal; part of each story's id.</param>
public sealed class StoryBook(string journal)
{
    readonly Dictionary<Subject, (Story Story, TimeSpan Gap)> _open = [];

    /// <summary>How many stories are open.</summary>
    public int Open => _open.Count;

    /// <summary>Takes a story that was stored earlier as open again.</summary>
    public void Reopen(Story story, TimeSpan gap) => _open[story.Subject] = (story, gap);

    /// <summary>Adds a finding to the story of its subject, or opens one. Returns the story as it now is, and the silence after which it closes.</summary>
    public (Story Story, TimeSpan Gap) Take(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var known = _open.TryGetValue(finding.Subject, out var open) && Belongs(open.Story, open.Gap, finding);
        var gap = known && open.Gap > finding.StoryGap ? open.Gap : finding.StoryGap;
        var story = known ? Grow(open.Story, finding) : Begin(finding);
        return _open[finding.Subject] = (story, gap);
    }

    /// <summary>Forgets stories that no finding at or after the watermark can join any more. They stay where they are stored.</summary>
    public void Close(DateTimeOffset watermark)
    {
        foreach (var (subject, (story, gap)) in _open)
        {
            if (story.Last + gap < watermark)
                _open.Remove(subject);
        }
    }

    static bool Belongs(Story story, TimeSpan gap, Finding finding)
    {
        var reach = gap > finding.StoryGap ? gap : finding.StoryGap;
        return finding.Time <= story.Last + reach && finding.Time >= story.First - reach;
    }

    Story Begin(Finding finding) => new()
    {
        Id = IdOf(finding.Subject, finding.Offset),
        Journal = journal,
        Subject = finding.Subject,
        Patterns = [PartOf(finding)],
        First = finding.Evidence.Min(item => item.Observation.Time),
        Last = Later(finding.Time, finding.Evidence.Max(item => item.Observation.Time)),
        Evidence = [.. finding.Evidence.DistinctBy(item => item.Offset).OrderBy(item => item.Offset).Take(Story.MostEvidence)],
        Observations = finding.Evidence.DistinctBy(item => item.Offset).Count(),
    };

    static Story Grow(Story story, Finding finding)
    {
        var known = story.Evidence.Select(item => item.Offset).ToHashSet();
        var added = finding.Evidence.Where(item => known.Add(item.Offset)).ToArray();
        var first = finding.Evidence.Min(item => item.Observation.Time);
        return story with
        {
            Patterns = Merge(story.Patterns, PartOf(finding)),
            First = first < story.First ? first : story.First,
            Last = Later(story.Last, Later(finding.Time, finding.Evidence.Max(item => item.Observation.Time))),
            Evidence = [.. story.Evidence.Concat(added).OrderBy(item => item.Offset).Take(Story.MostEvidence)],
            Observations = story.Observations + added.Length,
        };
    }

    static PatternPart[] Merge(IReadOnlyList<PatternPart> parts, PatternPart part)
    {
        var same = parts.FirstOrDefault(known => known.PatternId == part.PatternId);
        var others = parts.Where(known => known.PatternId != part.PatternId);
        return [.. others.Append(same is null ? part : part with { Matches = same.Matches + 1 })
            .OrderByDescending(known => known.Level).ThenByDescending(known => known.Contradiction is not null).ThenBy(known => known.PatternId, StringComparer.Ordinal)];
    }

    static PatternPart PartOf(Finding finding) => new(finding.PatternId, finding.PatternTitle, finding.Level, 1, finding.Contradiction);

    string IdOf(Subject subject, long offset)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{journal}\n{subject}\n{offset}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 8));
    }

    static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
