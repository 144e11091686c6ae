using System.CommandLine;
using System.IO.Compression;
using Knooppunt.Observations.Mapped;

namespace Knooppunt.Node.Commands;

/// <summary><c>knooppunt map suggest FILE</c>: proposes a mapping from the header and the first rows.</summary>
static class MapCommand
{
    const int Looked = 64 << 10;

    public static Command Make()
    {
        var file = new Argument<string>("file") { Description = "CSV or JSON Lines, gzip too." };
        var suggest = new Command("suggest", "Propose a mapping for a file, as YAML on standard output.") { file };
        suggest.SetAction(result => Suggest(result.GetValue(file)!));
        return new Command("map", "Mappings of tables to observations.") { suggest };
    }

    static int Suggest(string path)
    {
        if (!File.Exists(path))
            return Outputs.Usage($"The file \"{path}\" does not exist.");
        using var file = File.OpenRead(path);
        using Stream bytes = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        var beginning = new byte[Looked];
        int read;
        try
        {
            read = bytes.ReadAtLeast(beginning, Looked, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            return Outputs.Usage($"The name of \"{Path.GetFileName(path)}\" ends in .gz and its bytes are not whole gzip; give a whole copy.");
        }

        var proposed = MappingSuggestion.FromBytes(beginning.AsSpan(0, read), Path.GetFileName(path));
        if (!proposed.Ok)
        {
            Console.Error.WriteLine(proposed.Complaint);
            return 1;
        }

        Console.Out.Write(proposed.Value);
        return 0;
    }
}
