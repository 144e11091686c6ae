namespace Knooppunt.Node.Shell;

/// <summary>Rings when something changes in one of several folders. Several changes before somebody listens are one ring; it has rung once at the start.</summary>
sealed class ChangeBell : IDisposable
{
    readonly SemaphoreSlim _rung = new(1);
    readonly List<FileSystemWatcher> _watchers = [];

    /// <param name="folders">Existing folders.</param>
    /// <param name="deep">Whether folders below them count too.</param>
    public ChangeBell(IEnumerable<string> folders, bool deep = false)
    {
        foreach (var folder in folders)
        {
            var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = deep };
            watcher.Created += Ring;
            watcher.Changed += Ring;
            watcher.Renamed += Ring;
            watcher.Deleted += Ring;
            watcher.EnableRaisingEvents = true;
            _watchers.Add(watcher);
        }
    }

    /// <summary>Waits for a ring, or until the time is over; whether it rang.</summary>
    public Task<bool> Wait(TimeSpan atMost, CancellationToken stop) => _rung.WaitAsync(atMost, stop);

    public void Dispose()
    {
        _watchers.ForEach(watcher => watcher.Dispose());
        _rung.Dispose();
    }

    void Ring(object sender, FileSystemEventArgs e)
    {
        lock (_watchers)
        {
            if (_rung.CurrentCount == 0)
                _rung.Release();
        }
    }
}
