namespace Knooppunt.Detection;

/// <summary>Numbers of a column's values that hold for a whole series of blocks: a value that was met in one of them needs no look-up in the next.</summary>
/// <param name="Series">What the blocks have in common; the same object for each.</param>
/// <param name="Of">Per value of the column its number, which no other value of the field has in the series; zero when it has none, else small. More may follow than there are values.</param>
public sealed record SeriesNumbers(object Series, int[] Of);
