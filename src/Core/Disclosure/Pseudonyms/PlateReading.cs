namespace Knooppunt.Disclosure.Pseudonyms;

/// <summary>What can be said of a plate without keeping it.</summary>
/// <param name="Normalised">The plate without separators, in capitals.</param>
/// <param name="Folded">The same with confusable characters folded together (O and 0, I and 1, B and 8, S and 5, Z and 2).</param>
/// <param name="Country">ISO 3166-1 code; null when not known.</param>
/// <param name="SideCode">Dutch side code, 1 to 14; null when it is no Dutch plate or not known.</param>
public readonly record struct PlateReading(string Normalised, string Folded, string? Country = null, int? SideCode = null)
{
    /// <summary>The least reading: letters and digits in capitals and folded, without country or side code.</summary>
    public static PlateReading Of(string plate)
    {
        var length = 0;
        foreach (var c in plate)
            length += char.IsLetterOrDigit(c) ? 1 : 0;
        var normalised = string.Create(length, plate, static (to, from) =>
        {
            var at = 0;
            foreach (var c in from)
            {
                if (char.IsLetterOrDigit(c))
                    to[at++] = char.ToUpperInvariant(c);
            }
        });
        return new PlateReading(normalised, string.Create(length, normalised, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
                to[i] = Fold(from[i]);
        }));
    }

    static char Fold(char c) => c switch
    {
        'O' or 'Q' or 'D' => '0',
        'I' or 'L' => '1',
        'B' => '8',
        'S' => '5',
        'Z' => '2',
        'G' => '6',
        _ => c,
    };
}
