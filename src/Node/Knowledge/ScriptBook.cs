using System.Security.Claims;
using Knooppunt.Disclosure;
using Knooppunt.Knowledge;
using Knooppunt.Knowledge.Authoring;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Knowledge;

/// <summary>Writes versions of the node's own scripts and keeps every one. What came with Knooppunt stays as it is: only its maker may change an object, so the node makes its own, derived from it.</summary>
sealed class ScriptBook(IDbContextFactory<KnowledgeDb> database, ScriptShelf shelf, PatternsAtHand patterns, NodeSettings settings, WriteTurn turn, TimeProvider clock)
{
    /// <summary>Shortest and longest note on what changed, in characters.</summary>
    public const int ShortestNote = 5, LongestNote = 300;

    const int MostVersions = 500;

    /// <summary>The node as the maker of objects.</summary>
    public StixObject Maker { get; } = ScriptExtension.Maker($"node/{settings.Node}", settings.Name, "organization", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Whether the node has a pattern with the same text.</summary>
    public bool HasPattern(SharedPattern pattern) => patterns().TryGetValue(pattern.Id, out var ours) && ours.Shared.Text == pattern.Text;

    /// <summary>Saves a text as the next version.</summary>
    /// <param name="person">Who.</param>
    /// <param name="organisation">For which organisation.</param>
    /// <param name="seen">Number of the own version that the person began with; 0 when there was none.</param>
    /// <param name="text">The text.</param>
    /// <param name="note">What changed.</param>
    /// <param name="stop">Stops before it is written, never halfway.</param>
    /// <returns>The code of the script, or why not, with what is wrong in the text.</returns>
    public async Task<(string? Code, Refusal? Refusal, IReadOnlyList<Complaint> Complaints)> Save(ClaimsPrincipal person, string organisation, long seen, string text, string note, CancellationToken stop)
    {
        if (!person.WritesFor.Contains(organisation))
            return (null, Refusal.Forbidden, []);
        if (note.Length is < ShortestNote or > LongestNote)
            return (null, Refusal.Wrong($"Zeg in {ShortestNote} tot {LongestNote} tekens wat er anders is.", $"Say in {ShortestNote} to {LongestNote} characters what is different."), []);
        var complaints = new List<Complaint>();
        if (ScriptText.Read(text.ReplaceLineEndings("\n"), "script", complaints) is not { } script)
            return (null, Refusal.Wrong("De tekst klopt nog niet; hieronder staat waar.", "The text is not right yet; below it says where."), complaints);
        if (Clear(script) is { } clear)
            return (null, clear, []);
        var written = await Write(person, organisation, seen, script, note, null, stop);
        return (written is null ? script.Code : null, written, []);
    }

    /// <summary>Changes one thing in a script that the person sees, as the next version of the node's own.</summary>
    /// <param name="person">Who.</param>
    /// <param name="organisation">For which organisation.</param>
    /// <param name="code">Code of the script.</param>
    /// <param name="seen">Number of the own version that the person saw; 0 when there was none.</param>
    /// <param name="note">What changed.</param>
    /// <param name="change">The change.</param>
    /// <param name="stop">Stops before it is written.</param>
    public async Task<Refusal?> Change(ClaimsPrincipal person, string organisation, string code, long seen, string note, Func<CrimeScript, CrimeScript> change, CancellationToken stop)
    {
        if (!person.WritesFor.Contains(organisation))
            return Refusal.Forbidden;
        if (shelf.Find(person, code) is not { } shelved)
            return Refusal.First;
        var script = change(shelved.Script);
        if (ScriptRules.Check(script, code).FirstOrDefault() is { } wrong)
            return Refusal.Wrong($"Zo kan het niet: {wrong.Sentence}", $"It cannot be like this: {wrong.Sentence}");
        return Clear(script) ?? await Write(person, organisation, seen, script, note, null, stop);
    }

    /// <summary>Takes over a script that others made, as the next version of the node's own.</summary>
    /// <param name="person">Who.</param>
    /// <param name="organisation">For which organisation.</param>
    /// <param name="script">The script; its marks stay theirs.</param>
    /// <param name="theirs">Their objects.</param>
    /// <param name="source">From whom.</param>
    /// <param name="stop">Stops before it is written.</param>
    public Task<Refusal?> Adopt(ClaimsPrincipal person, string organisation, CrimeScript script, IReadOnlyList<StixObject> theirs, string source, CancellationToken stop) =>
        person.WritesFor.Contains(organisation) ? Write(person, organisation, shelf.Own(script.Code)?.Number ?? 0, script, $"Overgenomen van / taken over from {source}", theirs, stop) : Task.FromResult<Refusal?>(Refusal.Forbidden);

    /// <summary>Makes an earlier version the newest again, as a new version.</summary>
    public async Task<Refusal?> Restore(ClaimsPrincipal person, string organisation, string code, long number, long seen, CancellationToken stop)
    {
        if (!person.WritesFor.Contains(organisation))
            return Refusal.Forbidden;
        if ((await Versions(person, code, stop)).FirstOrDefault(row => row.Number == number) is not { Text.Length: > 0 } row || ScriptText.Read(row.Text, "script", []) is not { } script)
            return Refusal.First;
        return await Write(person, organisation, seen, script, $"Versie {number} hersteld / version {number} restored", null, stop);
    }

    /// <summary>Withdraws the node's own script: its objects are revoked, what came with Knooppunt counts again, and every version stays in the history.</summary>
    public async Task<Refusal?> Withdraw(ClaimsPrincipal person, string organisation, string code, long seen, CancellationToken stop)
    {
        if (!person.WritesFor.Contains(organisation))
            return Refusal.Forbidden;
        return await turn.Take(async () =>
        {
            if (shelf.Own(code) is not { } own || own.Number != seen || !person.SeesKnowledge(own.Label))
                return Refusal.First;
            var now = VersionMoment.After(clock, own.Script.Modified);
            await Keep(own.Script with { Modified = now }, person, organisation, "Ingetrokken / withdrawn", "", [.. own.Objects.Select(one => one.CreatedBy == Maker.Id && !one.Revoked ? StixVersions.Revoke(one, now) : one)], stop);
            return null;
        }, stop);
    }

    /// <summary>Versions of the node's own script that the person may see, the newest first.</summary>
    public async Task<IReadOnlyList<ScriptVersionRow>> Versions(ClaimsPrincipal person, string code, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await db.Versions.AsNoTracking().Where(row => row.Code == code).OrderByDescending(row => row.Number).Take(MostVersions).ToListAsync(stop);
        return [.. rows.Where(row => person.SeesKnowledge(ShelvedScript.LabelOf(row.Organisation, row.Tlp, row.Pap)))];
    }

    Task<Refusal?> Write(ClaimsPrincipal person, string organisation, long seen, CrimeScript script, string note, IReadOnlyList<StixObject>? theirs, CancellationToken stop) => turn.Take(async () =>
    {
        var own = shelf.Own(script.Code);
        if ((own?.Number ?? 0) != seen || (own is not null && !person.SeesKnowledge(own.Label)))
            return Refusal.First;
        var next = script with { Modified = VersionMoment.After(clock, own?.Script.Modified ?? default) };
        var shared = patterns().ToDictionary(pattern => pattern.Key, pattern => pattern.Value.Shared, StringComparer.Ordinal);
        foreach (var (id, pattern) in ScriptsInStix.Patterns(theirs ?? own?.Objects ?? shelf.Shipped(script.Code)?.Objects ?? []))
            shared.TryAdd(id, pattern);
        var sources = shelf.Sources.Concat(ScriptsInStix.Sources(theirs ?? own?.Objects ?? [])).Distinct().ToArray();
        var (before, withdrawals) = await Before(script.Code, stop);
        var objects = ScriptStix.Write(next, Maker, shared, sources, before,
            theirs is not null ? StixReferences.With([theirs.First(one => one.Type == "attack-pattern" && one.Texts("aliases").Contains(script.Code))], theirs)
            : Origin(before) ?? (shelf.Shipped(script.Code) is { } shipped ? StixReferences.With([shipped.Operandi], shipped.Objects) : null),
            withdrawals);
        await Keep(next, person, organisation, note, ScriptText.Write(next), objects, stop);
        return null;
    }, stop);

    // The objects of the version before, and how often the script was withdrawn: what is revoked has no later version.
    async Task<(IReadOnlyList<StixObject> Objects, int Withdrawals)> Before(string code, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var withdrawals = await db.Versions.CountAsync(row => row.Code == code && row.Text == "", stop);
        var last = await db.Versions.AsNoTracking().Where(row => row.Code == code).OrderByDescending(row => row.Number).Select(row => new { row.Bundle, row.Text }).FirstOrDefaultAsync(stop);
        return (last is { Text.Length: > 0 } && StixReader.Read(last.Bundle, code) is { Ok: true } bundle ? bundle.Value.Objects : [], withdrawals);
    }

    // What the own script was derived from the last time, which travels with it.
    static IReadOnlyList<StixObject>? Origin(IReadOnlyList<StixObject> before) =>
        before.FirstOrDefault(one => one.Type == "relationship" && one.Text("relationship_type") == "derived-from")?.Ref("target_ref") is { } id && before.FirstOrDefault(one => one.Id == id) is { } origin ? StixReferences.With([origin], before) : null;

    async Task Keep(CrimeScript script, ClaimsPrincipal person, string organisation, string note, string text, IReadOnlyList<StixObject> objects, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var row = new ScriptVersionRow
        {
            Code = script.Code,
            Modified = script.Modified.UnixMicroseconds,
            Organisation = organisation,
            Tlp = script.Tlp,
            Pap = script.Pap,
            Name = person.DisplayName,
            Note = note,
            Text = text,
            Bundle = StixWriter.ToBytes(StixBundle.Of(objects)),
        };
        db.Versions.Add(row);
        await db.SaveChangesAsync(stop);
        shelf.Put(row);
    }

    static Refusal? Clear(CrimeScript script) => script.Claims.FirstOrDefault(claim => FreeText.Find(claim.Text.Dutch) is not null || FreeText.Find(claim.Text.English) is not null) is not { } clear ? null
        : Refusal.Wrong(
            $"\"{Short(clear.Text.Dutch)}\" lijkt een kenteken, e-mailadres of burgerservicenummer te bevatten. Een script gaat over een werkwijze, nooit over een persoon.",
            $"\"{Short(clear.Text.English)}\" seems to hold a plate, e-mail address or citizen service number. A script is about a way of working, never about a person.");

    static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
