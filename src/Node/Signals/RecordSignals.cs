using Knooppunt.Observations;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Patterns;
using Knooppunt.Signals;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Signals;

/// <summary>Stores what Detection found, together with how far it came: one transaction, so that after a crash nothing is lost and nothing double.</summary>
sealed class RecordSignals(IDbContextFactory<SignalsDb> database, Labels labels, SignalFeed feed, PatternShelf shelf, NodePlaces places, JournalRoom journals, WriteTurn turn)
{
    /// <summary>A story with the gap after which it closes.</summary>
    /// <param name="Story">The story as it now is.</param>
    /// <param name="Gap">How long after its last finding it closes.</param>
    /// <param name="Lead">What the leading pattern said of itself when it fired; null when the journal is judged by it no more.</param>
    /// <param name="OnTrial">Whether it is of patterns on trial: then it is told to nobody.</param>
    public readonly record struct Changed(Story Story, TimeSpan Gap, PatternCard? Lead = null, bool OnTrial = false);

    /// <summary>Stores the changed stories and moves the journal's checkpoint.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="changed">Stories as they now are, each once.</param>
    /// <param name="next">The next offset to read.</param>
    /// <param name="stop">Stops before the transaction commits, never halfway.</param>
    public async Task Record(string journal, IReadOnlyCollection<Changed> changed, long next, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var ids = changed.Select(item => item.Story.Id).ToArray();
        var known = await db.Signals.IgnoreQueryFilters().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, stop);
        var parts = await db.Patterns.Where(row => ids.Contains(row.Signal)).ToDictionaryAsync(row => (row.Signal, row.Pattern), stop);
        var told = new List<SignalRow>(changed.Count);
        foreach (var (story, gap, lead, onTrial) in changed)
        {
            var row = RowOf(journal, story, gap, lead, onTrial);
            if (!onTrial)
                told.Add(row);
            if ((!known.TryGetValue(story.Id, out var old) || old.Severity < row.Severity) && !onTrial)
                db.Changes.Add(new SignalChangeRow { Signal = story.Id });
            if (old is not null)
                db.Entry(old).CurrentValues.SetValues(row);
            else
                db.Signals.Add(row);
            foreach (var part in story.Patterns)
            {
                if (parts.TryGetValue((story.Id, part.PatternId), out var stored))
                    stored.Last = row.Last;
                else
                    db.Patterns.Add(new SignalPatternRow { Signal = story.Id, Pattern = part.PatternId, Last = row.Last });
            }
        }

        if (await db.Checkpoints.FindAsync([journal], stop) is { } checkpoint)
            checkpoint.Next = next;
        else
            db.Checkpoints.Add(new CheckpointRow { Journal = journal, Next = next });
        try
        {
            await turn.Take(() => db.SaveChangesAsync(stop), stop);
        }
        catch (DbUpdateConcurrencyException)
        {
            // One of the stories reached its term in between: it is stored anew.
            await Record(journal, changed, next, stop);
            return;
        }

        feed.Tell(told);
    }

    /// <summary>The next offset to read in a journal; 0 when nothing was read yet.</summary>
    public async Task<long> Next(string journal, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Checkpoints.Where(row => row.Journal == journal).Select(row => row.Next).SingleOrDefaultAsync(stop);
    }

    /// <summary>Stories of a journal that a finding after a moment may still join.</summary>
    public async Task<IReadOnlyList<Changed>> StillOpen(string journal, DateTimeOffset after, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var from = after.UnixMicroseconds;
        var rows = await db.Signals.IgnoreQueryFilters().AsNoTracking().Where(row => row.Journal == journal && row.Last + row.GapSeconds * 1_000_000 >= from).OrderBy(row => row.Last).ToListAsync(stop);
        return [.. rows.Select(row => new Changed(StoryJson.Read(row.Story), TimeSpan.FromSeconds(row.GapSeconds), OnTrial: row.OnTrial))];
    }

    SignalRow RowOf(string journal, Story story, TimeSpan gap, PatternCard? lead, bool onTrial)
    {
        var headline = Headline.Of(story, lead ?? shelf.Find(story.Lead.PatternId)?.Document.Card, places);
        return new()
        {
            Id = story.Id,
            Journal = journal,
            SubjectKind = story.Subject.Kind,
            SubjectValue = story.Subject.Value,
            Severity = (int)story.Severity,
            First = story.First.UnixMicroseconds,
            Last = story.Last.UnixMicroseconds,
            LeadPattern = story.Lead.PatternId,
            Headline = headline.Dutch,
            HeadlineEnglish = headline.English,
            Observations = story.Observations,
            Place = story.Where,
            Label = labels.IdOf(LabelOf(journal, story)),
            GapSeconds = (long)gap.TotalSeconds,
            Arrived = story.Evidence.Max(item => item.Observation.ReceivedAt ?? item.Observation.Time).UnixMicroseconds,
            Story = StoryJson.Write(story),
            OnTrial = onTrial,
        };
    }

    // The settings keep closed regimes apart by journal; evidence from before that stays with its own organisation under the strictest of them.
    VisibilityLabel LabelOf(string journal, Story story)
    {
        var released = journals.IsShared(journal);
        Handling[] handlings = [.. story.Evidence.SelectMany(item => item.Handlings).Distinct()];
        return handlings.Length == 0 ? new(journal, Regime.Avg, Purpose.SiteSecurity, Tlp.Red, Pap.Red, released)
            : Visibility.Combine(journal, handlings, released) ?? new(journal, handlings.Max(handling => handling.Regime), Purpose.Investigation, Tlp.Red, Pap.Red, released);
    }
}
