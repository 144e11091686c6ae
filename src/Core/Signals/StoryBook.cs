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
/// <param name="onTrial">Whether its stories are of patterns on trial: then their ids differ from those of patterns in force about the same subject.</param>
public sealed class StoryBook(string journal, bool onTrial = false)
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
        var known = _open.TryGetValue(finding.Subject, out var open) && Belongs(open.Story.First, open.Story.Last, open.Gap, finding);
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

    /// <summary>Whether a finding belongs to a story about its subject that spans these times.</summary>
    /// <param name="first">Time of the story's first evidence.</param>
    /// <param name="last">Time of its last match or evidence.</param>
    /// <param name="gap">Silence after which the story closes; the finding's own counts when it is longer.</param>
    /// <param name="finding">The finding.</param>
    public static bool Belongs(DateTimeOffset first, DateTimeOffset last, TimeSpan gap, Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var reach = gap > finding.StoryGap ? gap : finding.StoryGap;
        return finding.Time <= last + reach && finding.Time >= first - reach;
    }

    Story Begin(Finding finding) => new()
    {
        Id = IdOf(finding.Subject, finding.Offset),
        Journal = journal,
        Subject = finding.Subject,
        Patterns = [PartOf(finding)],
        First = finding.First,
        Last = finding.Last,
        Evidence = [.. finding.Evidence.DistinctBy(item => item.Offset).OrderBy(item => item.Offset).Take(Story.MostEvidence)],
        Observations = finding.Evidence.DistinctBy(item => item.Offset).Count(),
    };

    static Story Grow(Story story, Finding finding)
    {
        var known = story.Evidence.Select(item => item.Offset).ToHashSet();
        var added = finding.Evidence.Where(item => known.Add(item.Offset)).ToArray();
        return story with
        {
            Patterns = Merge(story.Patterns, PartOf(finding)),
            First = finding.First < story.First ? finding.First : story.First,
            Last = finding.Last > story.Last ? finding.Last : story.Last,
            Evidence = [.. story.Evidence.Select(item => Marked(item, finding)).Concat(added).OrderBy(item => item.Offset).Take(Story.MostEvidence)],
            Observations = story.Observations + added.Length,
        };
    }

    /// <summary>Another pattern may have derived more at an observation that the story has already.</summary>
    static Evidence Marked(Evidence known, Finding finding) => finding.Evidence.FirstOrDefault(item => item.Offset == known.Offset) is not { } again ? known : known with
    {
        Marks = again.Marks is { } marks ? [.. (known.Marks ?? []).Union(marks)] : known.Marks,
        Derived = again.Derived is { } derived ? [.. (known.Derived ?? []).Concat(derived).DistinctBy(one => one.Id)] : known.Derived,
    };

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
        var name = string.Create(CultureInfo.InvariantCulture, $"{journal}{(onTrial ? "\ntrial" : "")}\n{subject}\n{offset}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 8));
    }
}
