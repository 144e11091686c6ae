using Knooppunt.Knowledge;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Misp;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Exchange.Store;
using Knooppunt.Observations;

namespace Knooppunt.Node.Exchange.Files;

/// <summary>The crime scripts of a collection, as far as some may see them.</summary>
/// <param name="Objects">The newest objects.</param>
/// <param name="Scripts">The scripts among them, or why one is none.</param>
sealed record ScriptsOfCollection(IReadOnlyList<StixObject> Objects, IReadOnlyList<Parsed<CrimeScript>> Scripts)
{
    // A collection of scripts is some thousands of objects; one that holds more is given in STIX.
    const int MostObjects = 200_000;

    /// <summary>Reads them; a complaint when there are more objects than MISP could take.</summary>
    public static Parsed<ScriptsOfCollection> Read(ObjectStore store, CollectionRow row, IReadOnlyList<Reach> reaches)
    {
        var kept = new Kept();
        for (var (after, more) = (-1L, true); more;)
        {
            var page = store.Read(new(row.Number, [.. reaches], new(), after, 1000, 8 << 20), kept);
            (after, more) = (page.Last, page.More);
            if (kept.Objects.Count > MostObjects)
                return new Complaint(new(row.Alias), $"The collection holds more than {MostObjects:N0} objects; MISP takes no more at once. Export it as STIX.");
        }

        var newest = StixVersions.Newest(kept.Objects);
        return new ScriptsOfCollection(newest, ScriptsInStix.Read(newest, row.Alias));
    }

    /// <summary>The scripts that could be read; the collections of several makers may hold one code more than once.</summary>
    public IEnumerable<CrimeScript> Whole => Scripts.Where(script => script.Ok).Select(script => script.Value);

    /// <summary>An event of MISP for each of them.</summary>
    public IReadOnlyList<MispEvent> Events()
    {
        var (patterns, sources) = (ScriptsInStix.Patterns(Objects), ScriptsInStix.Sources(Objects));
        return [.. Whole.Select(script => ScriptMisp.Of(script, Objects, patterns, sources)).OrderBy(one => one.Info, StringComparer.Ordinal).DistinctBy(one => one.Uuid)];
    }

    /// <summary>Keeps the objects of pages.</summary>
    sealed class Kept : IPageSink
    {
        public List<StixObject> Objects { get; } = [];

        public bool WantsJson => true;

        public void Take(string id, string version, long added, ReadOnlySpan<byte> json)
        {
            if (StixObject.Read(json, id) is { Ok: true } read)
                Objects.Add(read.Value);
        }
    }
}
