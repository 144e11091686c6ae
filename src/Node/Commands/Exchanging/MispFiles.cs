using Knooppunt.Knowledge.Misp;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Exchange;
using Knooppunt.Node.Exchange.Files;
using Knooppunt.Node.Exchange.Store;

namespace Knooppunt.Node.Commands.Exchanging;

/// <summary>Crime scripts out as files of MISP.</summary>
static class MispFiles
{
    /// <summary>Writes the scripts of a collection, as far as these reaches see them.</summary>
    public static async Task<int> Export(ObjectStore store, CollectionRow row, IReadOnlyList<Reach> reaches, bool asGalaxy, string? to)
    {
        if (asGalaxy && to is null)
            return Outputs.Usage("A galaxy is two files; name a folder with --to.");
        var read = ScriptsOfCollection.Read(store, row, reaches);
        if (!read.Ok)
        {
            await Console.Error.WriteLineAsync(read.Complaint!.ToString());
            return 1;
        }

        var scripts = read.Value;
        foreach (var wrong in scripts.Scripts.Where(script => !script.Ok))
            await Console.Error.WriteLineAsync(wrong.Complaint!.ToString());
        if (asGalaxy)
        {
            foreach (var (folder, bytes) in new[] { ("galaxies", MispGalaxy.Galaxy()), ("clusters", MispGalaxy.Clusters(scripts.Whole.DistinctBy(script => script.Code), ["Knooppunt"])) })
                await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(to!, folder)).FullName, MispGalaxy.Type + ".json"), bytes);
        }
        else
        {
            await using var file = to is null ? Console.OpenStandardOutput() : File.Create(to);
            await FileRoutes.WriteMisp(scripts, file, default);
        }

        await Console.Error.WriteLineAsync($"{scripts.Whole.Count()} crime scripts written.");
        return scripts.Scripts.All(script => script.Ok) ? 0 : 1;
    }
}
