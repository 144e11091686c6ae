using System.Collections.Immutable;
using System.Security.Claims;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Knowledge;

/// <summary>The scripts of the node: the shipped ones, and before those with the same code the node's own. Swapped whole, so that a reader sees one moment.</summary>
sealed class ScriptShelf(ShippedScripts shipped, IDbContextFactory<KnowledgeDb> database)
{
    volatile ImmutableSortedDictionary<string, ShelvedScript> _shipped = ImmutableSortedDictionary<string, ShelvedScript>.Empty.WithComparers(StringComparer.Ordinal);
    volatile ImmutableSortedDictionary<string, ShelvedScript> _own = ImmutableSortedDictionary<string, ShelvedScript>.Empty.WithComparers(StringComparer.Ordinal);

    volatile ImmutableList<ShelvedScript> _withdrawn = [];

    /// <summary>The node's own scripts that were withdrawn, with their objects revoked: who got them must hear of it.</summary>
    public IReadOnlyList<ShelvedScript> Withdrawn => _withdrawn;

    /// <summary>Rings after a script came, changed or was withdrawn.</summary>
    public event Action? Changed;

    /// <summary>What was wrong with the shipped bundles, in sentences.</summary>
    public IReadOnlyList<Complaint> Complaints { get; private set; } = [];

    /// <summary>What is known of sources, whatever script names them.</summary>
    public IReadOnlyList<ScriptSource> Sources { get; private set; } = [];

    /// <summary>Reads the shipped bundles and the node's own newest versions.</summary>
    public async Task Load(CancellationToken stop)
    {
        var complaints = new List<Complaint>();
        Sources = ScriptFolder.ReadSources(shipped.Folder, complaints);
        foreach (var objects in ScriptFolder.Bundles(shipped.Folder).Select(file => ScriptFolder.ReadBundle(file, complaints)))
            _shipped = Put(_shipped, objects, "", 0, complaints);
        await using var db = await database.CreateDbContextAsync(stop);
        foreach (var row in await db.Versions.AsNoTracking().Where(row => row.Text == "" || row.Number == db.Versions.Where(other => other.Code == row.Code).Max(other => other.Number)).OrderBy(row => row.Number).ToListAsync(stop))
            Put(row);
        Complaints = complaints;
    }

    /// <summary>Every script that the person may see, by code: the node's own where the person may see it, else the shipped one.</summary>
    public IReadOnlyList<ShelvedScript> Of(ClaimsPrincipal person) => Seen(script => person.SeesKnowledge(script.Label));

    /// <summary>Every script of which the label may be seen, by code.</summary>
    public IReadOnlyList<ShelvedScript> Seen(Func<ShelvedScript, bool> may) =>
        [.. _shipped.Keys.Union(_own.Keys).Order(StringComparer.Ordinal).Select(code => _own.TryGetValue(code, out var own) && may(own) ? own : _shipped.TryGetValue(code, out var came) && may(came) ? came : null).OfType<ShelvedScript>()];

    /// <summary>One script; null when there is none that the person may see.</summary>
    public ShelvedScript? Find(ClaimsPrincipal person, string code) => Of(person).FirstOrDefault(script => script.Script.Code == code);

    /// <summary>The script that came with Knooppunt; null when none with that code did.</summary>
    public ShelvedScript? Shipped(string code) => _shipped.GetValueOrDefault(code);

    /// <summary>The node's own; null when it has none.</summary>
    public ShelvedScript? Own(string code) => _own.GetValueOrDefault(code);

    /// <summary>Puts a version of the node's own on the shelf; one without a text is taken off.</summary>
    public void Put(ScriptVersionRow row)
    {
        if (StixReader.Read(row.Bundle, row.Code) is not { Ok: true } bundle)
            return;
        if (row.Text.Length == 0)
            (_own, _withdrawn) = (_own.Remove(row.Code), [.. _withdrawn, .. ScriptsInStix.Read(bundle.Value.Objects, row.Code).Where(script => script.Ok).Select(script => new ShelvedScript(script.Value, bundle.Value.Objects, row.Organisation, row.Number))]);
        else
            _own = Put(_own, bundle.Value.Objects, row.Organisation, row.Number, []);
        Changed?.Invoke();
    }

    static ImmutableSortedDictionary<string, ShelvedScript> Put(ImmutableSortedDictionary<string, ShelvedScript> on, IReadOnlyList<StixObject> objects, string organisation, long number, List<Complaint> complaints)
    {
        foreach (var script in ScriptsInStix.Read(objects, "bundle"))
        {
            if (script.Ok)
                on = on.SetItem(script.Value.Code, new(script.Value, objects, organisation, number));
            else
                complaints.Add(script.Complaint!);
        }

        return on;
    }
}
