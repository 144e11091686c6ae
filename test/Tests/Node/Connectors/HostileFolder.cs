using System.IO.Compression;
using System.Text;
using Knooppunt.Node.Connectors;
using Knooppunt.Node.Connectors.Files;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;
using Knooppunt.Observations.Mapped;
using Knooppunt.Tests.Node.Journal;

namespace Knooppunt.Tests.Node.Connectors;

/// <summary>A watched folder of gate visits as CSV in which a hostile partner lays files, without a journal behind it.</summary>
sealed class HostileFolder : IDisposable
{
    public const string Row = "2026-03-01 12:00:00,1ABC23\n";
    static readonly Mapping Visits = Mapping.Read("type: gate_visit\ntime: t\nfields: { plate: p }\n", "m.yml", [])!;
    readonly Func<TakenFiles> _memory;
    WatchedFolder _watched;

    /// <summary>A folder with what the node remembers of files: in this process only, unless told otherwise.</summary>
    public HostileFolder(Func<TakenFiles>? memory = null)
    {
        _memory = memory ?? (() => new TakenFiles("a/gate", "csv"));
        Folder = Path.Combine(Path.GetTempPath(), "knooppunt-tests", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Folder);
        _watched = Watch();
    }

    WatchedFolder Watch() => new(new SourceSettings { Name = "a/gate", Organisation = "a", Format = "mapped", Watch = Folder }, Visits, TimeZoneInfo.Utc, State, _memory(), Clock);

    public string Folder { get; }

    /// <summary>Lines of what was taken, by stream.</summary>
    public List<(string Stream, long Line)> Lines { get; } = [];

    /// <summary>As a start of the node does: only what stands on disk is still known.</summary>
    public void Restart()
    {
        _watched.Dispose();
        _watched = Watch();
    }

    public SourceState State { get; } = new();

    public StandingClock Clock { get; } = new() { Now = DateTimeOffset.UtcNow.AddMinutes(1) };

    /// <summary>Observations taken so far, and why pieces were not.</summary>
    public List<Observation> Taken { get; } = [];

    public List<string> Told { get; } = [];

    public string Lay(string name, params byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string Lay(string name, string text) => Lay(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Looks once and takes all; whether a file still changes.</summary>
    public bool Look(Action? between = null)
    {
        var changing = _watched.Look();
        while (_watched.NextTime is not null)
        {
            var next = _watched.Next().Incoming;
            Taken.Add(next.Observation);
            Lines.Add((next.Stream!, next.Line));
            between?.Invoke();
        }

        Told.AddRange(_watched.TakeRejections().Select(piece => piece.Complaint.ToString()));
        _watched.Settle();
        return changing;
    }

    public static byte[] Gzip(params ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    public static byte[] Csv(int rows) => Encoding.UTF8.GetBytes("t,p\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"2026-03-01 12:{i / 60 % 60:D2}:{i % 60:D2},{i}-ABC\n")));

    public void Dispose()
    {
        _watched.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
