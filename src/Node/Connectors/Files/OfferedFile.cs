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
    /// <exception cref="IOException">It cannot be read.</exception>
    public static OfferedFile Of(FileInfo found)
    {
        using var file = found.OpenRead();
        return new(found, Convert.ToHexStringLower(SHA256.HashData(file).AsSpan(0, 16)));
    }
}
