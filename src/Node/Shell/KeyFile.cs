namespace Knooppunt.Node.Shell;

/// <summary>A secret of the node in a file that only the node may read.</summary>
static class KeyFile
{
    /// <summary>Reads it, or makes it the first time. Whole or not at all: a key cut off by a crash would lock out what rests on it.</summary>
    /// <param name="folder">Folder; made when it is not there.</param>
    /// <param name="name">Name of the file, without its ending.</param>
    /// <param name="make">Makes the secret.</param>
    public static byte[] ReadOrMake(string folder, string name, Func<byte[]> make)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name + ".key");
        if (File.Exists(path))
            return File.ReadAllBytes(path);
        var key = make();
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(path + ".new", options))
        {
            file.Write(key);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".new", path);
        return key;
    }
}
