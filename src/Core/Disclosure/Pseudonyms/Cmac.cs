using System.Security.Cryptography;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Knooppunt.Disclosure.Pseudonyms;

/// <summary>
/// AES-256-CMAC (NIST SP 800-38B): a keyed hash of 128 bits. Messages are taken into lanes and go through one call of the cipher together, since the call
/// costs ten times what the cipher does. Not for use from two threads.
/// </summary>
internal sealed class Cmac
{
    const int Size = 16;
    readonly ICryptoTransform _cipher;
    readonly UInt128 _whole, _padded;
    byte[] _blocks = new byte[8 * Size];
    byte[] _hashes = new byte[8 * Size];
    int _lanes;

    /// <param name="cipher">AES under the key, without chaining and without padding: the chaining is done here.</param>
    public Cmac(ICryptoTransform cipher)
    {
        _cipher = cipher;
        _cipher.TransformBlock(_blocks, 0, Size, _hashes, 0);
        _whole = Double(ReadUInt128BigEndian(_hashes));
        _padded = Double(_whole);
    }

    /// <summary>Takes a message into the next lane. Returns its number, from 0.</summary>
    public int Take(ReadOnlySpan<byte> message)
    {
        var at = _lanes * Size;
        if (at == _blocks.Length)
            Array.Resize(ref _blocks, at * 2);
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
        return _lanes++;
    }

    /// <summary>Hashes all lanes and frees them; the hashes stay until the next time.</summary>
    public void Finish()
    {
        if (_hashes.Length < _blocks.Length)
            _hashes = new byte[_blocks.Length];
        if (_lanes > 0)
            _cipher.TransformBlock(_blocks, 0, _lanes * Size, _hashes, 0);
        _lanes = 0;
    }

    /// <summary>The hash of a lane.</summary>
    public ReadOnlySpan<byte> this[int lane] => _hashes.AsSpan(lane * Size, Size);

    static void Mix(Span<byte> block, ReadOnlySpan<byte> message)
    {
        for (var i = 0; i < message.Length; i++)
            block[i] ^= message[i];
    }

    /// <summary>Doubling in GF(2^128), by which the two masks come from the cipher of zeros.</summary>
    static UInt128 Double(UInt128 value) => (value << 1) ^ ((value >> 127) * 0x87);
}
