using System.Text;
using Knooppunt.Observations;
using Knooppunt.Observations.Lines;

namespace Knooppunt.Node.Shell;

/// <summary>Reads a whole small file that people write (settings, patterns, mappings, lists, places): UTF-8, up to a size.</summary>
static class TextFile
{
    /// <summary>The text, without a byte order mark; a complaint when it is too large, no UTF-8 text, or cannot be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">The most bytes.</param>
    /// <param name="name">Name for complaints; null: its name without folders.</param>
    public static Parsed<string> Read(string path, int most, string? name = null)
    {
        var place = new InputPlace(name ?? Path.GetFileName(path));
        byte[] bytes;
        if (Directory.Exists(path))
            return new Complaint(place, "This is a folder and not a file; name the file in it.");
        if (!File.Exists(path))
            return new Complaint(place, $"The file \"{path}\" does not exist; look at how its name is written.");
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > most)
                return new Complaint(place, $"The file is larger than {most:N0} bytes; split it or leave out what is not needed.");
            bytes = new byte[file.Length];
            bytes = bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return new Complaint(place, $"The file cannot be read ({(wrong is UnauthorizedAccessException ? "this program may not" : "the disk says so")}); look at its rights and its disk.");
        }

        return Text(bytes, place);
    }

    static Parsed<string> Text(ReadOnlySpan<byte> bytes, InputPlace place)
    {
        if (TextEncodings.Refusal(bytes) is { } refusal)
            return new Complaint(place, refusal);
        bytes = TextEncodings.WithoutMark(bytes);
        if (TextEncodings.FirstBroken(bytes) is var broken && broken >= 0)
            return new Complaint(place with { Line = bytes[..broken].Count((byte)'\n') + 1, Column = Encoding.UTF8.GetCharCount(bytes[(bytes[..broken].LastIndexOf((byte)'\n') + 1)..broken]) + 1 }, TextEncodings.NotUtf8);
        return Encoding.UTF8.GetString(bytes);
    }
}
