using System.Security.Claims;
using System.Text.Json;
using Knooppunt.Advice;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Advice;

/// <summary>Opens advice, reads it and takes it a step further. Rights are weighed in the turn in which a step is written.</summary>
sealed class AdviceBook(IDbContextFactory<AdviceDb> database, AdviceFromScripts scripts, NodeSettings settings, WriteTurn turn, TimeProvider clock)
{
    /// <summary>Longest name of a receiver, in characters; furthest day on which somebody looks, in days.</summary>
    public const int LongestReceiver = 120, FurthestLook = 730;

    const int MostSteps = 50, MostListed = 500;

    readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);

    /// <summary>Today, at the node.</summary>
    public DateOnly Today => _zone.DayOf(clock.GetUtcNow());

    /// <summary>By when something must happen; null when it is closed.</summary>
    public DateOnly? DueOf(AdviceFile file) => file.DueIn(_zone);

    /// <summary>The day that stands over it: on which it was given, or before that opened.</summary>
    public DateOnly DayOf(AdviceFile file) => file.DayIn(_zone);

    /// <summary>Advice that the person sees, what runs first and of that the newest, at most 500.</summary>
    public async Task<IReadOnlyList<AdviceFile>> Of(ClaimsPrincipal person, CancellationToken stop = default)
    {
        string[] own = [.. person.Viewers.Select(viewer => viewer.Organisation).Distinct()];
        await using var db = await database.CreateDbContextAsync(stop);
        return await Files(db, person, await db.Advice.AsNoTracking().Where(row => own.Contains(row.Organisation) || own.Contains(row.Partner)).OrderBy(row => row.Closed != null).ThenByDescending(row => row.Number).Take(MostListed).ToListAsync(stop), stop);
    }

    /// <summary>Those of some advice that the person sees.</summary>
    public async Task<IReadOnlyList<AdviceFile>> FindMany(ClaimsPrincipal person, IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await Files(db, person, await db.Advice.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(stop), stop);
    }

    static async Task<IReadOnlyList<AdviceFile>> Files(AdviceDb db, ClaimsPrincipal person, List<AdviceRow> rows, CancellationToken stop)
    {
        var numbers = rows.Select(row => row.Number).ToArray();
        var steps = (await db.Steps.AsNoTracking().Where(step => numbers.Contains(step.Advice)).OrderBy(step => step.Id).ToListAsync(stop)).ToLookup(step => step.Advice);
        return [.. rows.Select(row => new AdviceFile(row, [.. steps[row.Number]])).Where(file => file.IsSeenBy(person))];
    }

    /// <summary>One advice; null when it does not exist or the person may not see it: the two look the same from outside.</summary>
    public async Task<AdviceFile?> Find(ClaimsPrincipal person, string id, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await Read(db, id, stop) is { } file && file.IsSeenBy(person) ? file : null;
    }

    /// <summary>Short names of the organisations that gave some advice, by its id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Owners(IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Advice.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Organisation, stop);
    }

    /// <summary>What it says: what was given, or what would be given now.</summary>
    public AdvicePaper PaperOf(ClaimsPrincipal person, AdviceFile file) =>
        file.Row.Paper.Length > 0 ? JsonSerializer.Deserialize(file.Row.Paper, AdviceJson.Default.AdvicePaper)! : scripts.Write(person, file.Row);

    /// <summary>Opens an advice. Its id, or why not.</summary>
    public async Task<(string? Id, Refusal? Refusal)> Open(ClaimsPrincipal person, AdviceRow wish, CancellationToken stop)
    {
        var activities = AdviceFromScripts.Words(wish.Activities);
        var wrong = !person.AnswersFor.Contains(wish.Organisation) || settings.Organisations.All(partner => partner.Id != wish.Organisation) ? Refusal.Wrong("Kies een organisatie waarvoor u advies mag geven.", "Choose an organisation for which you may give advice.")
            : wish.Partner.Length > 0 && (wish.Partner == wish.Organisation || settings.Organisations.All(partner => partner.Id != wish.Partner)) ? Refusal.Wrong("Kies een andere partner van dit knooppunt, of geen.", "Choose another partner of this node, or none.")
            : wish.Receiver.Length is < 2 or > LongestReceiver ? Refusal.Wrong($"Noem het bedrijf of de dienst in 2 tot {LongestReceiver} tekens.", $"Name the company or service in 2 to {LongestReceiver} characters.")
            : OwnWords.Refusal(wish.Receiver) is { } clear ? Refusal.Of(clear)
            : activities.Length == 0 || activities.Any(code => ActivityTable.Find(code) is null) ? Refusal.Wrong("Kies uit de lijst wat het bedrijf of de dienst doet.", "Choose from the list what the company or service does.")
            : AdviceFromScripts.Words(wish.Standing).Except(scripts.Choices(person, wish.Partner, activities).Select(barrier => barrier.Code)).Any() ? Refusal.Wrong("Kies uit de lijst wat er al is.", "Choose from the list what is there already.")
            : null;
        if (wrong is not null)
            return (null, wrong);
        await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            db.Advice.Add(wish);
            return await db.SaveChangesAsync(stop);
        }, stop);
        return (wish.Id, null);
    }

    /// <summary>Takes an advice a step further.</summary>
    /// <param name="person">Who.</param>
    /// <param name="id">Id of the advice.</param>
    /// <param name="seen">How many steps the person saw.</param>
    /// <param name="step">Which step.</param>
    /// <param name="look">Day on which somebody looks, for a change that is agreed.</param>
    /// <param name="text">What was answered, agreed or seen.</param>
    /// <param name="stop">Stops before it is written, never halfway.</param>
    public Task<Refusal?> Take(ClaimsPrincipal person, string id, int seen, AdviceStep step, DateOnly? look, string text, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await Read(db, id, stop) is not { } file || !file.IsSeenBy(person) || file.Steps.Count != seen)
            return Refusal.First;
        if (!AdviceCourse.Next(file.Last).Contains(step) || file.Steps.Count >= MostSteps)
            return Refusal.Wrong("Deze stap kan hier niet.", "This step cannot be taken here.");
        if (file.ActorOf(person, step) is not { } actor)
            return Refusal.Forbidden;
        if (Wrong(step, look, text) is { } wrong)
            return wrong;
        var row = await db.Advice.SingleAsync(one => one.Number == file.Row.Number, stop);
        if (step == AdviceStep.Given)
            row.Paper = JsonSerializer.Serialize(scripts.Write(person, row), AdviceJson.Default.AdvicePaper);
        if (step == AdviceStep.Closed)
            row.Closed = Now;
        db.Steps.Add(new AdviceStepRow { Advice = row.Number, Step = step, Look = step == AdviceStep.Agreed ? look!.Value.DayNumber : null, Text = text, Organisation = actor, Name = person.DisplayName, At = Now });
        await db.SaveChangesAsync(stop);
        return null;
    }, stop);

    /// <summary>UTC microseconds since 1970.</summary>
    public long Now => clock.GetUtcNow().UnixMicroseconds;

    Refusal? Wrong(AdviceStep step, DateOnly? look, string text) =>
        step == AdviceStep.Agreed && (look is not { } day || day < Today || day > Today.AddDays(FurthestLook)) ? Refusal.Wrong($"Geef de dag waarop iemand gaat kijken: vandaag of later, binnen {FurthestLook} dagen.", $"Give the day on which somebody looks: today or later, within {FurthestLook} days.")
        : step is not (AdviceStep.Given or AdviceStep.Accepted) && text.Length < OwnWords.Shortest ? Refusal.Wrong("Schrijf er in een zin bij wat er geantwoord, afgesproken of gezien is, of waarom het sluit.", "Add in a sentence what was answered, agreed or seen, or why it closes.")
        : Refusal.Of(OwnWords.Refusal(text));

    static async Task<AdviceFile?> Read(AdviceDb db, string id, CancellationToken stop) =>
        await db.Advice.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, stop) is { } row ? new(row, await db.Steps.AsNoTracking().Where(step => step.Advice == row.Number).OrderBy(step => step.Id).ToListAsync(stop)) : null;
}
