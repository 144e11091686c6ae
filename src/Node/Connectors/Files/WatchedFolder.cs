using Knooppunt.Node.Journal;
using Knooppunt.Observations;
using Knooppunt.Observations.Mapped;
using SourceSettings = Knooppunt.Node.Shell.Settings.SourceSettings;

namespace Knooppunt.Node.Connectors.Files;

/// <summary>
/// The folder of one source, as a lane: its waiting files in order of name, one observation after the other. A file waits when it was not
/// taken as it is now and has not changed for a second; names that begin with a dot or end in .part or .tmp are still being written.
/// A file of lines may grow: what was added is taken, also when it never rests, but for a last line without an end.
/// </summary>
sealed class WatchedFolder(SourceSettings source, Mapping? mapping, TimeZoneInfo zone, SourceState state, TakenFiles taken, TimeProvider clock) : IObservationLane, IDisposable
{
    const int MostRejectionsHeld = 1000;
    static readonly TimeSpan Settled = TimeSpan.FromSeconds(1);

    // A log that is written without a pause would otherwise wait for its end.
    static readonly TimeSpan Restless = TimeSpan.FromSeconds(10);

    // Longer than the programs that write in blocks take from half a line to the other half.
    static readonly TimeSpan Ended = TimeSpan.FromMinutes(5);
    readonly Queue<FileInfo> _waiting = new();
    readonly HashSet<string> _empty = new(StringComparer.Ordinal);
    Dictionary<string, (long Length, DateTime Written, DateTimeOffset Since)> _changing = new(StringComparer.Ordinal);
    readonly List<OfferedFile> _finished = [];
    readonly List<Unread> _rejections = [];
    PulledFile? _open;
    OfferedFile? _offered;
    FileStream? _bytes;

    public string Source => source.Name;

    public string Folder => source.Watch!;

    /// <summary>Makes the folder when it is not there; false, with the reason on the state of the source, when that cannot be.</summary>
    public bool Make() => Told(() => Directory.CreateDirectory(Folder).Exists);

    /// <summary>Looks which files wait. Returns whether one is there that still changes.</summary>
    public bool Look() => Told(LookIn);

    bool LookIn()
    {
        var (there, changing) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, (long, DateTime, DateTimeOffset)>(StringComparer.Ordinal));
        foreach (var found in new DirectoryInfo(Folder).EnumerateFiles().Where(IsWhole).OrderBy(found => found.Name, StringComparer.Ordinal))
        {
            found.Refresh();
            if (!found.Exists)
            {
                if (found.Name.Contains('\uFFFD'))
                    state.Trouble = new Complaint(new(found.Name), "The file cannot be opened: its name holds bytes that are not UTF-8; rename it.").ToString();
                continue;
            }

            there.Add(found.Name);
            if (IsTaken(found))
                continue;
            if (IsSettled(found))
                _waiting.Enqueue(found);
            else
                changing[found.Name] = (found.Length, found.LastWriteTimeUtc, _changing.TryGetValue(found.Name, out var before) ? before.Since : clock.GetUtcNow());
        }

        _empty.IntersectWith(there);
        taken.Lie(there, clock.GetUtcNow());
        _changing = changing;
        return changing.Count > 0;
    }

    bool IsTaken(FileInfo found)
    {
        if (found.Length == 0)
            return _empty.Contains(found.Name);
        return taken.UpTo(found) switch
        {
            TakenUpTo.End => true,
            TakenUpTo.LastLine => MayGoOn(found),
            _ => false,
        };
    }

    /// <summary>Whether a file has not changed for a second. One whose time lies ahead, on a disk with another clock, is settled when it is as it was at the last look; one of lines also when it does not come to rest.</summary>
    bool IsSettled(FileInfo found)
    {
        var age = Age(found);
        if (age >= Settled)
            return true;
        if (!_changing.TryGetValue(found.Name, out var before))
            return false;
        return (age < TimeSpan.Zero && (before.Length, before.Written) == (found.Length, found.LastWriteTimeUtc)) || (HasLines && !IsPacked(found) && clock.GetUtcNow() - before.Since >= Restless);
    }

    /// <summary>Whether a last line without an end may still be half written.</summary>
    bool MayGoOn(FileInfo found) => HasLines && Age(found) is var age && age < Ended && age > -Ended;

    TimeSpan Age(FileInfo found) => clock.GetUtcNow().UtcDateTime - found.LastWriteTimeUtc;

    bool HasLines => source.Format is "ais" or "cloudevents" or "mapped";

    static bool IsPacked(FileInfo found) => found.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

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
                    if (!_offered!.IsStill(_bytes!))
                        Reject(new Complaint(new(_offered.Found.Name), "The file changed while it was read; what was read of it was taken, and it is read again as it is now. Write beside it (.part) and rename."));
                    Close(whole: true);
                }
                catch (IOException wrong)
                {
                    Trouble(_offered!.Found, wrong);
                }
                catch (Exception wrong) when (wrong is not IOException)
                {
                    // A fault of the program must not stop the node, and not at this file again at each start.
                    Reject(new Complaint(new(_offered!.Found.Name), $"The program failed on this file ({wrong.GetType().Name}); what was read of it was taken. Keep the file and report it."));
                    Close(whole: true);
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

    /// <summary>What was refused or makes no observation since the last question: at most a thousand pieces, the rest is counted.</summary>
    public IReadOnlyList<Unread> TakeRejections()
    {
        Unread[] rejections = [.. _rejections];
        _rejections.Clear();
        return rejections;
    }

    /// <summary>Says that all that was given has been answered for: files read to their end are not offered again as they are now.</summary>
    public void Settle()
    {
        taken.Settle([.. _finished.Where(file => file.Found.Length > 0)]);
        foreach (var file in _finished)
        {
            if (file.Found.Length == 0)
                _empty.Add(file.Found.Name);
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
            if (found.Length == 0)
            {
                // Not opened: a pipe or a device has no length either, and would be waited for.
                _offered = new OfferedFile(found, "empty");
                Reject(new Complaint(new(found.Name), "The file is empty."));
                _finished.Add(_offered);
                continue;
            }

            try
            {
                _bytes = found.OpenRead();
                _offered = OfferedFile.Of(found, _bytes, taken);
                taken.Begin(_offered);
                var context = new SourceContext(source.Name, found.Name, _offered.Stream, zone, Earlier(found.LastWriteTimeUtc));
                _open = new PulledFile(_bytes, context, (own, sink) => Formats.Reader(source, own, sink, mapping), (_, piece) => Reject(piece), new FilePart(found.Length, _offered.After, HasLines, MayGoOn(found)));
                return true;
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
            {
                _bytes?.Dispose();
                Trouble(found, wrong);
            }
        }

        return false;
    }

    bool Told(Func<bool> act)
    {
        try
        {
            return act();
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            // Only this folder: the others of the organisation go on.
            state.Trouble = $"The folder under watch cannot be read ({wrong.GetType().Name}); look at its rights and its disk.";
            return false;
        }
    }

    /// <summary>What has no time of its own came in when its file was written, and not later than now.</summary>
    DateTimeOffset Earlier(DateTime written) => clock.GetUtcNow() is var now && now < written ? now : written;

    void Reject(Complaint complaint) => Reject(Unread.Refused(complaint, []));

    void Reject(Unread piece)
    {
        if (piece.Message is null)
            _offered!.Counts.Reject(piece.Complaint);
        if (_rejections.Count < MostRejectionsHeld)
            _rejections.Add(piece);
    }

    void Close(bool whole)
    {
        foreach (var (what, count) in _open!.Counts)
            _offered!.Counts.LeftOut[what] = count;
        if (whole)
        {
            (_offered!.Line, _offered.Held) = (_open.Line, _open.Held);
            _finished.Add(_offered);
        }

        _open.Dispose();
        (_open, _offered) = (null, null);
    }

    /// <summary>The disk or the folder failed, not what the file says: it is offered again at the next look.</summary>
    void Trouble(FileInfo found, Exception wrong)
    {
        state.Trouble = new Complaint(new(found.Name), $"The file cannot be read ({wrong.GetType().Name}); look at its rights and its disk. It is tried again.").ToString();
        if (_open is not null)
            Close(whole: false);
    }

    static bool IsWhole(FileInfo file) =>
        !file.Name.StartsWith('.') && !file.Name.EndsWith(".part", StringComparison.OrdinalIgnoreCase) && !file.Name.EndsWith(".tmp", StringComparison.OrdinalIgnoreCase)
        && file.LinkTarget is null;
}
