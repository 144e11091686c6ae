using System.Text;
using Knooppunt.Knowledge;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Misp;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Exchange;
using Knooppunt.Node.Exchange.Store;
using Knooppunt.Observations;

namespace Knooppunt.Node.Commands.Exchanging;

/// <summary>Crime scripts in and out as files of MISP.</summary>
static class MispFiles
{
    // A collection of scripts is some thousands of objects; one that holds more is given in STIX.
    const int MostObjects = 200_000;

    /// <summary>Writes the scripts of a collection, as far as these reaches see them.</summary>
    public static async Task<int> Export(ObjectStore store, CollectionRow row, IReadOnlyList<Reach> reaches, bool asGalaxy, string? to)
    {
        if (asGalaxy && to is null)
            return Outputs.Usage("A galaxy is two files; name a folder with --to.");
        var kept = new Kept();
        for (var (after, more) = (-1L, true); more;)
        {
            var page = store.Read(new(row.Number, [.. reaches], new(), after, 1000, 8 << 20), kept);
            (after, more) = (page.Last, page.More);
            if (kept.Objects.Count > MostObjects)
            {
                await Console.Error.WriteLineAsync($"The collection holds more than {MostObjects:N0} objects; MISP takes no more at once. Export it as STIX.");
                return 1;
            }
        }

        var newest = StixVersions.Newest(kept.Objects);
        var scripts = ScriptsInStix.Read(newest, row.Alias);
        foreach (var wrong in scripts.Where(script => !script.Ok))
            await Console.Error.WriteLineAsync(wrong.Complaint!.ToString());
        if (asGalaxy)
        {
            foreach (var (folder, bytes) in new[] { ("galaxies", MispGalaxy.Galaxy()), ("clusters", MispGalaxy.Clusters(scripts.Where(script => script.Ok).Select(script => script.Value).DistinctBy(script => script.Code), ["Knooppunt"])) })
                await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(to!, folder)).FullName, MispGalaxy.Type + ".json"), bytes);
        }
        else
        {
            var bytes = MispWriter.Write(Events(newest, scripts));
            await using var file = to is null ? Console.OpenStandardOutput() : File.Create(to);
            await file.WriteAsync(bytes);
        }

        await Console.Error.WriteLineAsync($"{scripts.Count(script => script.Ok)} crime scripts written.");
        return scripts.All(script => script.Ok) ? 0 : 1;
    }

    /// <summary>The objects of events, as an envelope; null, and a sentence on stderr, when it is no file of MISP.</summary>
    public static async Task<(byte[] Envelope, int Refused)?> Objects(byte[] bytes, string name)
    {
        var read = MispReader.Read(bytes, name);
        if (!read.Ok)
        {
            await Console.Error.WriteLineAsync(read.Complaint!.ToString());
            return null;
        }

        var complaints = new List<Complaint>(read.Value.Complaints);
        StixObject[] objects = [.. read.Value.Events.SelectMany(one => MispStix.Of(one, name, complaints)).DistinctBy(one => (one.Id, one.Version))];
        foreach (var complaint in complaints)
            await Console.Error.WriteLineAsync(complaint.ToString());
        if (read.Value.Told is { } told)
            await Console.Error.WriteLineAsync($"{name}: {told}");
        return (Encoding.UTF8.GetBytes($"{{\"objects\":[{string.Join(',', objects.Select(one => one.Json.GetRawText()))}]}}"), complaints.Count);
    }

    /// <summary>An event for each script that is one.</summary>
    static List<MispEvent> Events(IReadOnlyList<StixObject> objects, IReadOnlyList<Parsed<CrimeScript>> scripts)
    {
        var (patterns, sources) = (ScriptsInStix.Patterns(objects), ScriptsInStix.Sources(objects));
        return [.. scripts.Where(script => script.Ok).Select(script => ScriptMisp.Of(script.Value, objects, patterns, sources)).OrderBy(one => one.Info, StringComparer.Ordinal).DistinctBy(one => one.Uuid)];
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
