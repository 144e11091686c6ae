using Knooppunt.Signals;
using Knooppunt.Simulation;

namespace Knooppunt.Node.Commands.Simulate;

/// <summary>How a pattern did against the truth.</summary>
/// <param name="Pattern">Path of the pattern.</param>
/// <param name="Level">Level that it claims; empty when no pattern covers the script.</param>
/// <param name="Injected">Scripts of its kind.</param>
/// <param name="Found">Scripts that a signal of it was about.</param>
/// <param name="Missed">Ids of scripts without such a signal.</param>
/// <param name="Others">Signals of it about no script of its kind, but about keys of another script.</param>
/// <param name="False">Signals of it about no script at all.</param>
sealed record PatternScore(string Pattern, string Level, int Injected, int Found, IReadOnlyList<string> Missed, int Others, int False)
{
    /// <summary>Part of the scripts that were found; null when there were none.</summary>
    public double? Recall => Injected == 0 ? null : (double)Found / Injected;

    /// <summary>Part of the signals that were about a script; null when there were no signals.</summary>
    public double? Precision => Found + Others + False == 0 ? null : (double)(Found + Others) / (Found + Others + False);
}

/// <summary>Holds signals against the truth.</summary>
static class Score
{
    // A signal's time is that of its evidence; records of some sources are exact to the minute only.
    static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    /// <summary>Scores per pattern, by path.</summary>
    /// <param name="scripts">The truth.</param>
    /// <param name="stories">The signals.</param>
    /// <param name="paths">Path and level of each pattern, by id.</param>
    public static IReadOnlyList<PatternScore> Of(IReadOnlyList<InjectedScript> scripts, IReadOnlyList<Story> stories, IReadOnlyDictionary<string, (string Path, string Level)> paths)
    {
        var told = stories.SelectMany(story => story.Patterns.Select(part => (Story: story, Path: paths.GetValueOrDefault(part.PatternId).Path ?? part.PatternId))).ToLookup(pair => pair.Path, pair => pair.Story, StringComparer.Ordinal);
        var levels = paths.Values.DistinctBy(pattern => pattern.Path).ToDictionary(pattern => pattern.Path, pattern => pattern.Level, StringComparer.Ordinal);
        return
        [
            .. scripts.Select(script => script.Pattern).Concat(told.Select(group => group.Key)).Distinct().Order(StringComparer.Ordinal)
                .Select(pattern => One(pattern, levels.GetValueOrDefault(pattern, ""), scripts, [.. told[pattern]])),
        ];
    }

    static PatternScore One(string pattern, string level, IReadOnlyList<InjectedScript> scripts, IReadOnlyList<Story> stories)
    {
        var own = scripts.Where(script => script.Pattern == pattern).ToList();
        var missed = own.Where(script => !stories.Any(story => IsAbout(story, script))).Select(script => script.Id).ToList();
        var strange = stories.Where(story => !own.Any(script => IsAbout(story, script))).ToList();
        var others = strange.Count(story => scripts.Any(script => IsAbout(story, script)));
        return new PatternScore(pattern, level, own.Count, own.Count - missed.Count, missed, others, strange.Count - others);
    }

    /// <summary>A signal is about a script when its evidence names, in the time of the script, its subject or another key that is its alone; or a shared camera or sensor, when all of the evidence lies in that time.</summary>
    static bool IsAbout(Story story, InjectedScript script)
    {
        if (story.First > script.End + Slack || story.Last < script.Start - Slack)
            return false;
        var within = story.First >= script.Start - Slack && story.Last <= script.End + Slack;
        return Names(story, script.Subject.Kind, script.Subject.Value)
            || script.Keys.Any(key => (within ? key.Key is not ("place" or "carrier" or "company") : !IsShared(key.Key)) && Names(story, key.Key, key.Value));
    }

    static bool IsShared(string field) => field is "place" or "camera" or "sensor" or "carrier" or "company";

    static bool Names(Story story, string field, string value) =>
        (story.Subject.Kind == field && story.Subject.Value == value) || story.Evidence.Any(item => string.Equals(item.Observation.Data[field].Text, value, StringComparison.Ordinal));
}
