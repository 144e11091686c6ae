using System.Security.Claims;
using Knooppunt.Barriers;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Node.Signals;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Barriers;

/// <summary>A barrier with its course, what was expected of it, oldest first, and its studies.</summary>
sealed record RegisteredBarrier(BarrierRow Row, IReadOnlyList<BarrierStateRow> States, IReadOnlyList<ExpectationRow> Expectations, IReadOnlyList<StudyRow> Studies)
{
    /// <summary>Its course.</summary>
    public BarrierLife Life => new(States.Select(state => new BarrierChange(DateOnly.FromDayNumber(state.Day), state.State)));

    /// <summary>The expectation that is held against what was measured (<see cref="Registration.Counts"/>); null when nothing was written.</summary>
    public ExpectationRow? Registered => Registration.Counts([.. Expectations.Select(line => (Written(line), line.Fall is not null))], Life.FirstWorked) is { } at ? Expectations[at] : null;

    /// <summary>When an expectation was written, against when it began to work.</summary>
    public ExpectationTime TimeOf(ExpectationRow line) => Registration.Of(Written(line), Life.FirstWorked);

    static DateOnly? Written(ExpectationRow line) => line.Day == 0 ? null : DateOnly.FromDayNumber(line.Day);
}

/// <summary>The register of barriers and the studies of their effect.</summary>
sealed class BarrierBook(IDbContextFactory<BarriersDb> database, SignalCounts signals, NodeSettings settings, NodePlaces places, WriteTurn turn, TimeProvider clock)
{
    /// <summary>On what reading rests.</summary>
    public const string Ground = "geen persoonsgegevens (AVG art. 2)";

    /// <summary>Longest title, in characters; most euros; most that is counted in a cell; longest period, in days.</summary>
    public const int LongestTitle = 120, MostEuros = 1_000_000_000, MostCounted = 10_000_000, LongestDays = 3660;

    const int LongestStep = 60, MostBarriers = 1000, MostLines = 200;

    readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);

    /// <summary>Whether somebody reads the register: it is about nobody.</summary>
    public static bool Reads(ClaimsPrincipal person) => person.ReadsPatterns;

    /// <summary>Organisations whose barriers somebody writes: those for which the person answers; a programme manager those of the own organisation.</summary>
    public static string[] WritesFor(ClaimsPrincipal person) =>
        [.. person.Viewers.Where(viewer => viewer.Role == Role.ProgrammeManager || PersonRights.AnsweringRoles.Contains(viewer.Role)).Select(viewer => viewer.Organisation).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Today, at the node.</summary>
    public DateOnly Today => _zone.DayOf(clock.GetUtcNow());

    /// <summary>All barriers, in the order in which they were written down.</summary>
    public async Task<IReadOnlyList<RegisteredBarrier>> All(CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var states = (await db.States.AsNoTracking().OrderBy(row => row.Id).ToListAsync(stop)).ToLookup(row => row.Barrier);
        var studies = (await Weighed(db, db.Studies, stop)).ToLookup(row => row.Barrier);
        var expected = (await db.Expectations.AsNoTracking().OrderBy(row => row.Id).ToListAsync(stop)).ToLookup(row => row.Barrier);
        return [.. (await db.Barriers.AsNoTracking().OrderBy(row => row.Number).ToListAsync(stop)).Select(row => new RegisteredBarrier(row, [.. states[row.Number]], [.. expected[row.Number]], [.. studies[row.Number]]))];
    }

    /// <summary>Those that came out of a phenomenon file, in the order in which they were written down.</summary>
    public async Task<IReadOnlyList<RegisteredBarrier>> OutOf(string phenomenon, CancellationToken stop = default) => [.. (await All(stop)).Where(barrier => barrier.Row.Phenomenon == phenomenon)];

    /// <summary>One barrier; null when there is none.</summary>
    public async Task<RegisteredBarrier?> Find(string id, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Barriers.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, stop) is { } row
            ? new(row, await db.States.AsNoTracking().Where(state => state.Barrier == row.Number).OrderBy(state => state.Id).ToListAsync(stop), await db.Expectations.AsNoTracking().Where(line => line.Barrier == row.Number).OrderBy(line => line.Id).ToListAsync(stop), await Weighed(db, db.Studies.Where(study => study.Barrier == row.Number), stop))
            : null;
    }

    static async Task<IReadOnlyList<StudyRow>> Weighed(BarriersDb db, IQueryable<StudyRow> asked, CancellationToken stop)
    {
        var studies = await asked.AsNoTracking().OrderBy(row => row.Id).ToListAsync(stop);
        var weights = new Dictionary<long, WeightRow>();
        foreach (var weight in await db.Weights.AsNoTracking().Where(row => asked.Any(study => study.Id == row.Study)).OrderBy(row => row.Id).ToListAsync(stop))
            weights[weight.Study] = weight;
        foreach (var study in studies)
            study.Weights = weights.GetValueOrDefault(study.Id);
        return studies;
    }

    /// <summary>Writes a barrier down. Its id, or why not.</summary>
    public async Task<(string? Id, Refusal? Refusal)> Open(ClaimsPrincipal person, BarrierRow row, string words, int? fall, BarrierState state, DateOnly? day, CancellationToken stop)
    {
        var wrong = !WritesFor(person).Contains(row.Organisation) || settings.Organisations.All(partner => partner.Id != row.Organisation) ? Refusal.Wrong("Kies een organisatie waarvoor u dit mag opschrijven.", "Choose an organisation for which you may write this.")
            : row.Title.Length is < OwnWords.Shortest or > LongestTitle ? Refusal.Wrong($"Noem de barrière in {OwnWords.Shortest} tot {LongestTitle} tekens.", $"Name the barrier in {OwnWords.Shortest} to {LongestTitle} characters.")
            : !Enum.IsDefined(row.Kind) || !Enum.IsDefined(row.Branch) || !Enum.IsDefined(state) ? Refusal.Wrong("Kies het soort, de branche en hoe hij staat.", "Choose the kind, the branch and how it stands.")
            : NoFall(fall) is { } none ? none
            : row.Step.Length > LongestStep || row.Step.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '/')) ? Refusal.Wrong("Kies een stap uit de lijst, of geen.", "Choose a step from the list, or none.")
            : row.Place.Length > 0 && places.Sites.All(site => site.Id != row.Place) ? Refusal.Wrong("Kies een plaats uit de lijst, of geen.", "Choose a place from the list, or none.")
            : row.Once is < 0 or > MostEuros || row.Yearly is < 0 or > MostEuros ? Refusal.Wrong("Geef kosten in hele euro's; nul mag.", "Give costs in whole euros; zero is allowed.")
            : day is not { } known || known > Today.AddYears(5) ? Refusal.Wrong("Geef de dag sinds wanneer hij zo staat.", "Give the day since when it stands so.")
            : Refusal.Of(OwnWords.Refusal(row.Title) ?? OwnWords.Refusal(words));
        if (wrong is not null)
            return (null, wrong);
        var full = await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            if (await db.Barriers.CountAsync(stop) >= MostBarriers)
                return true;
            await using var whole = await db.Database.BeginTransactionAsync(stop);
            db.Barriers.Add(row);
            await db.SaveChangesAsync(stop);
            db.States.Add(new BarrierStateRow { Barrier = row.Number, Day = day!.Value.DayNumber, State = state, Note = "", Name = person.DisplayName, At = Now });
            if (words.Length > 0 || fall is not null)
                db.Expectations.Add(Expectation(person, row, words, fall));
            await db.SaveChangesAsync(stop);
            await whole.CommitAsync(stop);
            return false;
        }, stop);
        return full ? (null, Refusal.Wrong($"Hier staan al {MostBarriers} barrières.", $"Here are {MostBarriers} barriers already.")) : (row.Id, null);
    }

    /// <summary>Writes from when it stands in some way.</summary>
    public Task<Refusal?> Stand(ClaimsPrincipal person, string id, BarrierState state, DateOnly? day, string note, CancellationToken stop) => Write(person, id, async (db, row) =>
    {
        if (!Enum.IsDefined(state) || day is not { } known || known > Today.AddYears(5))
            return Refusal.Wrong("Kies hoe hij staat, en sinds welke dag.", "Choose how it stands, and since which day.");
        if (Refusal.Of(OwnWords.Refusal(note)) is { } clear)
            return clear;
        if (await db.States.CountAsync(line => line.Barrier == row.Number, stop) >= MostLines)
            return Refusal.Wrong($"Hier staan al {MostLines} regels.", $"Here are {MostLines} lines already.");
        db.States.Add(new BarrierStateRow { Barrier = row.Number, Day = known.DayNumber, State = state, Note = note, Name = person.DisplayName, At = Now });
        return null;
    }, stop);

    /// <summary>Writes what is expected of it from now on; what was written before stays beside it.</summary>
    public Task<Refusal?> Expect(ClaimsPrincipal person, string id, string words, int? fall, CancellationToken stop) => Write(person, id, async (db, row) =>
    {
        if (NoFall(fall) is { } wrong)
            return wrong;
        if (words.Length == 0 && fall is null)
            return Refusal.Wrong("Schrijf in woorden wat de barrière moet doen, of geef de verwachte daling, of beide.", "Write in words what the barrier must do, or give the expected fall, or both.");
        if (Refusal.Of(OwnWords.Refusal(words)) is { } clear)
            return clear;
        var lines = await db.Expectations.Where(line => line.Barrier == row.Number).OrderBy(line => line.Id).ToListAsync(stop);
        if (lines.Count >= MostLines)
            return Refusal.Wrong($"Hier staan al {MostLines} regels.", $"Here are {MostLines} lines already.");
        if (lines.Count > 0 && lines[^1].Words == words && lines[^1].Fall == fall)
            return Refusal.Wrong("Deze verwachting staat er al. Schrijf op wat er anders is.", "This expectation stands there already. Write what is different.");
        db.Expectations.Add(Expectation(person, row, words, fall));
        return null;
    }, stop);

    ExpectationRow Expectation(ClaimsPrincipal person, BarrierRow row, string words, int? fall) => new() { Barrier = row.Number, Words = words, Fall = fall, Day = Today.DayNumber, At = Now, Name = person.DisplayName };

    static Refusal? NoFall(int? fall) => fall is < 1 or > ExpectedFall.Most
        ? Refusal.Wrong($"Geef de verwachte daling in hele procenten, 1 tot {ExpectedFall.Most}, of laat het leeg.", $"Give the expected fall in whole percent, 1 to {ExpectedFall.Most}, or leave it empty.") : null;

    /// <summary>Writes on which source it leans; none when empty.</summary>
    public Task<Refusal?> Lean(ClaimsPrincipal person, string id, string source, CancellationToken stop) => Write(person, id, (db, row) =>
    {
        if (source.Length > 0 && settings.Sources.All(known => known.Name != source))
            return Task.FromResult<Refusal?>(Refusal.Wrong("Kies een bron uit de lijst, of geen.", "Choose a source from the list, or none."));
        row.Source = source;
        return Task.FromResult<Refusal?>(null);
    }, stop);

    /// <summary>Writes a study whose counts were made elsewhere.</summary>
    public Task<Refusal?> Study(ClaimsPrincipal person, string id, Func<long, StudyRow> study, CancellationToken stop) => Write(person, id, async (db, row) =>
    {
        var wish = study(row.Number);
        int[] counts = [wish.TreatedBefore, wish.TreatedAfter, wish.ControlBefore, wish.ControlAfter];
        int?[] around = [wish.AroundTreatedBefore, wish.AroundTreatedAfter, wish.AroundControlBefore, wish.AroundControlAfter];
        if (wish.What.Length < OwnWords.Shortest || wish.Source.Length < OwnWords.Shortest)
            return Refusal.Wrong("Schrijf wat er geteld is en waar de cijfers vandaan komen.", "Write what was counted and where the figures come from.");
        if (Refusal.Of(OwnWords.Refusal(wish.What) ?? OwnWords.Refusal(wish.Source)) is { } clear)
            return clear;
        if (wish.DaysBefore is < 1 or > LongestDays || wish.DaysAfter is < 1 or > LongestDays)
            return Refusal.Wrong($"Geef beide perioden in dagen: 1 tot {LongestDays}.", $"Give both periods in days: 1 to {LongestDays}.");
        if (counts.Any(count => count is < 0 or > MostCounted) || around.Any(count => count is < 0 or > MostCounted) || around.Count(count => count is null) is not (0 or 4))
            return Refusal.Wrong("Geef gehele aantallen; van de buren alle vier, of geen.", "Give whole counts; of the neighbours all four, or none.");
        if (await db.Studies.CountAsync(line => line.Barrier == row.Number, stop) >= MostLines)
            return Refusal.Wrong($"Hier staan al {MostLines} vergelijkingen.", $"Here are {MostLines} comparisons already.");
        db.Studies.Add(wish);
        return null;
    }, stop);

    /// <summary>Writes how a comparison is weighed; what was written before stays beside it.</summary>
    public Task<Refusal?> Weigh(ClaimsPrincipal person, string id, WeightRow wish, CancellationToken stop) => Write(person, id, async (db, row) =>
    {
        var studies = await Weighed(db, db.Studies.Where(study => study.Barrier == row.Number), stop);
        if (studies.FirstOrDefault(study => study.Id == wish.Study) is not { } weighed)
            return Refusal.First;
        if (StudyWeights.Wrong(wish, weighed, studies) is { } wrong)
            return wrong;
        if (await db.Weights.CountAsync(line => line.Study == wish.Study, stop) >= MostLines)
            return Refusal.Wrong($"Hier staan al {MostLines} gewichten.", $"Here are {MostLines} weights already.");
        db.Weights.Add(wish);
        return null;
    }, stop);

    /// <summary>Counts a study from the node's own signals: as many days before the barrier worked first as since.</summary>
    public async Task<Refusal?> Count(ClaimsPrincipal person, string id, string control, string aroundTreated, string aroundControl, int days, CancellationToken stop)
    {
        if (await Find(id, stop) is not { } barrier)
            return Refusal.First;
        if (barrier.Life.FirstWorked is not { } began || barrier.Row.Place.Length == 0)
            return Refusal.Wrong("Zet er eerst bij waar hij staat en sinds wanneer hij werkt.", "First say where it stands and since when it works.");
        string[] sites = [barrier.Row.Place, control, .. new[] { aroundTreated, aroundControl }.Where(site => site.Length > 0)];
        if (sites.Any(site => places.Sites.All(known => known.Id != site)) || sites.Distinct().Count() != sites.Length || sites.Length == 3)
            return Refusal.Wrong("Kies verschillende plaatsen: een om mee te vergelijken, en buren van beide of van geen.", "Choose different places: one to compare with, and neighbours of both or of none.");
        // Today is not over: half a day of counts would be taken for a fall.
        if (days is < 1 or > LongestDays || began.DayNumber + days > Today.DayNumber)
            return Refusal.Wrong("Zoveel hele dagen werkt hij nog niet: kies een kortere periode. Vandaag telt nog niet mee.", "It has not worked that many whole days yet: choose a shorter period. Today does not count yet.");
        // A day on which nothing was counted, or of which nothing is kept, is no day without signals.
        var kept = await Kept(stop);
        if (kept is not { } first || began.AddDays(-days) < first)
            return Refusal.Wrong(
                kept is { } since ? $"Hele dagen met signalen zijn hier geteld en bewaard sinds {since:yyyy-MM-dd}: zoveel dagen ervoor zijn er niet. Kies een kortere periode, of neem cijfers van elders." : "Hier is nog geen signaal geteld: neem cijfers van elders.",
                kept is { } from ? $"Whole days of signals were counted and kept here since {from:yyyy-MM-dd}: there are not that many days before. Choose a shorter period, or take figures from elsewhere." : "No signal was counted here yet: take figures from elsewhere.");
        var counts = new List<(int Before, int After)>();
        foreach (var site in sites)
            counts.Add((await At(site, began.AddDays(-days), began, stop), await At(site, began, began.AddDays(days), stop)));
        var counted = $"{began.AddDays(-days):yyyy-MM-dd} – {began.AddDays(days - 1):yyyy-MM-dd}; {string.Join(", ", sites)}";
        return await Study(person, id, number => new StudyRow
        {
            Barrier = number,
            What = new Word("signalen", "signals").Kept,
            Source = new Word($"signalen van dit knooppunt, {counted}", $"signals of this node, {counted}").Kept,
            DaysBefore = days,
            DaysAfter = days,
            TreatedBefore = counts[0].Before,
            TreatedAfter = counts[0].After,
            ControlBefore = counts[1].Before,
            ControlAfter = counts[1].After,
            AroundTreatedBefore = sites.Length == 4 ? counts[2].Before : null,
            AroundTreatedAfter = sites.Length == 4 ? counts[2].After : null,
            AroundControlBefore = sites.Length == 4 ? counts[3].Before : null,
            AroundControlAfter = sites.Length == 4 ? counts[3].After : null,
            Name = person.DisplayName,
            At = clock.GetUtcNow().UnixMicroseconds,
        }, stop);
    }

    /// <summary>UTC microseconds since 1970.</summary>
    public long Now => clock.GetUtcNow().UnixMicroseconds;

    // The first whole day since the node first saw a signal of which all are still kept.
    async Task<DateOnly?> Kept(CancellationToken stop)
    {
        if (await signals.First(stop) is not { } first)
            return null;
        var (began, kept) = (_zone.DayOf(first), _zone.DayOf(clock.GetUtcNow().AddDays(-settings.SignalRetentionDays)));
        return (began > kept ? began : kept).AddDays(1);
    }

    Task<int> At(string site, DateOnly from, DateOnly to, CancellationToken stop) => signals.AtSite(site, _zone.MidnightOf(from), _zone.MidnightOf(to), stop);

    Task<Refusal?> Write(ClaimsPrincipal person, string id, Func<BarriersDb, BarrierRow, Task<Refusal?>> deed, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Barriers.FirstOrDefaultAsync(row => row.Id == id, stop) is not { } row)
            return Refusal.First;
        if (!WritesFor(person).Contains(row.Organisation))
            return Refusal.Forbidden;
        if (await deed(db, row) is { } refusal)
            return refusal;
        await db.SaveChangesAsync(stop);
        return null;
    }, stop);
}
