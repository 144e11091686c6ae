using System.Globalization;

namespace Knooppunt.Patterns;

/// <summary>Numbers as YAML 1.2's core schema writes them (decimal integers and floats; hexadecimal with 0x).</summary>
static class YamlNumber
{
    public static bool TryRead(string text, out double number)
    {
        number = 0;
        if (text.Length is 0 or > 40 || !(char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.'))
            return false;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            var read = long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex);
            number = hex;
            return read;
        }

        return double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number);
    }
}
