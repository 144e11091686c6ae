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

    /// <summary>The most bytes of objects that are read for it: 64 MiB, which is some thousands of scripts.</summary>
    public const long MostBytes = 64 << 20;

    /// <summary>Reads them; a complaint when there are more objects, or more of them in bytes, than are taken at once.</summary>
    /// <param name="store">The objects.</param>
    /// <param name="row">The collection.</param>
    /// <param name="reaches">Who is to have them.</param>
    /// <param name="most">The most bytes.</param>
    public static Parsed<ScriptsOfCollection> Read(ObjectStore store, CollectionRow row, IReadOnlyList<Reach> reaches, long most = MostBytes)
    {
        var kept = new Kept();
        for (var (after, more) = (-1L, true); more;)
        {
            var page = store.Read(new(row.Number, [.. reaches], new(), after, 1000, 8 << 20), kept);
            (after, more) = (page.Last, page.More);
            if (kept.Objects.Count > MostObjects || kept.Bytes > most)
                return new Complaint(new(row.Alias), $"The collection holds more than {MostObjects:N0} objects or {most:N0} bytes of them; MISP takes no more at once. Export it as STIX.");
        }

        var newest = StixVersions.Newest(kept.Objects);
        return new ScriptsOfCollection(newest, ScriptsInStix.Read(newest, row.Alias));
    }

    /// <summary>The scripts that could be read; the collections of several makers may hold one code more than once.</summary>
    public IEnumerable<CrimeScript> Whole => Scripts.Where(script => script.Ok).Select(script => script.Value);

    /// <summary>An event of MISP for each of them, made when it is asked for.</summary>
    public IEnumerable<MispEvent> Events()
    {
        var (patterns, sources) = (ScriptsInStix.Patterns(Objects), ScriptsInStix.Sources(Objects));
        return Whole.OrderBy(script => $"{script.Code} {script.Name.English}", StringComparer.Ordinal).Select(script => ScriptMisp.Of(script, Objects, patterns, sources)).DistinctBy(one => one.Uuid);
    }

    /// <summary>Keeps the objects of pages.</summary>
    sealed class Kept : IPageSink
    {
        public List<StixObject> Objects { get; } = [];

        public long Bytes { get; private set; }

        public bool WantsJson => true;

        public void Take(string id, string version, long added, ReadOnlySpan<byte> json)
        {
            Bytes += json.Length;
            if (StixObject.Read(json, id) is { Ok: true } read)
                Objects.Add(read.Value);
        }
    }
}
