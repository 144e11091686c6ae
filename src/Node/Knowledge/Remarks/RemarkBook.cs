using System.Security.Claims;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Personal;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Knowledge.Remarks;

/// <summary>What organisations of this node say of scripts, steps, barriers and proposals. A change is a new version, what is withdrawn is revoked; an organisation speaks, and who wrote it stays in the node.</summary>
sealed class RemarkBook(IDbContextFactory<KnowledgeDb> database, RemarkSubjects subjects, NodeSettings settings, WriteTurn turn, TimeProvider clock)
{
    /// <summary>The longest text, in characters.</summary>
    public const int Longest = OwnWords.Longest;

    const int Most = 20_000, MostSubjects = 100;

    static readonly DateTimeOffset Since = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Rings after something was said, changed or withdrawn.</summary>
    public event Action? Changed;

    /// <summary>Says something.</summary>
    /// <param name="person">Who writes it.</param>
    /// <param name="organisation">Short name of the organisation that says it.</param>
    /// <param name="about">Key of a <see cref="RemarkSubject"/>.</param>
    /// <param name="opinion">One of <see cref="Remark.Opinions"/>; empty for a note.</param>
    /// <param name="text">What, in the person's words.</param>
    /// <param name="language">nl or en.</param>
    /// <param name="tlp">Name of the sharing mark: no wider than that of what it is about.</param>
    /// <param name="stop">Stops before it is written.</param>
    public async Task<Refusal?> Say(ClaimsPrincipal person, string organisation, string about, string opinion, string text, string language, string tlp, CancellationToken stop)
    {
        if (!person.WritesFor.Contains(organisation))
            return Refusal.Forbidden;
        if (await subjects.Find(person, about, stop) is not { } subject)
            return Refusal.Wrong("Kies waarover u iets zegt.", "Choose of what you say something.");
        if (language is not ("nl" or "en"))
            return Refusal.Wrong("Kies de taal waarin u schrijft: Nederlands of Engels.", "Choose the language in which you write: Dutch or English.");
        if (!Enum.TryParse<Tlp>(tlp, out var mark) || !Enum.IsDefined(mark) || mark < subject.Tlp)
            return Refusal.Wrong("Kies naar wie het mag: niet naar meer mensen dan waar het over gaat.", "Choose to whom it may go: not to more people than what it is about.");
        if (Wrong(opinion, text) is { } wrong)
            return wrong;
        var id = StixId.Of(opinion.Length == 0 ? "note" : "opinion", Guid.NewGuid());
        var now = VersionMoment.After(clock, default).UnixMicroseconds;
        return await Written(async db =>
        {
            if (await db.Remarks.CountAsync(stop) >= Most)
                return Refusal.Wrong($"Er staan al {Most:N0} opmerkingen. Trek eerst oude in.", $"There are {Most:N0} remarks already. Withdraw old ones first.");
            db.Remarks.Add(new()
            {
                Remark = id.ToString(),
                About = string.Join(' ', subject.Writes.Take(MostSubjects)),
                Organisation = organisation,
                Name = person.DisplayName,
                Opinion = opinion,
                Language = language,
                Text = text,
                Tlp = mark,
                Pap = subject.Pap,
                Created = now,
                Modified = now,
            });
            db.RemarkSubjects.AddRange(subject.Writes.Take(MostSubjects).Select(one => new RemarkSubjectRow { Object = one.ToString(), Remark = id.ToString() }));
            return null;
        }, stop);
    }

    /// <summary>Changes what an organisation said: a new version. Its mark and what it is about stay.</summary>
    public Task<Refusal?> Change(ClaimsPrincipal person, long number, string opinion, string text, CancellationToken stop) => Next(person, number, row =>
    {
        if ((row.Opinion.Length > 0) != (opinion.Length > 0))
            return Refusal.Wrong("Een opmerking wordt geen oordeel, en een oordeel geen opmerking. Trek haar in en schrijf een nieuwe.", "A remark does not become an opinion, nor an opinion a remark. Withdraw it and write another.");
        if (Wrong(opinion, text) is { } wrong)
            return wrong;
        (row.Opinion, row.Text) = (opinion, text);
        return null;
    }, stop);

    /// <summary>Withdraws what an organisation said: who got it hears that it does not count any more.</summary>
    public Task<Refusal?> Withdraw(ClaimsPrincipal person, long number, CancellationToken stop) => Next(person, number, row =>
    {
        row.Withdrawn = true;
        return null;
    }, stop);

    /// <summary>Takes what others said off the pages of this node.</summary>
    public async Task<Refusal?> Hide(ClaimsPrincipal person, long number, CancellationToken stop) => !person.WritesScripts ? Refusal.Forbidden : await Written(async db =>
    {
        if (await db.Proposals.FirstOrDefaultAsync(row => row.Number == number && row.State == ProposalState.Proposed && (row.Type == "note" || row.Type == "opinion"), stop) is not { } row || !person.SeesKnowledge(ShelvedScript.LabelOf("", row.Tlp, row.Pap)))
            return Refusal.First;
        await ProposalBook.Decide(db, row, ProposalState.Refused, person.DisplayName, clock.GetUtcNow().UnixMicroseconds, stop);
        return null;
    }, stop);

    /// <summary>What was said that may go to partners or further, the newest version of each, with who says it and its marks.</summary>
    public async Task<IReadOnlyList<(Remark Remark, StixObject[] Objects)>> Given(CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return [.. Newest(await db.Remarks.AsNoTracking().Where(row => row.Tlp != Tlp.AmberStrict && row.Tlp != Tlp.Red && row.Pap != Pap.Red).OrderBy(row => row.Number).ToListAsync(stop))
            .Select(row => (Of(row), Maker: MakerOf(row.Organisation))).Select(one => (one.Item1, (StixObject[])[one.Maker, one.Item1.ToObject(one.Maker), Marks.Of(one.Item1.Tlp), Marks.Of(one.Item1.Pap)]))];
    }

    /// <summary>The identities of the organisations that can speak here.</summary>
    public IEnumerable<StixId> Makers => settings.Organisations.Select(organisation => MakerOf(organisation.Id).Id);

    /// <summary>Those of some ids that this node said itself: others may send them back.</summary>
    public async Task<IReadOnlyList<StixObject>> Own(KnowledgeDb db, string[] ids, CancellationToken stop) =>
        [.. Newest(await db.Remarks.AsNoTracking().Where(row => ids.Contains(row.Remark)).OrderBy(row => row.Number).ToListAsync(stop)).Select(row => Of(row).ToObject(MakerOf(row.Organisation)))];

    /// <summary>Notes what a remark of others is about, in a transaction under way; nothing when it is none.</summary>
    public static async Task Note(KnowledgeDb db, StixObject one, CancellationToken stop)
    {
        if (Remark.Of(one) is not { } remark)
            return;
        var id = remark.Id.ToString();
        var known = db.RemarkSubjects.Local.Where(row => row.Remark == id).Select(row => row.Object).Concat(await db.RemarkSubjects.Where(row => row.Remark == id).Select(row => row.Object).ToListAsync(stop)).ToHashSet(StringComparer.Ordinal);
        db.RemarkSubjects.AddRange(remark.About.Take(MostSubjects).Select(about => about.ToString()).Distinct().Where(about => !known.Contains(about)).Select(about => new RemarkSubjectRow { Object = about, Remark = id }));
    }

    /// <summary>What a version says.</summary>
    public static Remark Of(RemarkRow row) => new(Id(row.Remark), [.. row.About.Split(' ').Select(Id)], row.Text, row.Opinion.Length > 0 ? row.Opinion : null, row.Language, row.Tlp, row.Pap,
        UnixTime.FromMicroseconds(row.Created), UnixTime.FromMicroseconds(row.Modified), row.Withdrawn);

    // Of the newest version alone, of which the organisation is one for which the person writes.
    async Task<Refusal?> Next(ClaimsPrincipal person, long number, Func<RemarkRow, Refusal?> change, CancellationToken stop) => !person.WritesScripts ? Refusal.Forbidden : await Written(async db =>
    {
        if (await db.Remarks.AsNoTracking().FirstOrDefaultAsync(row => row.Number == number, stop) is not { Withdrawn: false } row || await db.Remarks.AnyAsync(other => other.Remark == row.Remark && other.Number > number, stop))
            return Refusal.First;
        if (!person.WritesFor.Contains(row.Organisation))
            return Refusal.Forbidden;
        (row.Number, row.Name, row.Modified) = (0, person.DisplayName, VersionMoment.After(clock, UnixTime.FromMicroseconds(row.Modified)).UnixMicroseconds);
        if (change(row) is { } refusal)
            return refusal;
        db.Remarks.Add(row);
        return null;
    }, stop);

    async Task<Refusal?> Written(Func<KnowledgeDb, Task<Refusal?>> write, CancellationToken stop)
    {
        var refusal = await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            if (await write(db) is { } wrong)
                return wrong;
            await db.SaveChangesAsync(stop);
            return null;
        }, stop);
        if (refusal is null)
            Changed?.Invoke();
        return refusal;
    }

    static Refusal? Wrong(string opinion, string text) =>
        opinion.Length > 0 && !Remark.Opinions.Contains(opinion) ? Refusal.Wrong("Kies een oordeel uit de lijst, of geen.", "Choose an opinion from the list, or none.")
        : text.Length < OwnWords.Shortest ? Refusal.Wrong("Schrijf in een paar woorden wat u wilt zeggen, en waarom.", "Write in a few words what you want to say, and why.")
        : Refusal.Of(OwnWords.Refusal(text)) ?? (PersonalText.Find(text) is { } found
            ? Refusal.Wrong($"Bij teken {found.Start + 1} lijkt een telefoon- of rekeningnummer te staan. Kennis reist, gegevens over personen nooit: laat het weg.", $"At character {found.Start + 1} there seems to be {found.Kind}. Knowledge travels, data about persons never does: leave it out.") : null);

    static IEnumerable<RemarkRow> Newest(IEnumerable<RemarkRow> rows) => rows.GroupBy(row => row.Remark).Select(versions => versions.Last());

    // Never the person: an organisation speaks.
    StixObject MakerOf(string organisation) => ScriptExtension.Maker($"node/{settings.Node}/{organisation}", settings.NameOf(organisation), "organization", Since);

    static StixId Id(string text) => StixId.TryParse(text, out var id) ? id : default;
}
