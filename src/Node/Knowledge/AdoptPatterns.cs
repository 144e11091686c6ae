using System.Security.Claims;
using System.Text;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Knowledge;

/// <summary>
/// Takes a pattern of others into the node's own, on trial or in force, as a file that Detection reads like any other, and out again. Each step is of a named person with a reason, and stays.
/// What came with Knooppunt stays as it is.
/// </summary>
sealed class AdoptPatterns(IDbContextFactory<KnowledgeDb> database, ProposalBook proposals, PatternsAtHand patterns, FieldsDelivered delivered, NodeFolders folders, WriteTurn turn, TimeProvider clock)
{
    const string InForceFolder = "adopted", TrialFolder = "trial";

    /// <summary>The longest reason, in characters.</summary>
    public const int LongestReason = 500;

    /// <summary>Patterns of others that are on trial or in force, the newest first.</summary>
    public async Task<IReadOnlyList<AdoptedPatternRow>> Standing(CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.AdoptedPatterns.AsNoTracking().Where(row => row.Withdrawn == null).OrderByDescending(row => row.Number).Take(500).ToListAsync(stop);
    }

    /// <summary>One, withdrawn ones too, with what was decided on it, in order; null when there is none.</summary>
    public async Task<(AdoptedPatternRow Row, IReadOnlyList<AdoptionStepRow> Steps)?> Find(long number, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.AdoptedPatterns.AsNoTracking().FirstOrDefaultAsync(row => row.Number == number, stop) is not { } row ? null
            : (row, await db.AdoptionSteps.AsNoTracking().Where(step => step.Adopted == number).OrderBy(step => step.Id).ToListAsync(stop));
    }

    /// <summary>Takes over one pattern of a proposed script.</summary>
    /// <param name="person">Who.</param>
    /// <param name="organisation">For which organisation: on trial it runs over her journal alone.</param>
    /// <param name="number">Number of the proposal.</param>
    /// <param name="id">Sigma id of the pattern.</param>
    /// <param name="onTrial">Whether it is tried first; false puts it in force at once.</param>
    /// <param name="reason">Why, in the person's words.</param>
    /// <param name="stop">Stops before it is written.</param>
    public async Task<Refusal?> Adopt(ClaimsPrincipal person, string organisation, long number, string id, bool onTrial, string reason, CancellationToken stop)
    {
        if (!person.WritesScripts)
            return Refusal.Forbidden;
        if (Wrong(person, organisation, reason) is { } wrong)
            return wrong;
        if (await proposals.Script(person, number, stop) is not { } script || !ScriptsInStix.Patterns(script.Objects).TryGetValue(id, out var pattern) || !Guid.TryParse(id, out _))
            return Refusal.First;
        if (script.Judgements.Any(judgement => judgement.Organisation == organisation))
            return Refusal.First;
        var checkedPattern = PatternCheck.Of(pattern, delivered(), patterns());
        if (!checkedPattern.Runs)
            return Refusal.Wrong($"Dit patroon kan hier niet lopen: {checkedPattern.Complaints[0].Sentence}", $"This pattern cannot run here: {checkedPattern.Complaints[0].Sentence}");
        if (onTrial && TrialText.Of(id, pattern.Text) is { Ok: false } refused)
            return Refusal.Wrong($"Dit patroon kan niet op proef: {refused.Complaint!.Sentence}", $"This pattern cannot be tried: {refused.Complaint!.Sentence}");
        var indicator = script.Objects.First(one => one.Type == "indicator" && SharedPattern.IdOf(one.Text("pattern") ?? "") == id);
        var row = new AdoptedPatternRow
        {
            Pattern = id,
            Title = pattern.Title,
            Source = script.Row.Source,
            Name = person.DisplayName,
            Adopted = 0,
            File = "",
            RunsAs = "",
            Organisation = organisation,
            OnTrial = onTrial,
            Text = pattern.Text,
            Script = script.Script.Ok ? script.Script.Value.Code : "",
            Indicator = indicator.Id.ToString(),
            Tlp = Marks.TlpOf(indicator, Tlp.Amber),
            Pap = Marks.PapOf(indicator, Pap.Amber),
        };
        await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            row.Adopted = clock.GetUtcNow().UnixMicroseconds;
            db.AdoptedPatterns.Add(row);
            await Place(db, row, person, reason, stop);
            return 0;
        }, stop);
        if (script.IsPattern)
            await proposals.TakenOver(person, organisation, script, stop);
        return null;
    }

    /// <summary>Puts a pattern that is on trial in force.</summary>
    public Task<Refusal?> PutInForce(ClaimsPrincipal person, long number, string reason, CancellationToken stop) => Decide(person, number, reason, async (db, row) =>
    {
        if (!row.OnTrial)
            return Refusal.First;
        var tried = row.File;
        row.OnTrial = false;
        await Place(db, row, person, reason, stop);
        Delete(tried);
        return null;
    }, stop);

    /// <summary>Takes a pattern out again: its file goes, that it stood stays.</summary>
    public Task<Refusal?> Withdraw(ClaimsPrincipal person, long number, string reason, CancellationToken stop) => Decide(person, number, reason, async (db, row) =>
    {
        Withdraw(db, row, person, reason);
        await db.SaveChangesAsync(stop);
        Delete(row.File);
        return null;
    }, stop);

    /// <summary>
    /// Lays the files of what stands where they belong, over an older version too, and takes away those of what does not: a kill between the decision and its file. What was decided counts, and not what
    /// somebody made of the file; every version that stood is kept with its decision.
    /// </summary>
    public async Task Lay(CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var standing = await db.AdoptedPatterns.AsNoTracking().Where(row => row.Withdrawn == null).OrderBy(row => row.Number).ToListAsync(stop);
        foreach (var row in standing.Where(row => row.Text.Length > 0).GroupBy(row => row.File).Select(same => same.Last()))
        {
            // A trial that an older node wrote and this one could not goes on as it lies there.
            if (TextOf(row) is { Ok: true } text && !IsLaid(row.File, text.Value))
                Write(row.File, text.Value);
        }

        var files = standing.Select(row => row.File).ToHashSet(StringComparer.Ordinal);
        foreach (var withdrawn in (await db.AdoptedPatterns.Where(row => row.Withdrawn != null).Select(row => row.File).Distinct().ToListAsync(stop)).Where(file => !files.Contains(file)))
            Delete(withdrawn);
        var trials = Path.Combine(folders.Patterns, TrialFolder);
        var kept = files.Select(file => Path.GetFullPath(Path.Combine(folders.Patterns, file))).ToHashSet(StringComparer.Ordinal);
        foreach (var stray in Directory.Exists(trials) ? Directory.GetFiles(trials, "*", SearchOption.AllDirectories).Where(file => !kept.Contains(Path.GetFullPath(file))) : [])
            File.Delete(stray);
    }

    Task<Refusal?> Decide(ClaimsPrincipal person, long number, string reason, Func<KnowledgeDb, AdoptedPatternRow, Task<Refusal?>> act, CancellationToken stop) => turn.Take(async () =>
    {
        if (!person.WritesScripts)
            return Refusal.Forbidden;
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.AdoptedPatterns.FirstOrDefaultAsync(row => row.Number == number && row.Withdrawn == null, stop) is not { } row)
            return Refusal.First;
        // What one organisation tries is hers to decide on; what is in force is everybody's.
        return row.OnTrial && !person.WritesFor.Contains(row.Organisation) ? Refusal.Forbidden : Wrong(person, null, reason) ?? await act(db, row);
    }, stop);

    static Refusal? Wrong(ClaimsPrincipal person, string? organisation, string reason) =>
        organisation is not null && !person.WritesFor.Contains(organisation) ? Refusal.Wrong("Kies een organisatie waarvoor u analist bent.", "Choose an organisation of which you are an analyst.")
        : reason.Length is 0 or > LongestReason ? Refusal.Wrong($"Schrijf in hoogstens {LongestReason} tekens waarom: wie later kijkt moet het begrijpen.", $"Write in at most {LongestReason} characters why: who looks later must understand it.") : Refusal.Of(OwnWords.Refusal(reason));

    // In force it replaces what stood under its id; on trial only an earlier trial, because what is in force goes on beside it.
    async Task Place(KnowledgeDb db, AdoptedPatternRow row, ClaimsPrincipal person, string reason, CancellationToken stop)
    {
        row.RunsAs = row.OnTrial ? TrialText.IdOf(row.Pattern) : row.Pattern;
        row.File = row.OnTrial ? $"{TrialFolder}/{row.Organisation}/{row.Pattern}.yml" : $"{InForceFolder}/{row.Pattern}.yml";
        await using var whole = await db.Database.BeginTransactionAsync(stop);
        var earlier = await db.AdoptedPatterns.Where(other => other.Pattern == row.Pattern && other.Withdrawn == null && other.Number != row.Number && (!row.OnTrial || other.OnTrial)).ToListAsync(stop);
        foreach (var other in earlier)
            Withdraw(db, other, person, "Vervangen / replaced");
        await db.SaveChangesAsync(stop);
        db.AdoptionSteps.Add(Step(row, row.OnTrial ? AdoptionStep.OnTrial : AdoptionStep.InForce, person, reason));
        await db.SaveChangesAsync(stop);
        await whole.CommitAsync(stop);
        foreach (var other in earlier.Where(other => other.File != row.File))
            Delete(other.File);
        Write(row.File, TextOf(row).Value);
    }

    void Withdraw(KnowledgeDb db, AdoptedPatternRow row, ClaimsPrincipal person, string reason)
    {
        (row.Withdrawn, row.WithdrawnBy) = (clock.GetUtcNow().UnixMicroseconds, person.DisplayName);
        db.AdoptionSteps.Add(Step(row, AdoptionStep.Withdrawn, person, reason));
    }

    AdoptionStepRow Step(AdoptedPatternRow row, AdoptionStep step, ClaimsPrincipal person, string reason) =>
        new() { Adopted = row.Number, At = clock.GetUtcNow().UnixMicroseconds, Step = step, Name = person.DisplayName, Reason = reason };

    static Parsed<string> TextOf(AdoptedPatternRow row) => row.OnTrial ? TrialText.Of(row.Pattern, row.Text) : row.Text;

    bool IsLaid(string name, string text)
    {
        var file = Path.Combine(folders.Patterns, name);
        return File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(text));
    }

    // Under its name at once, never half: Detection reads whenever something changes there.
    void Write(string name, string text)
    {
        var file = Path.Combine(folders.Patterns, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file + ".new", Encoding.UTF8.GetBytes(text));
        File.Move(file + ".new", file, overwrite: true);
    }

    // A trial of an organisation that has no file there any more is no fault.
    void Delete(string name)
    {
        var file = Path.Combine(folders.Patterns, name);
        if (File.Exists(file))
            File.Delete(file);
    }
}
