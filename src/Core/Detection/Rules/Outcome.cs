namespace Knooppunt.Detection;

/// <summary>What values of a field come down to: many values have one.</summary>
sealed class Outcome
{
    /// <summary>No known test holds: so it is for most values, and where the field is absent.</summary>
    public static readonly Outcome Nothing = new([], [], []);

    readonly int[] _held;

    /// <summary>An outcome.</summary>
    /// <param name="held">Numbers of the known tests that hold.</param>
    /// <param name="keywords">Numbers of the keywords that do.</param>
    /// <param name="leads">The terms that may hold because of them.</param>
    public Outcome(int[] held, int[] keywords, Lead[] leads)
    {
        (_held, Keywords, Leads) = (held, keywords, leads);
        foreach (var test in held)
            Mask |= 1ul << test;
    }

    public int[] Keywords { get; }

    public Lead[] Leads { get; set; }

    /// <summary>A bit for each test that holds, by the lowest bits of its number.</summary>
    public ulong Mask { get; }

    /// <summary>Whether a known test holds.</summary>
    public bool Has(int test) => (Mask >> test & 1) != 0 && _held.AsSpan().Contains(test);
}

/// <summary>A term that a value leads to.</summary>
/// <param name="Term">The term.</param>
/// <param name="Guard">A field, one higher, above the bit of a test of it without which the term does not hold; zero for none.</param>
readonly record struct Lead(int Term, int Guard)
{
    const int BitBits = 6;

    /// <summary>The guard that a test of a field is.</summary>
    public static int GuardOf(int slot, int test) => ((slot + 1) << BitBits) | (test & ((1 << BitBits) - 1));

    /// <summary>Whether the guard lets it by.</summary>
    /// <param name="masks">Per field, one further, the mask of what the value comes down to; the first is ones.</param>
    public bool MayHold(ulong[] masks) => (masks[Guard >> BitBits] >> Guard & 1) != 0;
}
