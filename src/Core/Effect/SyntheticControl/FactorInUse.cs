using Knooppunt.Effect.Algebra;

namespace Knooppunt.Effect.SyntheticControl;

/// <summary>The Cholesky factor of the rows and columns that are in use of a symmetric matrix, as they come and go, and two right sides carried along half-solved: the problem's, and ones.</summary>
sealed class FactorInUse
{
    readonly int _size;
    readonly double[] _lower;
    readonly int[] _used;
    // One over the diagonal: a division at every step would hold up all that follows.
    readonly double[] _over;
    readonly double[] _half;
    readonly double[] _ones;
    double[] _gram = [];
    double[] _right = [];
    double _ridge;
    double _shift;

    /// <param name="size">Of the whole matrix.</param>
    public FactorInUse(int size)
    {
        _size = size;
        _lower = new double[size * (size + 1)];
        (_used, _over, _half, _ones) = (new int[size], new double[size], new double[size], new double[size]);
    }

    /// <summary>How many are in use.</summary>
    public int Count { get; private set; }

    /// <summary>Which, in the order in which they came.</summary>
    public ReadOnlySpan<int> Used => _used;

    /// <summary>Nothing is in use of this matrix.</summary>
    /// <param name="gram">Symmetric, row by row.</param>
    /// <param name="right">The right side.</param>
    /// <param name="ridge">Added to the diagonal.</param>
    public void Begin(double[] gram, double[] right, double ridge)
    {
        (_gram, _right, _ridge, _shift, Count) = (gram, right, ridge, 0, 0);
        for (var i = 0; i < _size; i++)
            _shift = Math.Max(_shift, gram[i * _size + i]);
        _shift = _shift > 0 ? _shift : 1;
    }

    /// <summary>One more row of the factor; false when it follows from those in use.</summary>
    public bool Append(int own)
    {
        var row = Row(Count);
        var source = _gram.AsSpan(own * _size, _size);
        Span<double> sums = stackalloc double[4];
        var at = 0;
        // Four rows of the triangle at a time: what lies before them in one go, then they among themselves.
        for (; at <= Count - 4; at += 4)
        {
            Strips.DotFour(row[..at], _lower.AsSpan(at * (_size + 1)), _size + 1, sums);
            var second = _lower.AsSpan((at + 1) * (_size + 1) + at, 1);
            var third = _lower.AsSpan((at + 2) * (_size + 1) + at, 2);
            var fourth = _lower.AsSpan((at + 3) * (_size + 1) + at, 3);
            var one = (source[_used[at]] + _shift - sums[0]) * _over[at];
            var two = (source[_used[at + 1]] + _shift - sums[1] - second[0] * one) * _over[at + 1];
            var three = (source[_used[at + 2]] + _shift - sums[2] - third[0] * one - third[1] * two) * _over[at + 2];
            var four = (source[_used[at + 3]] + _shift - sums[3] - fourth[0] * one - fourth[1] * two - fourth[2] * three) * _over[at + 3];
            (row[at], row[at + 1], row[at + 2], row[at + 3]) = (one, two, three, four);
        }

        for (; at < Count; at++)
            row[at] = (source[_used[at]] + _shift - Strips.Dot(Row(at)[..at], row)) * _over[at];

        var whole = source[own] + _ridge + _shift;
        var left = whole - Strips.Dot(row[..Count], row);
        if (!(left > 1e-13 * whole))
            return false;
        row[Count] = Math.Sqrt(left);
        _over[Count] = 1 / row[Count];
        _half[Count] = (_right[own] - Strips.Dot(row[..Count], _half)) / row[Count];
        _ones[Count] = (1 - Strips.Dot(row[..Count], _ones)) / row[Count];
        _used[Count++] = own;
        return true;
    }

    /// <summary>Turns a row out: those after it move up, and rotations of neighbouring columns make a triangle of them again.</summary>
    /// <param name="at">Place among those in use.</param>
    public void Remove(int at)
    {
        Count--;
        for (var i = at; i < Count; i++)
        {
            _used[i] = _used[i + 1];
            Row(i + 1)[..(i + 2)].CopyTo(Row(i));
        }

        for (var i = at; i < Count; i++)
        {
            var row = Row(i);
            var radius = Math.Sqrt(row[i] * row[i] + row[i + 1] * row[i + 1]);
            var (cosine, sine) = (row[i] / radius, row[i + 1] / radius);
            (row[i], _over[i]) = (radius, 1 / radius);
            for (var below = i + 1; below < Count; below++)
            {
                var at0 = below * (_size + 1) + i;
                (_lower[at0], _lower[at0 + 1]) = (cosine * _lower[at0] + sine * _lower[at0 + 1], cosine * _lower[at0 + 1] - sine * _lower[at0]);
            }

            (_half[i], _half[i + 1]) = (cosine * _half[i] + sine * _half[i + 1], cosine * _half[i + 1] - sine * _half[i]);
            (_ones[i], _ones[i + 1]) = (cosine * _ones[i] + sine * _ones[i + 1], cosine * _ones[i + 1] - sine * _ones[i]);
        }
    }

    /// <summary>H y = r - n 1 with n such that y adds up to 1, over those in use.</summary>
    public void Least(Span<double> solution)
    {
        var half = _half.AsSpan(0, Count);
        var ones = _ones.AsSpan(0, Count);
        var level = (Strips.Dot(ones, half) - 1) / Strips.Dot(ones, ones);
        half.CopyTo(solution);
        Strips.Add(solution, -level, ones);
        for (var i = Count - 1; i >= 0; i--)
        {
            var row = Row(i);
            var value = solution[i] *= _over[i];
            Strips.Add(solution, -value, row[..i]);
        }
    }

    // One longer than the triangle: a row that moves up still holds the column that is turned away.
    Span<double> Row(int i) => _lower.AsSpan(i * (_size + 1), _size + 1);
}
