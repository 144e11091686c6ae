using System.Text;

namespace Knooppunt.Tests.Node.Running;

/// <summary>What a running node has on its disk, byte for byte, to look for what must not stand there.</summary>
public static class OnDisk
{
    /// <summary>Name and bytes, as Latin-1 characters, of each file below a folder; locks, which the node holds alone, are left out. SQLite takes its helping files away when nobody has the database open: what goes while the folder is read does not stand there any more.</summary>
    public static IEnumerable<(string Name, string Bytes)> Files(string folder, string pattern = "*")
    {
        foreach (var file in Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            if (Bytes(file) is { } bytes)
                yield return (Path.GetFileName(file), bytes);
        }
    }

    static string? Bytes(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            return reader.ReadToEnd();
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
