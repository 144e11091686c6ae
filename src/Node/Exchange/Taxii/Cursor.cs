using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Shell;

namespace Knooppunt.Node.Exchange.Taxii;

/// <summary>What <c>next</c> holds: the moment up to which a party has read a collection, signed, so that it is what we gave or nothing.</summary>
sealed class Cursor(NodeFolders folders)
{
    const int MomentBytes = 8, SignatureBytes = 16;
    readonly byte[] _key = KeyFile.ReadOrMake(folders.Keys, "taxii-next", () => RandomNumberGenerator.GetBytes(32));

    /// <summary>The text for a moment, UTC microseconds since 1970.</summary>
    public string Write(long moment, long collection, Party party)
    {
        Span<byte> bytes = stackalloc byte[MomentBytes + SignatureBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, moment);
        Sign(bytes[..MomentBytes], collection, party).AsSpan(0, SignatureBytes).CopyTo(bytes[MomentBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The moment in a text; null when it is none that we gave to this party for this collection.</summary>
    public long? Read(string text, long collection, Party party)
    {
        Span<byte> bytes = stackalloc byte[MomentBytes + SignatureBytes];
        if (text.Length != Base64Url.GetEncodedLength(bytes.Length) || !Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != bytes.Length)
            return null;
        return CryptographicOperations.FixedTimeEquals(bytes[MomentBytes..], Sign(bytes[..MomentBytes], collection, party).AsSpan(0, SignatureBytes)) ? BinaryPrimitives.ReadInt64BigEndian(bytes) : null;
    }

    byte[] Sign(ReadOnlySpan<byte> moment, long collection, Party party) =>
        HMACSHA256.HashData(_key, (byte[])[.. moment, .. Encoding.UTF8.GetBytes($"{collection} {party.Name}")]);
}
