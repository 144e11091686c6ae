using Knooppunt.Node.Journal;
using Knooppunt.Observations;
using Knooppunt.Observations.Mapped;
using SourceSettings = Knooppunt.Node.Shell.Settings.SourceSettings;

namespace Knooppunt.Node.Connectors.Files;

/// <summary>
/// The folder of one source, as a lane: its waiting files in order of name, one observation after the other. A file waits when it was not
/// taken as it is now and has not changed for a second; names that begin with a dot or end in .part or .tmp are still being written.
/// </summary>
sealed class WatchedFolder(SourceSettings source, Mapping? mapping, TimeZoneInfo zone, SourceState state, TimeProvider clock) : IObservationLane, IDisposable
{
    const int MostRejectionsHeld = 1000;
    static readonly TimeSpan Settled = TimeSpan.FromSeconds(1);
    readonly Dictionary<string, (long Length, DateTime Written)> _taken = new(StringComparer.Ordinal);
    readonly Queue<FileInfo> _waiting = new();
    readonly List<OfferedFile> _finished = [];
    readonly List<Complaint> _rejections = [];
    PulledFile? _open;
    OfferedFile? _offered;

    public string Source => source.Name;

    public string Folder => source.Watch!;

    /// <summary>Looks which files wait. Returns whether one is there that still changes.</summary>
    public bool Look()
    {
        var unsettled = false;
        foreach (var found in new DirectoryInfo(Folder).EnumerateFiles().Where(IsWhole).OrderBy(found => found.Name, StringComparer.Ordinal))
        {
            if (_taken.TryGetValue(found.Name, out var before) && before == (found.Length, found.LastWriteTimeUtc))
                continue;
            if (clock.GetUtcNow().UtcDateTime - found.LastWriteTimeUtc < Settled)
                unsettled = true;
            else
                _waiting.Enqueue(found);
        }

        return unsettled;
    }

    /// <summary>Whether there is more to take than was answered for.</summary>
    public bool Waits => _open is not null || _waiting.Count > 0;

    public DateTimeOffset? NextTime
    {
        get
        {
            while (_open is not null || Open())
            {
                try
                {
                    if (_open!.NextTime is { } time)
                        return time;
                    Close(whole: true);
                }
                catch (IOException wrong)
                {
                    Trouble(wrong);
                }
            }

            return null;
        }
    }

    /// <summary>The next observation and the file that it belongs to; only after <see cref="NextTime"/> told that there is one.</summary>
    public (Incoming Incoming, OfferedFile File) Next()
    {
        var (observation, line) = _open!.Next();
        return (new(observation, _offered!.Stream, line), _offered);
    }

    /// <summary>Why pieces were refused since the last question: at most a thousand reasons, the rest is counted.</summary>
    public IReadOnlyList<Complaint> TakeRejections()
    {
        Complaint[] rejections = [.. _rejections];
        _rejections.Clear();
        return rejections;
    }

    /// <summary>Says that all that was given has been answered for: files read to their end are not offered again as they are now.</summary>
    public void Settle()
    {
        foreach (var file in _finished)
        {
            _taken[file.Found.Name] = (file.Found.Length, file.Found.LastWriteTimeUtc);
            state.Add(file.Found.Name, file.Counts, clock.GetUtcNow());
            state.Trouble = null;
        }

        _finished.Clear();
    }

    /// <summary>Forgets what was begun and not settled: it is offered again at the next look.</summary>
    public void Reset()
    {
        _open?.Dispose();
        (_open, _offered) = (null, null);
        _waiting.Clear();
        _finished.Clear();
        _rejections.Clear();
    }

    public void Dispose() => Reset();

    bool Open()
    {
        while (_waiting.TryDequeue(out var found))
        {
            try
            {
                _offered = OfferedFile.Of(found);
                var context = new SourceContext(source.Name, found.Name, _offered.Stream, zone, found.LastWriteTimeUtc);
                _open = new PulledFile(found.FullName, context, (own, sink) => Formats.Reader(source.Format, own, sink, mapping), (_, complaint) => Reject(complaint));
                return true;
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
            {
                Trouble(wrong);
            }
        }

        return false;
    }

    void Reject(Complaint complaint)
    {
        _offered!.Counts.Reject(complaint);
        if (_rejections.Count < MostRejectionsHeld)
            _rejections.Add(complaint);
    }

    void Close(bool whole)
    {
        foreach (var (what, count) in _open!.Counts)
            _offered!.Counts.LeftOut[what] = count;
        if (whole)
            _finished.Add(_offered!);
        _open.Dispose();
        (_open, _offered) = (null, null);
    }

    /// <summary>The disk or the folder failed, not the file: it is offered again at the next look.</summary>
    void Trouble(Exception wrong)
    {
        state.Trouble = wrong.Message;
        if (_open is not null)
            Close(whole: false);
    }

    static bool IsWhole(FileInfo file) =>
        !file.Name.StartsWith('.') && !file.Name.EndsWith(".part", StringComparison.OrdinalIgnoreCase) && !file.Name.EndsWith(".tmp", StringComparison.OrdinalIgnoreCase)
        && file.LinkTarget is null;
}
