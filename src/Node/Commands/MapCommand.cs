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
        if (Outputs.NoFile([path]) is { } usage)
            return usage;
        using var file = File.OpenRead(path);
        var beginning = new byte[Looked];
        // By its bytes and not by its name, as detect and a node know it.
        var isGzip = file.ReadAtLeast(beginning.AsSpan(0, 2), 2, throwOnEndOfStream: false) == 2 && beginning is [0x1F, 0x8B, ..];
        file.Position = 0;
        using Stream bytes = isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
        int read;
        try
        {
            read = bytes.ReadAtLeast(beginning, Looked, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            return Refuse(new(new(Path.GetFileName(path)), "The compressed file is damaged or cut off; give a whole copy."));
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
