using System.Security.Cryptography;

namespace Knooppunt.Node.Connectors.Files;

/// <summary>A file on its way into the journal.</summary>
/// <param name="Found">The file as it was found.</param>
/// <param name="Stream">Its content id: the same file under another name brings nothing new, and one that grew keeps the id of what it was at first.</param>
/// <param name="Hash">SHA-256 over its bytes as they lay there, hexadecimal.</param>
/// <param name="After">The line after which it goes on; 0 when nothing of it was taken.</param>
sealed record OfferedFile(FileInfo Found, string Stream, string Hash = "", long After = 0)
{
    const int ChunkBytes = 1 << 20;

    /// <summary>What became of its pieces.</summary>
    public IntakeCounts Counts { get; } = new();

    /// <summary>The highest line of which the end was seen.</summary>
    public long Line { get; set; } = After;

    /// <summary>Whether its last line was held back because it has no end and may still be half written.</summary>
    public bool Held { get; set; }

    /// <summary>A file that was found, with its content id: that of its beginning when the beginning was taken before, otherwise 32 hexadecimal digits of SHA-256 over its bytes.</summary>
    /// <param name="found">The file as it was found.</param>
    /// <param name="bytes">The file itself, at its beginning; afterwards it stands there again, so that what is read is what the id says.</param>
    /// <param name="taken">What was taken of the source before.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static OfferedFile Of(FileInfo found, FileStream bytes, TakenFiles taken)
    {
        var beginnings = taken.Beginnings(found);
        var hashes = Hashes(bytes, [.. beginnings.Select(file => file.Length).Append(found.Length).Distinct().Order()]);
        bytes.Position = 0;
        var hash = hashes[found.Length];
        if (beginnings.Find(file => hashes[file.Length] == file.Hash) is { } grown)
            return new(found, grown.Stream, hash, taken.LineOf(grown));
        // Under another name all of it is offered: the journal says that it knows each line.
        var same = taken.Same(hash) ?? taken.Grown(found).FirstOrDefault(file => Began(Path.Combine(found.DirectoryName!, file.Name), found.Length, hash));
        return new(found, same?.Stream ?? hash[..32], hash);
    }

    /// <summary>What is remembered of it.</summary>
    public TakenFile ToTaken(string source, string reading, TakenUpTo upTo) => new()
    {
        Source = source,
        Name = Found.Name,
        Stream = Stream,
        Hash = Hash,
        Length = Found.Length,
        Written = Found.LastWriteTimeUtc.Ticks,
        Line = Line,
        Reading = reading,
        UpTo = upTo,
    };

    /// <summary>Whether the opened file is still as it was found, or has only grown since.</summary>
    public bool IsStill(FileStream bytes) => bytes.Length > Found.Length || (bytes.Length == Found.Length && File.GetLastWriteTimeUtc(bytes.SafeFileHandle) == Found.LastWriteTimeUtc);

    /// <summary>Hashes over the first bytes, for each of several lengths that grow.</summary>
    static Dictionary<long, string> Hashes(FileStream bytes, IReadOnlyList<long> lengths)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var chunk = new byte[Math.Min(ChunkBytes, Math.Max(1, lengths[^1]))];
        Dictionary<long, string> hashes = [];
        var at = 0L;
        foreach (var length in lengths)
        {
            int read;
            while (at < length && (read = bytes.Read(chunk, 0, (int)Math.Min(chunk.Length, length - at))) > 0)
            {
                hash.AppendData(chunk, 0, read);
                at += read;
            }

            hashes[length] = Convert.ToHexStringLower(hash.GetCurrentHash());
        }

        return hashes;
    }

    /// <summary>Whether another file begins with this content.</summary>
    static bool Began(string path, long length, string hash)
    {
        try
        {
            using var other = File.OpenRead(path);
            return Hashes(other, [length])[length] == hash;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
