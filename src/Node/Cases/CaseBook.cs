using System.Security.Claims;
using Knooppunt.Cases;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Node.Signals;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Cases;

/// <summary>What somebody wants to open a case with.</summary>
sealed record CaseWish(string Title, string Script, string Place, string Home, Regime Regime, Purpose Purpose, Tlp Tlp, LegalBasis Basis, string Article, SignalRow? Signal);

/// <summary>Opens cases and reads them, never more than the person may see.</summary>
sealed class CaseBook(IDbContextFactory<CasesDb> database, Labels labels, NodePlaces places, NodeSettings settings, WriteTurn turn, TimeProvider clock)
{
    /// <summary>Shortest and longest title, in characters.</summary>
    public const int ShortestTitle = 5, LongestTitle = 150;

    /// <summary>Longest article or agreement, in characters.</summary>
    public const int LongestArticle = 150;

    /// <summary>Opens a case. Its id, or why not.</summary>
    public async Task<(string? Id, Word Refusal)> Open(ClaimsPrincipal person, CaseWish wish, CancellationToken stop)
    {
        if (Refusal(person, wish) is { } wrong)
            return (null, wrong);
        var now = clock.GetUtcNow().UnixMicroseconds;
        var row = new CaseRow
        {
            Id = RandomId.New(),
            Title = wish.Title,
            Script = wish.Script,
            Place = wish.Place,
            Home = wish.Home,
            Owner = wish.Home,
            Regime = wish.Regime,
            Purpose = wish.Purpose,
            Tlp = wish.Tlp,
            Opened = now,
        };
        await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            await using var whole = await db.Database.BeginTransactionAsync(stop);
            db.Cases.Add(row);
            await db.SaveChangesAsync(stop);
            db.Partners.Add(new CasePartnerRow { Case = row.Number, Organisation = wish.Home, Part = PartnerPart.Acts, Basis = wish.Basis, Article = wish.Article, Since = now });
            db.Events.Add(new CaseEventRow { Case = row.Number, At = now, Deed = CaseDeed.Opened, Name = person.DisplayName, Organisation = wish.Home });
            if (wish.Signal is { } signal)
                db.Signals.Add(LinkOf(row.Number, signal, now));
            await db.SaveChangesAsync(stop);
            await whole.CommitAsync(stop);
            return row.Number;
        }, stop);
        return (row.Id, default);
    }

    /// <summary>One case; null when it does not exist or the person may neither see nor end it: these look the same from outside.</summary>
    public async Task<CaseFile?> Find(ClaimsPrincipal person, string id, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await CaseFile.Read(db, id, stop) is { } file && (file.IsSeenBy(person) || file.MayBeClosedBy(person)) ? file : null;
    }

    /// <summary>Cases of the person, the open ones first and of those the newest, at most 500; with whether the person sees what they say.</summary>
    public async Task<IReadOnlyList<(CaseRow Row, bool Seen)>> Of(ClaimsPrincipal person, CancellationToken stop = default)
    {
        string[] own = [.. person.Viewers.Where(viewer => PersonRights.DataRoles.Contains(viewer.Role)).Select(viewer => viewer.Organisation).Distinct()];
        return await Look(person, (db, rows) => rows.Where(row => own.Contains(row.Owner) || db.Partners.Any(partner => partner.Case == row.Number && own.Contains(partner.Organisation)))
            .OrderBy(row => row.Closed != null).ThenByDescending(row => row.Number).Take(500), stop);
    }

    /// <summary>Those of some cases that the person may see or end, with whether the person sees what they say.</summary>
    public Task<IReadOnlyList<(CaseRow Row, bool Seen)>> Of(ClaimsPrincipal person, IReadOnlyCollection<string> ids, CancellationToken stop = default) =>
        Look(person, (_, rows) => rows.Where(row => ids.Contains(row.Id)), stop);

    /// <summary>Cases that hold a signal and that the person may see.</summary>
    public async Task<IReadOnlyList<CaseRow>> Holding(ClaimsPrincipal person, string signal, CancellationToken stop = default) =>
        [.. (await Look(person, (db, rows) => rows.Where(row => db.Signals.Any(link => link.Case == row.Number && link.Signal == signal)).OrderByDescending(row => row.Number).Take(100), stop)).Where(pair => pair.Seen).Select(pair => pair.Row)];

    /// <summary>The line that names a signal in a case.</summary>
    public static CaseSignalRow LinkOf(long number, SignalRow signal, long now) =>
        new() { Case = number, Signal = signal.Id, Headline = signal.Headline, HeadlineEnglish = signal.HeadlineEnglish, Label = signal.Label, Linked = now };

    /// <summary>Why a signal cannot be named in a case; null when it can.</summary>
    public Word? Mixes(Regime regime, SignalRow signal) => CaseMark.Holds(regime, labels[signal.Label].Regime) ? null
        : new("Dit signaal valt onder een ander wettelijk regime dan de zaak, en regimes mengen niet. Open er een eigen zaak voor.", "This signal is under another legal regime than the case, and regimes do not mix. Open a case of its own for it.");

    async Task<IReadOnlyList<(CaseRow Row, bool Seen)>> Look(ClaimsPrincipal person, Func<CasesDb, IQueryable<CaseRow>, IQueryable<CaseRow>> choose, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await choose(db, db.Cases.AsNoTracking()).ToListAsync(stop);
        var numbers = rows.Select(row => row.Number).ToArray();
        var named = (await db.Partners.AsNoTracking().Where(partner => numbers.Contains(partner.Case)).ToListAsync(stop)).ToLookup(partner => partner.Case, partner => partner.Organisation);
        return [.. rows.Select(row => (Row: row, Seen: CaseRights.Sees(person, row, [.. named[row.Number]]))).Where(pair => pair.Seen || CaseRights.AnswersFor(person, pair.Row))];
    }

    Word? Refusal(ClaimsPrincipal person, CaseWish wish) =>
        wish.Title.Length is < ShortestTitle or > LongestTitle ? new($"Zeg in {ShortestTitle} tot {LongestTitle} tekens waar de zaak over gaat.", $"Say in {ShortestTitle} to {LongestTitle} characters what the case is about.")
        : OwnWords.Refusal(wish.Title) is { } clear ? clear
        : wish.Script.Length > 0 && !ScriptNames.Codes.Contains(wish.Script) ? new("Kies een soort uit de lijst, of geen.", "Choose a kind from the list, or none.")
        : wish.Place.Length > 0 && places.Map.Find(wish.Place) is null ? new("Kies een plaats van dit knooppunt, of geen.", "Choose a place of this node, or none.")
        : settings.Organisations.All(organisation => organisation.Id != wish.Home) || !person.Viewers.Any(viewer => viewer.Organisation == wish.Home && PersonRights.AnsweringRoles.Contains(viewer.Role))
            ? new("Kies een organisatie waarvoor u zaken mag openen.", "Choose an organisation for which you may open cases.")
        : ArticleRefusal(wish.Article) is { } article ? article
        : Closed(person, wish) is { } closed ? closed
        : wish.Signal is { } signal ? Mixes(wish.Regime, signal) : null;

    /// <summary>Why an article cannot be kept; null when it can.</summary>
    public static Word? ArticleRefusal(string article) => article.Length is < 3 or > LongestArticle
        ? new($"Noem in 3 tot {LongestArticle} tekens het artikel of de afspraak waarop de partner meedoet.", $"Name in 3 to {LongestArticle} characters the article or agreement on which the partner takes part.") : OwnWords.Refusal(article);

    // Who opens a case that they may not see themselves could never work in it.
    static Word? Closed(ClaimsPrincipal person, CaseWish wish)
    {
        var answer = Visibility.Ask(person.Viewers.Where(viewer => viewer.Organisation == wish.Home && PersonRights.AnsweringRoles.Contains(viewer.Role)), CaseMark.Label(wish.Home, wish.Regime, wish.Purpose, wish.Tlp));
        return answer.Verdict != AccessVerdict.Refuse ? null
            : new($"Met dit regime, doel en merk zou u de zaak zelf niet mogen zien. {answer.Why} ({answer.Article}) Kies een ander doel of merk, of laat een bevoegde collega haar openen.",
                $"With this regime, purpose and mark you could not see the case yourself. {answer.WhyEnglish} ({answer.Article}) Choose another purpose or mark, or let a competent colleague open it.");
    }
}
