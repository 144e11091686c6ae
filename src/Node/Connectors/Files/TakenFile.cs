using System.IO.Compression;
using System.Security.Cryptography;
using Knooppunt.Node.Journal;
using Knooppunt.Observations;
using Knooppunt.Observations.Mapped;
using SourceSettings = Knooppunt.Node.Shell.Settings.SourceSettings;

namespace Knooppunt.Node.Connectors.Files;

/// <summary>Takes one file into the journal. The content decides what it is: the same file under another name brings nothing new.</summary>
sealed class TakenFile(JournalRoom journals, SourceSettings source, Mapping? mapping, TimeZoneInfo zone)
{
    const int ChunkBytes = 64 << 10;

    /// <summary>Reads the file through; what was taken before is known and not taken again.</summary>
    public async Task<IntakeCounts> Take(string path, CancellationToken stop)
    {
        var stream = await ContentId(path, stop);
        var sink = new JournalSink(journals, source.Organisation, stream);
        var context = new SourceContext(source.Name, Path.GetFileName(path), stream, zone, File.GetLastWriteTimeUtc(path));
        var reader = Formats.Reader(source.Format, context, sink, mapping);
        await using var bytes = Open(path);
        var chunk = new byte[ChunkBytes];
        int read;
        while ((read = await ReadOn(bytes, chunk, sink, context, stop)) > 0)
        {
            reader.Feed(chunk.AsSpan(0, read));
            if (sink.IsFull)
                await sink.Flush();
        }

        reader.Complete();
        await sink.Flush();
        return sink.Counts;
    }

    /// <summary>The content id of a file: 32 hexadecimal digits of SHA-256 over its bytes as they lie there.</summary>
    public static async Task<string> ContentId(string path, CancellationToken stop)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower((await SHA256.HashDataAsync(file, stop)).AsSpan(0, 16));
    }

    static async Task<int> ReadOn(Stream bytes, byte[] chunk, JournalSink sink, SourceContext context, CancellationToken stop)
    {
        try
        {
            return await bytes.ReadAsync(chunk, stop);
        }
        catch (InvalidDataException)
        {
            sink.Reject(new Complaint(new(context.FileName), "The compressed file is damaged; what could be read of it was taken. Offer a whole copy."), []);
            return 0;
        }
    }

    static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
