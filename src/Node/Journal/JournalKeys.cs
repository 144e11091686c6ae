using System.Security.Cryptography;
using System.Text;

namespace Knooppunt.Node.Journal;

/// <summary>The keys of one organisation: one secret of its own, from which everything else is derived, and a wrapped key per segment.</summary>
internal sealed class JournalKeys
{
    const int KeyLength = 32, NonceLength = 12, TagLength = 16;
    readonly string _folder;
    readonly byte[] _wrapping;

    JournalKeys(string folder, byte[] secret)
    {
        _folder = folder;
        _wrapping = Derive(secret, "segment keys");
        Identity = SipHash.From(Derive(secret, "identity"));
        Pseudonyms = Derive(secret, "pseudonyms");
        SigningSeed = Derive(secret, "deletion proofs");
    }

    /// <summary>Key of the hashes that outlive deletion.</summary>
    public SipHash Identity { get; }

    /// <summary>Key of the tokens that stand for plates, passes and persons. It lives as long as the longest declared memory.</summary>
    public byte[] Pseudonyms { get; }

    /// <summary>Seed of the Ed25519 key that signs proofs of deletion.</summary>
    public byte[] SigningSeed { get; }

    /// <summary>Reads the organisation's secret, or makes it when the folder is new.</summary>
    public static JournalKeys Open(string folder)
    {
        Disk.MakeFolder(folder);
        var path = Path.Combine(folder, "organisation.key");
        if (!File.Exists(path))
            Disk.Replace(path, RandomNumberGenerator.GetBytes(KeyLength));
        var secret = File.ReadAllBytes(path);
        return secret.Length == KeyLength
            ? new JournalKeys(folder, secret)
            : throw new InvalidDataException($"The key file {path} must hold {KeyLength} bytes and holds {secret.Length}: put the right file back, nothing can be read without it.");
    }

    /// <summary>Makes and stores a key for a new segment.</summary>
    public AesGcm Create(SegmentName segment)
    {
        var key = RandomNumberGenerator.GetBytes(KeyLength);
        var wrapped = new byte[NonceLength + TagLength + KeyLength];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceLength));
        using (var wrapping = new AesGcm(_wrapping, TagLength))
            wrapping.Encrypt(wrapped.AsSpan(0, NonceLength), key, wrapped.AsSpan(NonceLength + TagLength), wrapped.AsSpan(NonceLength, TagLength), Name(segment));
        Disk.Replace(PathOf(segment), wrapped);
        return new AesGcm(key, TagLength);
    }

    /// <summary>The key of a segment; null when it was destroyed, is damaged or belongs to another segment.</summary>
    public AesGcm? TryOpen(SegmentName segment)
    {
        var path = PathOf(segment);
        if (!File.Exists(path) || File.ReadAllBytes(path) is not { Length: NonceLength + TagLength + KeyLength } wrapped)
            return null;
        var key = new byte[KeyLength];
        try
        {
            using var wrapping = new AesGcm(_wrapping, TagLength);
            wrapping.Decrypt(wrapped.AsSpan(0, NonceLength), wrapped.AsSpan(NonceLength + TagLength), wrapped.AsSpan(NonceLength, TagLength), key, Name(segment));
            return new AesGcm(key, TagLength);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Destroy(SegmentName segment) => Disk.Destroy(PathOf(segment));

    /// <summary>Segments that have a key: what ought to be there.</summary>
    public IEnumerable<SegmentName> Known() =>
        Directory.EnumerateFiles(_folder, "*.key").Select(file => SegmentName.TryParse(Path.GetFileNameWithoutExtension(file))).OfType<SegmentName>().Order(BySegment);

    static Comparer<SegmentName> BySegment { get; } = Comparer<SegmentName>.Create((left, right) => string.CompareOrdinal(left.ToString(), right.ToString()));

    string PathOf(SegmentName segment) => Path.Combine(_folder, $"{segment}.key");

    static byte[] Name(SegmentName segment) => Encoding.UTF8.GetBytes(segment.ToString());

    static byte[] Derive(byte[] secret, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeyLength, info: Encoding.UTF8.GetBytes($"knooppunt journal {purpose}"));
}
