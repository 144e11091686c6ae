using Knooppunt.Node.Shell.Settings;

namespace Knooppunt.Node.Shell;

/// <summary>Where the node keeps what, below its data folder; and the lock that keeps a second process out.</summary>
sealed class NodeFolders : IDisposable
{
    readonly FileStream _lock;

    NodeFolders(string data, FileStream @lock) => (Data, _lock) = (data, @lock);

    /// <summary>The data folder, as a full path.</summary>
    public string Data { get; }

    /// <summary>The database file of all rooms.</summary>
    public string Database => Path.Combine(Data, "rooms.db");

    /// <summary>The journals.</summary>
    public string Journals => Path.Combine(Data, "journals");

    /// <summary>Keys of ASP.NET Core Data Protection.</summary>
    public string Keys => Path.Combine(Data, "keys");

    /// <summary>Own and adopted patterns.</summary>
    public string Patterns => PatternsIn(Data);

    /// <summary>Own lists of keys.</summary>
    public string Lists => ListsIn(Data);

    /// <summary>Where own and adopted patterns lie in a data folder, for whoever does not open it.</summary>
    public static string PatternsIn(string data) => Path.Combine(Path.GetFullPath(data), "patterns");

    /// <summary>Where own lists lie in a data folder.</summary>
    public static string ListsIn(string data) => Path.Combine(Path.GetFullPath(data), "lists");

    /// <summary>Whether nothing was kept here before this start.</summary>
    public bool WasEmpty { get; private init; }

    /// <summary>Opens the data folder for this process alone.</summary>
    /// <exception cref="IOException">Another process has it open, or it cannot be made; the message says what to do.</exception>
    public static NodeFolders Open(NodeSettings settings)
    {
        var data = Path.GetFullPath(settings.Data);
        bool wasEmpty;
        try
        {
            wasEmpty = !Directory.Exists(data) || !Directory.EnumerateFileSystemEntries(data).Any();
            Directory.CreateDirectory(data);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The data folder \"{settings.Data}\" cannot be made or opened; name a folder that this program may write to with --data.", wrong);
        }

        FileStream held;
        try
        {
            held = new FileStream(Path.Combine(data, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new IOException($"Another node is running on the data folder \"{settings.Data}\"; stop it, or name another folder with --data.");
        }

        return new NodeFolders(data, held) { WasEmpty = wasEmpty };
    }

    public void Dispose() => _lock.Dispose();
}
