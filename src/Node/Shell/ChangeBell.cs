namespace Knooppunt.Node.Shell;

/// <summary>Rings when something changes in one of several folders. Several changes before somebody listens are one ring; it has rung once at the start. Where the system watches no more folders for its user, who waits looks every few seconds instead.</summary>
sealed class ChangeBell : IDisposable
{
    static readonly TimeSpan Unwatched = TimeSpan.FromSeconds(5);

    readonly SemaphoreSlim _rung = new(1);
    readonly List<FileSystemWatcher> _watchers = [];
    readonly bool _deaf;

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
            // What came too fast to be told one by one.
            watcher.Error += Ring;
            _watchers.Add(watcher);
            try
            {
                watcher.EnableRaisingEvents = true;
            }
            catch (IOException)
            {
                // All programs of a user share a number of watches (fs.inotify.max_user_instances); being out of them may not close the port's eyes.
                _deaf = true;
            }
        }
    }

    /// <summary>Waits for a ring, or until the time is over; whether it rang.</summary>
    public Task<bool> Wait(TimeSpan atMost, CancellationToken stop) => _rung.WaitAsync(_deaf && atMost > Unwatched ? Unwatched : atMost, stop);

    public void Dispose()
    {
        _watchers.ForEach(watcher => watcher.Dispose());
        _rung.Dispose();
    }

    void Ring(object sender, EventArgs e)
    {
        lock (_watchers)
        {
            if (_rung.CurrentCount == 0)
                _rung.Release();
        }
    }
}
