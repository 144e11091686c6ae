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

    /// <summary>The observations themselves. A pass or a person also stands in other fields than the one that the journal can be searched by: there every line is read.</summary>
    public IEnumerable<Observation> Of(string journal, Subject subject, CancellationToken stop)
    {
        var kind = Taxonomy.PseudonymOf(subject.Kind);
        var entries = kind is Pseudonym.Pass or Pseudonym.Person
            ? journals.ByTime(journal, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue).Where(entry => entry.Observation is { } line && Names(line, kind, subject))
            : journals.BySubject(journal, subject);
        foreach (var entry in entries)
        {
            stop.ThrowIfCancellationRequested();
            if (entry.Observation is { } observation)
                yield return observation;
        }
    }

    static bool Names(Observation line, Pseudonym kind, Subject subject) =>
        line.Subject == subject || line.Data.Any(field => Taxonomy.PseudonymOf(field.Key) == kind && string.Equals(field.Value.Text, subject.Value, StringComparison.Ordinal));
}
