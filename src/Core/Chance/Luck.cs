using System.Numerics;
using System.Text;

namespace Knooppunt.Chance;

/// <summary>Luck with a seed: the same seed and name give the same draws on every machine, in every culture, for ever.</summary>
/// <remarks>xoshiro256** (Blackman and Vigna), seeded by SplitMix64. Not for secrets. Not for use from two threads.</remarks>
public sealed class Luck
{
    ulong _a, _b, _c, _d;

    /// <summary>Luck of a seed; equal seeds give equal draws.</summary>
    public Luck(ulong seed)
    {
        _a = Mix(ref seed);
        _b = Mix(ref seed);
        _c = Mix(ref seed);
        _d = Mix(ref seed);
    }

    /// <summary>Luck of a seed and a name: what one part of a day draws does not shift what another part draws.</summary>
    public static Luck Of(ulong seed, string name)
    {
        // FNV-1a, 64 bits.
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(name))
            hash = unchecked((hash ^ b) * 1099511628211UL);
        return new Luck(seed ^ hash);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
            var shifted = _b << 17;
            _c ^= _a;
            _d ^= _b;
            _b ^= _c;
            _a ^= _d;
            _c ^= shifted;
            _d = BitOperations.RotateLeft(_d, 45);
            return result;
        }
    }

    /// <summary>A number from 0 up to, not including, 1.</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0 up to, not including, <paramref name="most"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is not positive.</exception>
    public int Below(int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        return (int)Math.BigMul(Next(), (ulong)most, out _);
    }

    /// <summary>A number between two others.</summary>
    public double Between(double least, double most) => least + (Fraction() * (most - least));

    /// <summary>True in this part of all cases; 0 is never, 1 always.</summary>
    public bool Chance(double part) => Fraction() < part;

    /// <summary>One of several.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public T Pick<T>(params IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>About normal around 0 with deviation 1, never beyond 6: the sum of twelve draws.</summary>
    public double Normal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
            sum += Fraction();
        return sum;
    }

    static ulong Mix(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
