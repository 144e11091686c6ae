using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>Observations about somebody: how many, per source and day.</summary>
sealed class JournalHoldings(JournalRoom journals) : IHoldsAbout
{
    public Word Room => new("Journaal", "Journal");

    public Word? NotSearched => new(
        "Wat niet gelezen kon worden (van een bron kwam een kapotte regel) is versleuteld bewaard en niet doorzocht; het vervalt met de termijn van zijn bron.",
        "What could not be read (a source sent a broken line) is kept encrypted and was not searched; it ends with the term of its source.");

    public Task<IReadOnlyList<Holding>> About(SoughtSubject sought, CancellationToken stop) => Task.Run<IReadOnlyList<Holding>>(
        () => [.. journals.Organisations.SelectMany(journal => sought.In(journal) is { } subject ? In(journal, subject, stop) : [])], stop);

    IEnumerable<Holding> In(string journal, Subject subject, CancellationToken stop) =>
        from observation in Of(journal, subject, stop)
        where observation.Handling is not null
        group observation by (observation.Source, Handling: observation.Handling!, Day: DateOnly.FromDateTime(observation.Time.UtcDateTime)) into some
        orderby some.Key.Source, some.Key.Day
        select new Holding(
            journals.IsShared(journal) ? new("waarnemingen, verkleind, in het gezamenlijke journaal", "observations, reduced, in the joint journal") : new("waarnemingen", "observations"),
            some.Key.Source, VisibilityLabel.Of(some.Key.Handling, journals.IsShared(journal)), some.Count(), some.Min(one => one.Time), some.Max(one => one.Time),
            some.Max(one => one.ReceivedAt ?? one.Time).AddDays(some.Key.Handling.Retention.Days));

    /// <summary>The observations themselves, also where a pass or a person stands in another field than the one of its kind.</summary>
    public IEnumerable<Observation> Of(string journal, Subject subject, CancellationToken stop)
    {
        foreach (var entry in journals.Naming(journal, subject))
        {
            stop.ThrowIfCancellationRequested();
            if (entry.Observation is { } observation)
                yield return observation;
        }
    }
}
