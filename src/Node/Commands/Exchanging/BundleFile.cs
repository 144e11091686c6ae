using System.Text;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Exchange.Files;
using Knooppunt.Node.Exchange.Store;

namespace Knooppunt.Node.Commands.Exchanging;

/// <summary>A bundle of STIX 2.1 in a file: objects are written as they come, and read whole.</summary>
sealed class BundleFile : IPageSink, IAsyncDisposable
{
    const int LongestFile = 256 << 20;

    readonly Stream _to;

    BundleFile(Stream to)
    {
        _to = to;
        _to.Write(Encoding.ASCII.GetBytes($"{{\"type\":\"bundle\",\"id\":\"bundle--{Guid.NewGuid()}\",\"objects\":["));
    }

    public bool WantsJson => true;

    /// <summary>Objects written.</summary>
    public int Count { get; private set; }

    /// <summary>Begins one in a file, or on stdout without a name.</summary>
    public static BundleFile Create(string? path) => new(path is null ? Console.OpenStandardOutput() : File.Create(path));

    public void Take(string id, string version, long added, ReadOnlySpan<byte> json)
    {
        if (Count++ > 0)
            _to.WriteByte((byte)',');
        _to.Write(json);
    }

    public async ValueTask DisposeAsync()
    {
        _to.Write("]}\n"u8);
        await _to.DisposeAsync();
    }

    /// <summary>The files of these paths: of a folder all bundles, events and rules in it, by name.</summary>
    public static IEnumerable<string> In(IEnumerable<string> paths) => paths.SelectMany<string, string>(path => !Directory.Exists(path) ? [path]
        : Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(file => IncomingFile.IsSigma(file) || file.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal));

    /// <summary>Reads a bundle, an envelope, events of MISP or a rule of Sigma; null, and a sentence on stderr, when it is none. What of it was refused while it was read is told and counted.</summary>
    /// <param name="path">The file.</param>
    /// <param name="giver">Short name of who gave it.</param>
    /// <param name="stop">Stops.</param>
    public static async Task<(Envelope Envelope, int Refused)?> Read(string path, string giver, CancellationToken stop)
    {
        if (!File.Exists(path) || new FileInfo(path).Length > LongestFile)
        {
            await Console.Error.WriteLineAsync($"{path} is not there, or is longer than {LongestFile >> 20} MiB.");
            return null;
        }

        var name = Path.GetFileName(path);
        var read = IncomingFile.Read(await File.ReadAllBytesAsync(path, stop), name, giver);
        if (!read.Ok)
        {
            await Console.Error.WriteLineAsync($"{name}: {read.Complaint!.Sentence}");
            return null;
        }

        foreach (var complaint in read.Value.Complaints)
            await Console.Error.WriteLineAsync(complaint.ToString());
        if (read.Value.Told is { } told)
            await Console.Error.WriteLineAsync($"{name}: {told}");
        return (read.Value.Envelope, read.Value.Complaints.Count);
    }

    /// <summary>An envelope of objects.</summary>
    public static ReadOnlyMemory<byte> Envelope(IEnumerable<EnvelopeItem> items)
    {
        var written = new MemoryStream();
        written.Write("{\"objects\":["u8);
        foreach (var (at, item) in items.Index())
        {
            if (at > 0)
                written.WriteByte((byte)',');
            written.Write(item.Bytes.Span);
        }

        written.Write("]}"u8);
        return written.ToArray();
    }
}
