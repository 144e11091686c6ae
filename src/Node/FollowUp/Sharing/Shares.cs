using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Node.Signals;
using Knooppunt.Node.Signals.Sharing;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>Gives signals of an organisation's own journal to partners, reduced, by a named person's recorded decision.</summary>
sealed class Shares(IDbContextFactory<FollowUpDb> database, ProvideEvidence provide, ReadLog log, NodeSettings settings, WriteTurn turn, TimeProvider clock) : IDaily
{
    /// <summary>The longest reason, in characters; the shortest is 5.</summary>
    public const int LongestWhy = 500;
    const int ShortestWhy = 5, Most = 200;

    /// <summary>Gives a signal. The id of what was given, or why not.</summary>
    /// <param name="person">Who decides; may see the signal.</param>
    /// <param name="signal">A signal of the person's own organisation.</param>
    /// <param name="to">Short name of the partner.</param>
    /// <param name="why">Why, in the person's own words.</param>
    /// <param name="withheld">Fields that are kept back.</param>
    /// <param name="stop">Stops before it is written, never halfway.</param>
    public async Task<(string? Id, Word Refusal)> Give(ClaimsPrincipal person, SignalRow signal, string to, string why, IReadOnlySet<string> withheld, CancellationToken stop)
    {
        if (!settings.Organisations.Any(partner => partner.Id == to) || to == signal.Journal)
            return (null, new("Kies een andere organisatie van dit knooppunt.", "Choose another organisation of this node."));
        if (why.Length is < ShortestWhy or > LongestWhy)
            return (null, new($"Schrijf in {ShortestWhy} tot {LongestWhy} tekens waarom u dit deelt: dat staat bij wat naar buiten ging.", $"Write in {ShortestWhy} to {LongestWhy} characters why you share this: it stands beside what left."));
        var weighed = ProvideEvidence.Weigh(person, signal, withheld);
        if (provide.Copy(signal, weighed) is not { } copy)
            return (null, NothingGoes(weighed));
        var (now, marks) = (clock.GetUtcNow(), ProvideEvidence.Marks(weighed));
        var row = new ShareRow
        {
            Id = RandomId.New(),
            Signal = signal.Id,
            From = signal.Journal,
            To = to,
            Who = person.PersonId,
            Name = person.DisplayName,
            At = now.UnixMicroseconds,
            Why = why,
            Ground = Ground(weighed),
            Fields = string.Join(' ', weighed.SelectMany(item => item.Provision.Goes).Distinct()),
            Severity = signal.Severity,
            Tlp = marks.Tlp,
            Pap = marks.Pap,
            Headline = copy.Headline.Dutch,
            HeadlineEnglish = copy.Headline.English,
            Story = StoryJson.Write(copy.Story),
            Until = now.AddDays(ProvideEvidence.Days(weighed)).UnixMicroseconds,
        };
        // First the log, as for every look: what is not written down does not leave.
        await log.Record(person, "share", row.Id, $"{settings.NameOf(to)}: {why}", row.Ground, stop);
        await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            db.Shares.Add(row);
            return await db.SaveChangesAsync(stop);
        }, stop);
        return (row.Id, default);
    }

    /// <summary>One of them; null when it does not exist or does not concern the person: the two look the same from outside.</summary>
    public async Task<ShareRow?> Find(ClaimsPrincipal person, string id, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Shares.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, stop) is { } row && Concerns(person, row) ? row : null;
    }

    /// <summary>What was given to or by the person's organisations, the newest first, at most 200.</summary>
    public async Task<IReadOnlyList<ShareRow>> Of(ClaimsPrincipal person, CancellationToken stop = default)
    {
        var own = Organisations(person);
        await using var db = await database.CreateDbContextAsync(stop);
        // What a colleague gave and this person may not see takes no place on the list: it is read on until the list is full.
        var found = new List<ShareRow>();
        await foreach (var row in db.Shares.AsNoTracking().Where(row => own.Contains(row.To) || own.Contains(row.From)).OrderByDescending(row => row.At).ThenBy(row => row.Id).AsAsyncEnumerable().WithCancellation(stop))
        {
            if (Concerns(person, row))
                found.Add(row);
            if (found.Count == Most)
                break;
        }

        return found;
    }

    /// <summary>To whom a signal was given, the oldest first.</summary>
    public async Task<IReadOnlyList<ShareRow>> OfSignal(string signal, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Shares.AsNoTracking().Where(row => row.Signal == signal).OrderBy(row => row.At).ToListAsync(stop);
    }

    /// <summary>Takes back what was given: the copy is destroyed, that it was given stays, and who took it back stands in the log. False when it was gone already.</summary>
    public async Task<bool> Withdraw(ClaimsPrincipal person, ShareRow given, CancellationToken stop)
    {
        var now = clock.GetUtcNow().UnixMicroseconds;
        await log.Record(person, "share", given.Id, "teruggenomen", given.Ground, stop);
        var withdrawn = await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            return await db.Shares.Where(row => row.Id == given.Id && row.Withdrawn == null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Withdrawn, now).SetProperty(row => row.Story, "").SetProperty(row => row.Headline, "").SetProperty(row => row.HeadlineEnglish, ""), stop) == 1;
        }, stop);
        await RoomDatabase.Scrub(database, turn, stop);
        return withdrawn;
    }

    public Word Ends => new("kopieën bij partners, na de kortste termijn van hun bewijs", "copies at partners, after the shortest term of their evidence");

    /// <summary>Destroys copies past their term, and that something was given when the log of it ends.</summary>
    public async Task Run(CancellationToken stop)
    {
        var now = clock.GetUtcNow().UnixMicroseconds;
        var ended = await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            return await db.Shares.Where(row => row.Until <= now && row.Story != "")
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Story, "").SetProperty(row => row.Headline, "").SetProperty(row => row.HeadlineEnglish, ""), stop);
        }, stop);
        var before = clock.GetUtcNow().AddDays(-settings.ReadLogRetentionDays).UnixMicroseconds;
        ended += await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            return await db.Shares.Where(row => row.At < before).ExecuteDeleteAsync(stop);
        }, stop);
        if (ended == 0)
            return;
        await log.RecordEnd("shares", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ended} kopieën bij partners / {ended} copies at partners"), stop);
        await RoomDatabase.Scrub(database, turn, stop);
    }

    /// <summary>Whether somebody may decide to give what stands in an organisation's journal.</summary>
    public static bool MayGive(ClaimsPrincipal person, string organisation) => person.Viewers.Any(viewer => viewer.Organisation == organisation && PersonRights.DataRoles.Contains(viewer.Role));

    /// <summary>Whether something was given to an organisation for which the person works with data, or by one of which the person may see what was given: that a colleague gave it opens it to nobody there.</summary>
    public static bool Concerns(ClaimsPrincipal person, ShareRow row) => Organisations(person) is var own && (own.Contains(row.To) || (own.Contains(row.From) && SeesGiven(person, row)));

    static bool SeesGiven(ClaimsPrincipal person, ShareRow row) => row.Story.Length == 0 || StoryJson.Read(row.Story).Evidence.SelectMany(item => item.Handlings)
        .All(handling => Visibility.Ask(person.Viewers.Where(viewer => viewer.Organisation == row.From && PersonRights.DataRoles.Contains(viewer.Role)), VisibilityLabel.Of(handling with { Organisation = row.From }, released: false)).Verdict != AccessVerdict.Refuse);

    static string[] Organisations(ClaimsPrincipal person) =>
        [.. person.Viewers.Where(viewer => PersonRights.DataRoles.Contains(viewer.Role)).Select(viewer => viewer.Organisation).Distinct(StringComparer.Ordinal)];

    static string Ground(IEnumerable<WeighedEvidence> weighed) =>
        string.Join("; ", weighed.Where(item => item.Provision.Goes.Count > 0).Select(item => item.Provision.Answer.Article).Distinct(StringComparer.Ordinal));

    static Word NothingGoes(IReadOnlyList<WeighedEvidence> weighed) =>
        weighed.Select(item => item.Provision.Answer).FirstOrDefault(answer => answer.Verdict == AccessVerdict.Refuse) is { } refusal
            ? new($"Hiervan mag niets naar buiten. {refusal.Why} ({refusal.Article})", $"Nothing of this may leave. {refusal.WhyEnglish} ({refusal.Article})")
            : new("U houdt alle velden terug; dan is er niets te delen.", "You keep every field back; then there is nothing to share.");
}
