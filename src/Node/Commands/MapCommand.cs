using System.CommandLine;
using System.IO.Compression;
using Knooppunt.Observations;
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

        if (beginning.AsSpan(0, read).Contains((byte)0) && beginning is not ([0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]))
            return Refuse(new(new(Path.GetFileName(path)), "The file holds zero bytes: it is no text, so no mapping can be proposed. Give CSV or JSON Lines."));
        var proposed = MappingSuggestion.FromBytes(beginning.AsSpan(0, read), Path.GetFileName(path));
        if (!proposed.Ok)
            return Refuse(proposed.Complaint!);
        Console.Out.Write(proposed.Value);
        return 0;
    }

    static int Refuse(Complaint complaint)
    {
        Console.Error.WriteLine(complaint);
        return 1;
    }
}
