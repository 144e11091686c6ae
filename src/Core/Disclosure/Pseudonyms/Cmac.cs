using System.Security.Cryptography;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Knooppunt.Disclosure.Pseudonyms;

/// <summary>
/// AES-256-CMAC (NIST SP 800-38B): a keyed hash of 128 bits. Two messages go through one call of the cipher, since the call costs ten times
/// what the cipher does. Not for use from two threads.
/// </summary>
internal sealed class Cmac
{
    const int Size = 16, Lanes = 2;
    readonly ICryptoTransform _cipher;
    readonly byte[] _blocks = new byte[Lanes * Size];
    readonly byte[] _hashes = new byte[Lanes * Size];
    readonly UInt128 _whole, _padded;

    /// <param name="cipher">AES under the key, without chaining and without padding: the chaining is done here.</param>
    public Cmac(ICryptoTransform cipher)
    {
        _cipher = cipher;
        _cipher.TransformBlock(_blocks, 0, Size, _hashes, 0);
        _whole = Double(ReadUInt128BigEndian(_hashes));
        _padded = Double(_whole);
    }

    /// <summary>Takes a message into a lane; its hash is there after <see cref="Finish"/>.</summary>
    public void Take(int lane, ReadOnlySpan<byte> message)
    {
        var at = lane * Size;
        var block = _blocks.AsSpan(at, Size);
        block.Clear();
        for (; message.Length > Size; message = message[Size..])
        {
            Mix(block, message[..Size]);
            _cipher.TransformBlock(_blocks, at, Size, _blocks, at);
        }

        Mix(block, message);
        if (message.Length < Size)
            block[message.Length] ^= 0x80;
        WriteUInt128BigEndian(block, ReadUInt128BigEndian(block) ^ (message.Length == Size ? _whole : _padded));
    }

    /// <summary>Hashes what was taken into the first lanes.</summary>
    public void Finish(int lanes) => _cipher.TransformBlock(_blocks, 0, lanes * Size, _hashes, 0);

    /// <summary>The hash of a lane.</summary>
    public ReadOnlySpan<byte> this[int lane] => _hashes.AsSpan(lane * Size, Size);

    static void Mix(Span<byte> block, ReadOnlySpan<byte> message)
    {
        for (var i = 0; i < message.Length; i++)
            block[i] ^= message[i];
    }

    /// <summary>Doubling in GF(2^128), by which the two masks come from the cipher of zeros.</summary>
    static UInt128 Double(UInt128 value) => (value << 1) ^ (value >> 127) * 0x87;
}
