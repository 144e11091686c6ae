using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Knooppunt.Node.Journal;

/// <summary>SipHash-2-4 (Aumasson and Bernstein, 2012): a keyed hash for short input, so that what outlives deletion says nothing without the key.</summary>
internal readonly struct SipHash(ulong k0, ulong k1)
{
    public static SipHash From(ReadOnlySpan<byte> key) => new(BinaryPrimitives.ReadUInt64LittleEndian(key), BinaryPrimitives.ReadUInt64LittleEndian(key[8..]));

    public ulong Hash64(ReadOnlySpan<byte> data)
    {
        var state = new State(k0, k1, wide: false);
        state.Absorb(data, data.Length);
        state.V2 ^= 0xff;
        return state.Finish();
    }

    /// <summary>128 bits of the eight bytes of <paramref name="prefix"/> followed by <paramref name="data"/>.</summary>
    public UInt128 Hash128(ulong prefix, ReadOnlySpan<byte> data)
    {
        var state = new State(k0, k1, wide: true);
        state.Word(prefix);
        state.Absorb(data, data.Length + 8);
        return state.FinishWide();
    }

    /// <summary>64 bits of the eight bytes of <paramref name="prefix"/> followed by <paramref name="data"/>.</summary>
    public ulong Hash64(ulong prefix, ReadOnlySpan<byte> data)
    {
        var state = new State(k0, k1, wide: false);
        state.Word(prefix);
        state.Absorb(data, data.Length + 8);
        state.V2 ^= 0xff;
        return state.Finish();
    }

    public UInt128 Hash128(ReadOnlySpan<byte> data)
    {
        var state = new State(k0, k1, wide: true);
        state.Absorb(data, data.Length);
        return state.FinishWide();
    }

    struct State
    {
        ulong _v0, _v1, _v3;
        public ulong V2;

        public State(ulong k0, ulong k1, bool wide)
        {
            _v0 = k0 ^ 0x736f6d6570736575;
            _v1 = k1 ^ 0x646f72616e646f6d ^ (wide ? 0xeeUL : 0);
            V2 = k0 ^ 0x6c7967656e657261;
            _v3 = k1 ^ 0x7465646279746573;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Word(ulong word)
        {
            _v3 ^= word;
            Round();
            Round();
            _v0 ^= word;
        }

        public void Absorb(ReadOnlySpan<byte> data, int total)
        {
            while (data.Length >= 8)
            {
                Word(BinaryPrimitives.ReadUInt64LittleEndian(data));
                data = data[8..];
            }

            var last = (ulong)(byte)total << 56;
            for (var i = 0; i < data.Length; i++)
                last |= (ulong)data[i] << (8 * i);
            Word(last);
        }

        public ulong Finish()
        {
            for (var i = 0; i < 4; i++)
                Round();
            return _v0 ^ _v1 ^ V2 ^ _v3;
        }

        public UInt128 FinishWide()
        {
            V2 ^= 0xee;
            var low = Finish();
            _v1 ^= 0xdd;
            return new UInt128(Finish(), low);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void Round()
        {
            _v0 += _v1;
            V2 += _v3;
            _v1 = BitOperations.RotateLeft(_v1, 13) ^ _v0;
            _v3 = BitOperations.RotateLeft(_v3, 16) ^ V2;
            _v0 = BitOperations.RotateLeft(_v0, 32);
            V2 += _v1;
            _v0 += _v3;
            _v1 = BitOperations.RotateLeft(_v1, 17) ^ V2;
            _v3 = BitOperations.RotateLeft(_v3, 21) ^ _v0;
            V2 = BitOperations.RotateLeft(V2, 32);
        }
    }
}
