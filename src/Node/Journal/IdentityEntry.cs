using System.Runtime.InteropServices;

namespace Knooppunt.Node.Journal;

/// <summary>What is remembered of one id: 96 bits of its keyed hash and 32 bits of its content's. It says nothing without the key.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4, Size = 16)]
internal readonly record struct IdentityEntry(ulong High, uint Low, uint Content) : IComparable<IdentityEntry>
{
    public static IdentityEntry Of(UInt128 id, uint content) => new((ulong)(id >> 64), (uint)id, content);

    public bool SameId(in IdentityEntry other) => High == other.High && Low == other.Low;

    public int CompareTo(IdentityEntry other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);
}
