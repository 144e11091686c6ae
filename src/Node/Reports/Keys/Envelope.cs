using System.Security.Cryptography;
using System.Text;

namespace Knooppunt.Node.Reports;

/// <summary>Encryption of a report: one key per report, wrapped to an organisation's key pair (P-256, HKDF, AES-256-GCM) and under the receipt code.</summary>
static class Envelope
{
    public const int KeyLength = 32;
    const int NonceLength = 12, TagLength = 16;

    /// <summary>Encrypts bytes for what they are: the context must be the same to read them.</summary>
    public static byte[] Encrypt(byte[] key, ReadOnlySpan<byte> plain, string context)
    {
        var sealedBytes = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceLength));
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(sealedBytes.AsSpan(0, NonceLength), plain, sealedBytes.AsSpan(NonceLength + TagLength), sealedBytes.AsSpan(NonceLength, TagLength), Encoding.UTF8.GetBytes(context));
        return sealedBytes;
    }

    /// <summary>Reads what was encrypted.</summary>
    /// <exception cref="CryptographicException">The key or the context is another, or the bytes are damaged.</exception>
    public static byte[] Decrypt(byte[] key, ReadOnlySpan<byte> sealedBytes, string context)
    {
        if (sealedBytes.Length < NonceLength + TagLength)
            throw new CryptographicException("The encrypted text is cut off.");
        var plain = new byte[sealedBytes.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(sealedBytes[..NonceLength], sealedBytes[(NonceLength + TagLength)..], sealedBytes.Slice(NonceLength, TagLength), plain, Encoding.UTF8.GetBytes(context));
        return plain;
    }

    /// <summary>Wraps a key to a key pair, of which only the public half is needed.</summary>
    public static byte[] Wrap(ECDiffieHellman owner, byte[] key, string context)
    {
        using var once = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var announced = once.PublicKey.ExportSubjectPublicKeyInfo();
        return [(byte)announced.Length, .. announced, .. Encrypt(Agreed(once, owner.PublicKey, announced), key, context)];
    }

    /// <summary>Unwraps a key with the key pair to which it was wrapped.</summary>
    /// <exception cref="CryptographicException">It was wrapped to another key pair.</exception>
    public static byte[] Unwrap(ECDiffieHellman owner, byte[] wrapped, string context)
    {
        var announced = wrapped.AsSpan(1, wrapped[0]).ToArray();
        using var once = ECDiffieHellman.Create();
        once.ImportSubjectPublicKeyInfo(announced, out _);
        return Decrypt(Agreed(owner, once.PublicKey, announced), wrapped.AsSpan(1 + announced.Length), context);
    }

    /// <summary>The key that a receipt code stands for.</summary>
    public static byte[] OfCode(string code) => HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.ASCII.GetBytes(code), KeyLength, info: "knooppunt report code"u8.ToArray());

    static byte[] Agreed(ECDiffieHellman own, ECDiffieHellmanPublicKey other, byte[] announced) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, own.DeriveRawSecretAgreement(other), KeyLength, announced, "knooppunt report key"u8.ToArray());
}
