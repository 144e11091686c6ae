using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Knowledge;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
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
    /// <summary>Whether it is a pattern by itself: of who knows nothing of crime scripts, or of a script that was taken over before.</summary>
    public bool IsPattern => Row.Type == "indicator";

    /// <summary>What organisations decided on a pattern by itself, in order.</summary>
    public IReadOnlyList<PatternJudgementRow> Judgements { get; init; } = [];

    /// <summary>Whether its maker withdrew it.</summary>
    public bool Revoked => Objects.Any(one => one.Id.ToString() == Row.Object && one.Revoked);

    /// <summary>Who made it, as it says itself; null when it does not say.</summary>
    public string? Maker => Objects.FirstOrDefault(one => one.Id.ToString() == Row.Object)?.CreatedBy is { } maker ? Objects.FirstOrDefault(one => one.Id == maker)?.Text("name") : null;
}

/// <summary>What others propose, and what named persons decide on it.</summary>
sealed class ProposalBook(IDbContextFactory<KnowledgeDb> database, ScriptBook book, NodeSettings settings, WriteTurn turn, TimeProvider clock)
{
    // Who speaks, under which mark and in which words: on that there is nothing to decide.
    static readonly string[] Frames = ["identity", "marking-definition", "extension-definition", "language-content"];

    /// <summary>The most proposals that are read at once, the newest.</summary>
    public const int Most = 2 * ProposalRoom.Most;

    /// <summary>Proposals on which nobody decided, as far as their marks let the person see them: scripts, and what belongs to none. Not what others say for discussion, which is spoken of and not decided on.</summary>
    public async Task<(IReadOnlyList<ProposedScript> Scripts, IReadOnlyList<ProposalRow> Others)> Open(ClaimsPrincipal person, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await db.Proposals.AsNoTracking().Where(row => row.State != ProposalState.Refused && row.Type != "note" && row.Type != "opinion").OrderByDescending(row => row.Number).Take(Most).ToListAsync(stop);
        // Of an object whose newest version somebody may not see they see no version.
        var seen = rows.AsEnumerable().Reverse().GroupBy(row => row.Object).Select(versions => versions.MaxBy(row => row.Version)!).Where(row => person.SeesKnowledge(LabelOf(row)))
            .Select(row => (Row: row, Object: ObjectOf(row))).Where(pair => pair.Object is not null).ToArray();
        var objects = seen.Select(pair => pair.Object!).ToArray();
        var byId = seen.ToDictionary(pair => pair.Object!.Id, pair => pair.Row);
        var scripts = new List<ProposedScript>();
        foreach (var (row, one) in seen.Where(pair => pair.Object!.Type == "attack-pattern"))
        {
            var own = Around(one!, objects);
            var open = own.Where(member => byId[member.Id].State == ProposalState.Proposed).Select(member => byId[member.Id].Number).ToArray();
            // Of a script that was taken over its patterns may be left, which are judged by themselves.
            if (own.Any(member => byId[member.Id].State == ProposalState.Proposed && !IsPattern(member)) && ScriptsInStix.Read(own, row.Source).FirstOrDefault(script => !script.Ok || (one!.Texts("aliases").Contains(script.Value.Code))) is { } script && IsWhole(one!))
                scripts.Add(new(row, script, own, open));
        }

        // What its maker withdrew is no proposal any more, and what belongs to a script is told with it.
        var told = scripts.SelectMany(script => script.Numbers).Concat(seen.Where(pair => pair.Object!.Revoked).Select(pair => pair.Row.Number)).ToHashSet();
        var judged = (await db.Judgements.AsNoTracking().ToListAsync(stop)).ToLookup(judgement => judgement.Proposal, judgement => judgement.Organisation);
        return ([.. scripts.OrderByDescending(script => script.Row.Number)],
            [.. rows.Where(row => row.State == ProposalState.Proposed && byId.ContainsValue(row) && !told.Contains(row.Number) && !Frames.Contains(row.Type) && !IsJudged(person, judged[row.Number])).OrderByDescending(row => row.Number).Take(200)]);
    }

    // Each organisation judges a pattern for itself; who judges for none sees it as long as it waits for anybody.
    static bool IsJudged(ClaimsPrincipal person, IEnumerable<string> organisations) => person.WritesFor is { Length: > 0 } own && own.All(organisations.Contains);

    /// <summary>One proposed script, or pattern without one; null when there is none that the person may see.</summary>
    public async Task<ProposedScript?> Script(ClaimsPrincipal person, long number, CancellationToken stop = default)
    {
        var (scripts, others) = await Open(person, stop);
        return scripts.FirstOrDefault(script => script.Row.Number == number) is { } script ? script
            : others.FirstOrDefault(row => row.Number == number) is { } row && ObjectOf(row) is { Type: "indicator" } one && one.Text("pattern_type") == "sigma"
            ? new ProposedScript(row, new Complaint(new(row.Source), "It is a pattern without a script."), [one], [number]) { Judgements = await Judgements(number, stop) } : null;
    }

    /// <summary>Notes that an organisation took over a pattern by itself: the others still judge it.</summary>
    public Task TakenOver(ClaimsPrincipal person, string organisation, ProposedScript pattern, CancellationToken stop) => Judge(person, organisation, pattern.Row.Number, ProposalState.Adopted, stop);

    /// <summary>Takes a proposed script over as the node's own.</summary>
    public async Task<Refusal?> Adopt(ClaimsPrincipal person, string organisation, long number, CancellationToken stop)
    {
        if (!person.WritesScripts)
            return Refusal.Forbidden;
        if (await Script(person, number, stop) is not { } proposed)
            return Refusal.First;
        if (!proposed.Script.Ok)
            return Refusal.Wrong($"Dit is geen heel script: {proposed.Script.Complaint!.Sentence}", $"This is no whole script: {proposed.Script.Complaint!.Sentence}");
        return await book.Adopt(person, organisation, proposed.Script.Value, proposed.Objects, proposed.Row.Source, stop) ?? await Decide(person, await WithoutPatterns(proposed, stop), ProposalState.Adopted, stop);
    }

    /// <summary>
    /// Refuses a proposal, of a script with everything that belongs to it: it is kept, with who refused it, so that the same version does not come back. A pattern by itself is refused for one organisation alone.
    /// </summary>
    public async Task<Refusal?> Refuse(ClaimsPrincipal person, string organisation, long number, CancellationToken stop)
    {
        if (!person.WritesScripts)
            return Refusal.Forbidden;
        var (scripts, others) = await Open(person, stop);
        if (scripts.FirstOrDefault(script => script.Row.Number == number) is { } script)
            return await Decide(person, script.Numbers, ProposalState.Refused, stop);
        if (others.FirstOrDefault(row => row.Number == number) is not { } row)
            return Refusal.First;
        if (ObjectOf(row) is not { } one || !IsPattern(one))
            return await Decide(person, [number], ProposalState.Refused, stop);
        return !person.WritesFor.Contains(organisation) ? Refusal.Wrong("Kies een organisatie waarvoor u analist bent.", "Choose an organisation of which you are an analyst.") : await Judge(person, organisation, number, ProposalState.Refused, stop);
    }

    // The patterns of a script that nobody put in force stay for who wants to try them.
    async Task<IReadOnlyList<long>> WithoutPatterns(ProposedScript proposed, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var inForce = await db.AdoptedPatterns.Where(row => row.Withdrawn == null && !row.OnTrial).Select(row => row.Pattern).ToListAsync(stop);
        var left = ScriptsInStix.Patterns(proposed.Objects).Values.Where(pattern => !inForce.Contains(pattern.Id) && !book.HasPattern(pattern)).Select(pattern => pattern.Id).ToHashSet(StringComparer.Ordinal);
        string[] objects = [.. proposed.Objects.Where(one => IsPattern(one) && left.Contains(SharedPattern.IdOf(SharedPattern.TextOf(one)) ?? "")).Select(one => one.Id.ToString())];
        return await db.Proposals.Where(row => proposed.Numbers.Contains(row.Number) && !objects.Contains(row.Object)).Select(row => row.Number).ToListAsync(stop);
    }

    async Task<IReadOnlyList<PatternJudgementRow>> Judgements(long number, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Judgements.AsNoTracking().Where(row => row.Proposal == number).OrderBy(row => row.At).ToListAsync(stop);
    }

    /// <summary>Decides, in a transaction under way, on a version and on the older ones of the same object that wait: what a person decided on does not come back as it was before.</summary>
    public static async Task Decide(KnowledgeDb db, ProposalRow row, ProposalState state, string name, long at, CancellationToken stop)
    {
        foreach (var one in await db.Proposals.Where(one => one.Object == row.Object && one.Version <= row.Version && (one.State == ProposalState.Proposed || one.State == ProposalState.Withdrawn)).ToListAsync(stop))
            (one.State, one.Name, one.Decided) = (state, name, at);
    }

    // When every organisation of the node judged it, nobody waits for it any more.
    Task<Refusal?> Judge(ClaimsPrincipal person, string organisation, long number, ProposalState state, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var judged = await db.Judgements.Where(row => row.Proposal == number).ToListAsync(stop);
        if (judged.Exists(row => row.Organisation == organisation) || await db.Proposals.FirstOrDefaultAsync(row => row.Number == number && row.State == ProposalState.Proposed, stop) is not { } proposal)
            return Refusal.First;
        judged.Add(new() { Proposal = number, Organisation = organisation, State = state, Name = person.DisplayName, At = clock.GetUtcNow().UnixMicroseconds });
        db.Judgements.Add(judged[^1]);
        if (settings.Organisations.TrueForAll(one => judged.Exists(row => row.Organisation == one.Id)))
            await Decide(db, proposal, judged.Exists(row => row.State == ProposalState.Adopted) ? ProposalState.Adopted : ProposalState.Refused, person.DisplayName, judged[^1].At, stop);
        await db.SaveChangesAsync(stop);
        return null;
    }, stop);

    static bool IsPattern(StixObject one) => one.Type == "indicator" && one.Text("pattern_type") == "sigma";

    /// <summary>The object of a proposal; null when it cannot be read any more.</summary>
    public static StixObject? ObjectOf(ProposalRow row) => StixObject.Read(row.Json, row.Source) is { Ok: true } read ? read.Value : null;

    Task<Refusal?> Decide(ClaimsPrincipal person, IReadOnlyList<long> numbers, ProposalState state, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var now = clock.GetUtcNow().UnixMicroseconds;
        foreach (var row in await db.Proposals.Where(row => numbers.Contains(row.Number) && row.State == ProposalState.Proposed).ToListAsync(stop))
            await Decide(db, row, state, person.DisplayName, now, stop);
        await db.SaveChangesAsync(stop);
        return (Refusal?)null;
    }, stop);

    /// <summary>Whether an object stands for a whole script, and not for a step of one.</summary>
    public static bool IsWhole(StixObject one) => one.Type == "attack-pattern" && one.Extension(ScriptExtension.Definition.Id) is { } extension && extension.TryGetProperty("kind", out var kind) && kind.ValueEquals("script");

    // What belongs to a script: what its report tells, and what that refers to.
    static IReadOnlyList<StixObject> Around(StixObject script, StixObject[] objects) =>
        StixReferences.With([script, .. objects.Where(one => one.Type == "report" && one.Refs("object_refs").Contains(script.Id))], objects);

    // A partner in another node is no organisation here.
    static VisibilityLabel LabelOf(ProposalRow row) => ShelvedScript.LabelOf("", row.Tlp, row.Pap);
}
