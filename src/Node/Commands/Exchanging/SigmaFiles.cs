using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Exchange;
using Knooppunt.Node.Exchange.Files;
using Knooppunt.Node.Exchange.Store;

namespace Knooppunt.Node.Commands.Exchanging;

/// <summary>Patterns out as a folder of Sigma files, for tools that know nothing of STIX.</summary>
static class SigmaFiles
{
    /// <summary>Writes the patterns of a collection, as far as these reaches see them, each under its id; what another tool must know of one stands above it.</summary>
    public static async Task<int> Export(ObjectStore store, CollectionRow row, IReadOnlyList<Reach> reaches, string? to)
    {
        if (to is null)
            return Outputs.Usage("Patterns are a file each; name a folder with --to.");
        var read = ScriptsOfCollection.Read(store, row, reaches);
        if (!read.Ok)
        {
            await Console.Error.WriteLineAsync(read.Complaint!.ToString());
            return 1;
        }

        var patterns = ScriptsInStix.Patterns(read.Value.Objects);
        Directory.CreateDirectory(to);
        foreach (var pattern in patterns.Values)
            await File.WriteAllTextAsync(Path.Combine(to, pattern.Id + ".yml"), pattern.Warning is { } warning ? $"# {warning.ReplaceLineEndings(" ")}\n{pattern.Text}" : pattern.Text);
        await Console.Error.WriteLineAsync($"{patterns.Count} patterns written.");
        return 0;
    }
}
