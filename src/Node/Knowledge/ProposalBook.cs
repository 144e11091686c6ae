using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Knowledge;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Knowledge;

/// <summary>A script that others propose.</summary>
/// <param name="Row">The proposal of the script itself.</param>
/// <param name="Script">What it says, or why it is no script.</param>
/// <param name="Objects">Its objects.</param>
/// <param name="Numbers">Numbers of the proposals that belong to it.</param>
sealed record ProposedScript(ProposalRow Row, Parsed<CrimeScript> Script, IReadOnlyList<StixObject> Objects, IReadOnlyList<long> Numbers)
{
    /// <summary>Whether it is a pattern without a script, as many give who know nothing of crime scripts.</summary>
    public bool IsPattern => Row.Type == "indicator";

    /// <summary>Whether its maker withdrew it.</summary>
    public bool Revoked => Objects.Any(one => one.Id.ToString() == Row.Object && one.Revoked);

    /// <summary>Who made it, as it says itself; null when it does not say.</summary>
    public string? Maker => Objects.FirstOrDefault(one => one.Id.ToString() == Row.Object)?.CreatedBy is { } maker ? Objects.FirstOrDefault(one => one.Id == maker)?.Text("name") : null;
}

/// <summary>What others propose, and what named persons decide on it.</summary>
sealed class ProposalBook(IDbContextFactory<KnowledgeDb> database, ScriptBook book, WriteTurn turn, TimeProvider clock)
{
    /// <summary>The most proposals that are read at once.</summary>
    public const int Most = 20_000;

    /// <summary>Proposals on which nobody decided, as far as their marks let the person see them: scripts, and what belongs to none.</summary>
    public async Task<(IReadOnlyList<ProposedScript> Scripts, IReadOnlyList<ProposalRow> Others)> Open(ClaimsPrincipal person, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await db.Proposals.AsNoTracking().Where(row => row.State != ProposalState.Refused).OrderBy(row => row.Number).Take(Most).ToListAsync(stop);
        var seen = rows.Where(row => person.SeesKnowledge(LabelOf(row))).Select(row => (Row: row, Object: ObjectOf(row))).Where(pair => pair.Object is not null).GroupBy(pair => pair.Row.Object).Select(versions => versions.Last()).ToArray();
        var objects = seen.Select(pair => pair.Object!).ToArray();
        var byId = seen.ToDictionary(pair => pair.Object!.Id, pair => pair.Row);
        var scripts = new List<ProposedScript>();
        foreach (var (row, one) in seen.Where(pair => pair.Object!.Type == "attack-pattern"))
        {
            var own = Around(one!, objects);
            var open = own.Where(member => byId[member.Id].State == ProposalState.Proposed).Select(member => byId[member.Id].Number).ToArray();
            if (open.Length > 0 && ScriptsInStix.Read(own, row.Source).FirstOrDefault(script => !script.Ok || (one!.Texts("aliases").Contains(script.Value.Code))) is { } script && IsWhole(one!))
                scripts.Add(new(row, script, own, open));
        }

        var told = scripts.SelectMany(script => script.Numbers).ToHashSet();
        return ([.. scripts.OrderByDescending(script => script.Row.Number)], [.. rows.Where(row => row.State == ProposalState.Proposed && byId.ContainsValue(row) && !told.Contains(row.Number)).OrderByDescending(row => row.Number).Take(200)]);
    }

    /// <summary>One proposed script, or pattern without one; null when there is none that the person may see.</summary>
    public async Task<ProposedScript?> Script(ClaimsPrincipal person, long number, CancellationToken stop = default)
    {
        var (scripts, others) = await Open(person, stop);
        return scripts.FirstOrDefault(script => script.Row.Number == number) is { } script ? script
            : others.FirstOrDefault(row => row.Number == number) is { } row && ObjectOf(row) is { Type: "indicator" } one && one.Text("pattern_type") == "sigma"
            ? new ProposedScript(row, new Complaint(new(row.Source), "It is a pattern without a script."), [one], [number]) : null;
    }

    /// <summary>Notes that a pattern without a script was taken over.</summary>
    public Task TakenOver(ClaimsPrincipal person, ProposedScript pattern, CancellationToken stop) => Decide(person, pattern.Numbers, ProposalState.Adopted, stop);

    /// <summary>Takes a proposed script over as the node's own.</summary>
    public async Task<Refusal?> Adopt(ClaimsPrincipal person, string organisation, long number, CancellationToken stop)
    {
        if (!person.WritesScripts)
            return Refusal.Forbidden;
        if (await Script(person, number, stop) is not { } proposed)
            return Refusal.First;
        if (!proposed.Script.Ok)
            return Refusal.Wrong($"Dit is geen heel script: {proposed.Script.Complaint!.Sentence}", $"This is no whole script: {proposed.Script.Complaint!.Sentence}");
        return await book.Adopt(person, organisation, proposed.Script.Value, proposed.Objects, proposed.Row.Source, stop) ?? await Decide(person, proposed.Numbers, ProposalState.Adopted, stop);
    }

    /// <summary>Refuses a proposal, of a script with everything that belongs to it: it is kept, with who refused it, so that the same version does not come back.</summary>
    public async Task<Refusal?> Refuse(ClaimsPrincipal person, long number, CancellationToken stop)
    {
        if (!person.WritesScripts)
            return Refusal.Forbidden;
        var (scripts, others) = await Open(person, stop);
        var numbers = scripts.FirstOrDefault(script => script.Row.Number == number)?.Numbers ?? [.. others.Where(row => row.Number == number).Select(row => row.Number)];
        return numbers.Count == 0 ? Refusal.First : await Decide(person, numbers, ProposalState.Refused, stop);
    }

    /// <summary>The object of a proposal; null when it cannot be read any more.</summary>
    public static StixObject? ObjectOf(ProposalRow row) => StixObject.Read(row.Json, row.Source) is { Ok: true } read ? read.Value : null;

    Task<Refusal?> Decide(ClaimsPrincipal person, IReadOnlyList<long> numbers, ProposalState state, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        foreach (var row in await db.Proposals.Where(row => numbers.Contains(row.Number) && row.State == ProposalState.Proposed).ToListAsync(stop))
            (row.State, row.Name, row.Decided) = (state, person.DisplayName, clock.GetUtcNow().UnixMicroseconds);
        await db.SaveChangesAsync(stop);
        return (Refusal?)null;
    }, stop);

    static bool IsWhole(StixObject one) => one.Extension(ScriptExtension.Definition.Id) is { } extension && extension.TryGetProperty("kind", out var kind) && kind.ValueEquals("script");

    // What belongs to a script: what its report tells, and what that refers to.
    static IReadOnlyList<StixObject> Around(StixObject script, StixObject[] objects) =>
        StixReferences.With([script, .. objects.Where(one => one.Type == "report" && one.Refs("object_refs").Contains(script.Id))], objects);

    // A partner in another node is no organisation here.
    static VisibilityLabel LabelOf(ProposalRow row) => ShelvedScript.LabelOf("", row.Tlp, row.Pap);
}
