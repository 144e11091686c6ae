using System.Buffers.Text;

namespace Knooppunt.Detection;

/// <summary>JSON numbers from bytes. Up to fifteen digits fit a double exactly, and so does their power of ten: one division rounds right.</summary>
static class FastNumber
{
    static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    public static bool TryRead(ReadOnlySpan<byte> text, out double number)
    {
        long mantissa = 0;
        var (digits, scale, at) = (0, -1, 0);
        var negative = text.Length > 0 && text[0] == '-';
        for (at = negative ? 1 : 0; at < text.Length; at++)
        {
            var digit = (uint)text[at] - '0';
            if (digit <= 9)
            {
                mantissa = (mantissa * 10) + digit;
                if (++digits > 15)
                    return Slow(text, out number);
                scale += scale >= 0 ? 1 : 0;
            }
            else if (text[at] == '.' && scale < 0 && digits > 0)
            {
                scale = 0;
            }
            else
            {
                return Slow(text, out number);
            }
        }

        if (digits == 0 || scale == 0)
        {
            number = 0;
            return false;
        }

        number = scale > 0 ? mantissa / Powers[scale] : mantissa;
        if (negative)
            number = -number;
        return true;
    }

    static bool Slow(ReadOnlySpan<byte> text, out double number) =>
        Utf8Parser.TryParse(text, out number, out var used) && used == text.Length && double.IsFinite(number);
}
