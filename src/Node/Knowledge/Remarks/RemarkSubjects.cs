using System.Security.Claims;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Observations;

namespace Knooppunt.Node.Knowledge.Remarks;

/// <summary>Something that can be spoken of: a script, a step, a barrier, or what others propose.</summary>
/// <param name="Key">As a form names it: <c>script:MO-01</c>, <c>step:MO-01/collect</c>, <c>barrier:seals</c>, <c>proposal:7</c> or <c>proposal:7/collect</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Page">Address of the page where it is spoken of.</param>
/// <param name="Ids">Every object under which it is known here: what is said of any of these is about it.</param>
/// <param name="Writes">The objects that a new remark refers to.</param>
/// <param name="Tlp">The strictest sharing mark of those.</param>
/// <param name="Pap">The strictest mark of permissible actions of those.</param>
sealed record RemarkSubject(string Key, Word Name, string Page, IReadOnlyList<StixId> Ids, IReadOnlyList<StixId> Writes, Tlp Tlp, Pap Pap);

/// <summary>Finds what can be spoken of, as far as a person may see it.</summary>
sealed class RemarkSubjects(ScriptShelf shelf, ProposalBook proposals)
{
    /// <summary>What is spoken of on the page of a subject: itself first, then its parts. Empty when there is none that the person may see.</summary>
    /// <param name="person">Who asks.</param>
    /// <param name="key">Key of the subject, or of one of its parts.</param>
    /// <param name="stop">Stops.</param>
    public async Task<IReadOnlyList<RemarkSubject>> Of(ClaimsPrincipal person, string key, CancellationToken stop = default) => key.Split(':', 2) switch
    {
        ["script" or "step", var path] when shelf.Find(person, path.Split('/')[0]) is { } script => OfScript(person, script),
        ["barrier", var code] when OfBarrier(person, code) is { } barrier => [barrier],
        ["proposal", var path] when long.TryParse(path.Split('/')[0], out var number) && await proposals.Script(person, number, stop) is { } proposed => OfProposal(proposed),
        _ => [],
    };

    /// <summary>Every object that is spoken of on some page that the person may see.</summary>
    public async Task<HashSet<StixId>> All(ClaimsPrincipal person, CancellationToken stop)
    {
        var (scripts, others) = await proposals.Open(person, stop);
        return [.. shelf.Of(person).SelectMany(script => OfScript(person, script)).SelectMany(subject => subject.Ids), .. scripts.SelectMany(OfProposal).SelectMany(subject => subject.Ids),
            .. others.Select(row => StixId.TryParse(row.Object, out var id) && row.Type == "indicator" ? id : default)];
    }

    /// <summary>The subject of a key; null when there is none that the person may see.</summary>
    public async Task<RemarkSubject?> Find(ClaimsPrincipal person, string key, CancellationToken stop) => (await Of(person, key, stop)).FirstOrDefault(subject => subject.Key == key);

    // The shipped objects too: who speaks of a step that came with Knooppunt speaks of the same step of the node's own version.
    List<RemarkSubject> OfScript(ClaimsPrincipal person, ShelvedScript shelved)
    {
        var (script, page) = (shelved.Script, $"/scripts/{Uri.EscapeDataString(shelved.Script.Code)}#discussion");
        var objects = shelved.Objects.Concat(shelf.Shipped(script.Code) is { } shipped && person.SeesKnowledge(shipped.Label) ? shipped.Objects : []).ToArray();
        RemarkSubject Subject(string key, Word name, string kind, string code, StixId[] writes) => new(key, name, page, Ids(objects, kind, code), writes, script.Tlp, script.Pap);
        StixId[] Own(string kind, string code) => Ids(shelved.Objects.Where(one => !one.Revoked), kind, code);
        return
        [
            Subject($"script:{script.Code}", new(script.Name.Dutch, script.Name.English), "script", script.Code, [shelved.Operandi.Id]),
            .. script.Steps.Select(step => Subject($"step:{script.Code}/{step.Code}", new(step.Name.Dutch, step.Name.English), "step", step.Code, Own("step", step.Code))),
            .. script.Barriers.Select(barrier => OfBarrier(person, barrier.Code)!),
        ];
    }

    // The same code in every script is the same barrier.
    RemarkSubject? OfBarrier(ClaimsPrincipal person, string code)
    {
        ShelvedScript[] scripts = [.. shelf.Of(person).Where(script => script.Script.Barriers.Any(barrier => barrier.Code == code))];
        if (scripts.Length == 0)
            return null;
        var what = scripts[0].Script.Barriers.First(barrier => barrier.Code == code).What.Text;
        var shipped = scripts.Select(script => shelf.Shipped(script.Script.Code)).OfType<ShelvedScript>().Where(script => person.SeesKnowledge(script.Label)).SelectMany(script => script.Objects);
        // What is said goes as far as the widest of them, or one strict script would keep it from all.
        var widest = scripts.Min(script => script.Script.Tlp);
        ShelvedScript[] meant = [.. scripts.Where(script => script.Script.Tlp == widest)];
        return new($"barrier:{code}", new(what.Dutch, what.English), $"/scripts/barriers/{Uri.EscapeDataString(code)}#discussion", Ids(scripts.SelectMany(script => script.Objects).Concat(shipped), "barrier", code),
            Ids(meant.SelectMany(script => script.Objects).Where(one => !one.Revoked), "barrier", code), widest, meant.Max(script => script.Script.Pap));
    }

    static List<RemarkSubject> OfProposal(ProposedScript proposed)
    {
        var (key, page) = ($"proposal:{proposed.Row.Number}", $"/scripts/proposals/{proposed.Row.Number}#discussion");
        RemarkSubject Subject(string key, Word name, StixObject one) => new(key, name, page, [one.Id], [one.Id], Marks.TlpOf(one, Tlp.Amber), Marks.PapOf(one, Pap.Amber));
        var whole = proposed.Objects.First(one => one.Id.ToString() == proposed.Row.Object);
        var name = whole.Text("name") ?? proposed.Row.Object;
        if (!proposed.Script.Ok)
            return [Subject(key, new(name, name), whole)];
        var script = proposed.Script.Value;
        return
        [
            Subject(key, new(script.Name.Dutch, script.Name.English), whole),
            .. from step in script.Steps
               from one in proposed.Objects.Where(one => ScriptsInStix.PartOf(one) == ("step", step.Code)).Take(1)
               select Subject($"{key}/{step.Code}", new(step.Name.Dutch, step.Name.English), one),
        ];
    }

    static StixId[] Ids(IEnumerable<StixObject> objects, string kind, string code) => [.. objects.Where(one => ScriptsInStix.PartOf(one) == (kind, code)).Select(one => one.Id).Distinct()];
}
