using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Knooppunt.Node.Journal;

/// <summary>AES-256-GCM per block under the segment's own key. The nonce is drawn, not counted: after a crash the same place may be written twice.</summary>
internal sealed class BlockCipher(AesGcm key, ulong associated) : IDisposable
{
    public const int NonceLength = 12, TagLength = 16, Overhead = NonceLength + TagLength;
    readonly Lock _gate = new();

    /// <summary>Nonce, tag and ciphertext into <paramref name="to"/>, which is <see cref="Overhead"/> longer than the clear bytes. <paramref name="place"/> ties a block to its offset.</summary>
    public void Encrypt(long place, ReadOnlySpan<byte> clear, Span<byte> to)
    {
        Span<byte> bound = stackalloc byte[16];
        Bind(place, bound);
        RandomNumberGenerator.Fill(to[..NonceLength]);
        lock (_gate)
            key.Encrypt(to[..NonceLength], clear, to[Overhead..], to[NonceLength..Overhead], bound);
    }

    /// <summary>False when the bytes were not written by this key for this place.</summary>
    public bool TryDecrypt(long place, ReadOnlySpan<byte> from, Span<byte> clear)
    {
        Span<byte> bound = stackalloc byte[16];
        Bind(place, bound);
        try
        {
            lock (_gate)
                key.Decrypt(from[..NonceLength], from[Overhead..], from[NonceLength..Overhead], clear, bound);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        lock (_gate)
            key.Dispose();
    }

    void Bind(long place, Span<byte> to)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(to, associated);
        BinaryPrimitives.WriteInt64LittleEndian(to[8..], place);
    }
}
