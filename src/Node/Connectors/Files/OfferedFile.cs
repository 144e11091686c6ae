using System.Security.Cryptography;

namespace Knooppunt.Node.Connectors.Files;

/// <summary>A file on its way into the journal.</summary>
/// <param name="Found">The file as it was found.</param>
/// <param name="Stream">Its content id: the same file under another name brings nothing new.</param>
sealed record OfferedFile(FileInfo Found, string Stream)
{
    /// <summary>What became of its pieces.</summary>
    public IntakeCounts Counts { get; } = new();

    /// <summary>A file that was found, with its content id: 32 hexadecimal digits of SHA-256 over its bytes as they lie there.</summary>
    /// <param name="found">The file as it was found.</param>
    /// <param name="bytes">The file itself, at its beginning; afterwards it stands there again, so that what is read is what the id says.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static OfferedFile Of(FileInfo found, FileStream bytes)
    {
        var hash = SHA256.HashData(bytes);
        bytes.Position = 0;
        return new(found, Convert.ToHexStringLower(hash.AsSpan(0, 16)));
    }

    /// <summary>Whether the opened file is still as it was found.</summary>
    public bool IsStill(FileStream bytes) => bytes.Length == Found.Length && File.GetLastWriteTimeUtc(bytes.SafeFileHandle) == Found.LastWriteTimeUtc;
}
