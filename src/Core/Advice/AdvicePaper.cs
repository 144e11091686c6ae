using Knooppunt.Knowledge;
using Knooppunt.Knowledge.Mapping;

namespace Knooppunt.Advice;

/// <summary>A sentence or name with the tags of its sources.</summary>
/// <param name="Text">What is said.</param>
/// <param name="Sources">Tags, as in <see cref="AdvicePaper.Sources"/>; <see cref="Claim.Own"/> and <see cref="Claim.Unchecked"/> among them.</param>
public sealed record SaidWith(string Text, IReadOnlyList<string> Sources);

/// <summary>A way of working that touches the receiver.</summary>
/// <param name="Code">Its code: MO-03.</param>
/// <param name="Name">Its name.</param>
/// <param name="What">What it is.</param>
/// <param name="Steps">The steps that touch, by name.</param>
public sealed record PaperScript(string Code, string Name, SaidWith What, IReadOnlyList<string> Steps);

/// <summary>Something to do.</summary>
/// <param name="What">What to put up.</param>
/// <param name="Why">Why, and why now.</param>
/// <param name="Against">The steps against which it stands, by name with the code of their script.</param>
public sealed record PaperDeed(SaidWith What, string Why, IReadOnlyList<string> Against);

/// <summary>An advice in one language, as it is given. It is kept as it was, whatever the scripts say later.</summary>
/// <param name="English">Whether it is in English; otherwise in Dutch.</param>
/// <param name="Receiver">For whom.</param>
/// <param name="Does">What the receiver does.</param>
/// <param name="Scripts">Ways of working that touch it.</param>
/// <param name="First">What to do first, in order.</param>
/// <param name="Also">What helps besides.</param>
/// <param name="Standing">What stands already.</param>
/// <param name="Open">Steps against which we know nothing that the receiver can do by itself.</param>
/// <param name="Sources">What stands behind the tags.</param>
public sealed record AdvicePaper(bool English, string Receiver, IReadOnlyList<string> Does, IReadOnlyList<PaperScript> Scripts, IReadOnlyList<PaperDeed> First, IReadOnlyList<PaperDeed> Also, IReadOnlyList<SaidWith> Standing, IReadOnlyList<string> Open, IReadOnlyList<ScriptSource> Sources)
{
    /// <summary>Writes an advice down.</summary>
    /// <param name="advised">What was worked out.</param>
    /// <param name="activities">What the receiver does.</param>
    /// <param name="receiver">Name of the receiver.</param>
    /// <param name="english">Whether in English; otherwise in Dutch.</param>
    /// <param name="sources">What stands behind a tag; nothing for one that nobody knows.</param>
    public static AdvicePaper Write(Advised advised, IEnumerable<Activity> activities, string receiver, bool english, Func<string, IEnumerable<ScriptSource>> sources)
    {
        var names = advised.Touching.SelectMany(one => one.Steps.Select(step => (Key: Adviser.Name(one.Script, step), Name: $"{step.Name.In(english)} ({one.Script.Code})"))).ToDictionary(pair => pair.Key, pair => pair.Name, StringComparer.Ordinal);
        SaidWith Said(Claim claim) => new(claim.Text.In(english), claim.Sources);
        PaperDeed Deed(LackingBarrier one) => new(Said(one.Barrier.What), Why(one, english), [.. one.Against.Select(step => names[step])]);
        var paper = new AdvicePaper(english, receiver, [.. activities.Select(activity => activity.What.In(english))],
            [.. advised.Touching.Select(one => new PaperScript(one.Script.Code, one.Script.Name.In(english), Said(one.Script.What), [.. one.Steps.Select(step => step.Name.In(english))]))],
            [.. advised.First.Select(Deed)], [.. advised.Also.Select(Deed)], [.. advised.Standing.Select(barrier => Said(barrier.What))], [.. advised.Open.Select(step => names[step])], []);
        return paper with { Sources = [.. paper.Said.SelectMany(said => said.Sources).Where(tag => tag is not (Claim.Own or Claim.Unchecked)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).SelectMany(sources).Distinct()] };
    }

    IEnumerable<SaidWith> Said => [.. Scripts.Select(script => script.What), .. First.Select(deed => deed.What), .. Also.Select(deed => deed.What), .. Standing];

    static string Why(LackingBarrier one, bool english) => one.Bare switch
    {
        0 when english => $"It stands against {Steps(one.Against.Count, english)}. You have something against {(one.Against.Count == 1 ? "it" : "those")} then.",
        0 => $"Dit staat tegen {Steps(one.Against.Count, english)}. Daartegen hebt u dan al iets.",
        _ when english => $"You have nothing yet against {Steps(one.Bare, english)} against which this stands.",
        _ => $"Dit staat tegen {Steps(one.Bare, english)} waartegen u nog niets hebt.",
    };

    static string Steps(int count, bool english) => (count, english) switch
    {
        (1, true) => "1 step",
        (_, true) => $"{count} steps",
        (1, false) => "1 stap",
        _ => $"{count} stappen",
    };
}
