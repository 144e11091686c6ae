namespace Knooppunt.Effect.Displacement;

/// <summary>What was counted in one area in the period before and in the period after.</summary>
/// <param name="Before">Count before, 0 or more.</param>
/// <param name="After">Count after, 0 or more.</param>
/// <param name="Size">Size of the area (square kilometres, berths, containers handled), the same unit in the whole study, above 0; 1 when areas are compared as they are.</param>
public sealed record AreaCounts(long Before, long After, double Size = 1)
{
    /// <summary>Count before, 0 or more.</summary>
    public long Before { get; } = Before >= 0 ? Before : throw new ArgumentOutOfRangeException(nameof(Before), Before, "A count is 0 or more.");

    /// <summary>Count after, 0 or more.</summary>
    public long After { get; } = After >= 0 ? After : throw new ArgumentOutOfRangeException(nameof(After), After, "A count is 0 or more.");

    /// <summary>Size of the area, above 0.</summary>
    public double Size { get; } = Size > 0 && double.IsFinite(Size) ? Size : throw new ArgumentOutOfRangeException(nameof(Size), Size, "A size is above 0.");
}

/// <summary>The neighbours to which crime might move, and those of the comparison area.</summary>
/// <param name="Treated">Around the treated area.</param>
/// <param name="Control">Around the comparison area.</param>
public sealed record Surroundings(AreaCounts Treated, AreaCounts Control);

/// <summary>One kind of incident in a treated and a comparable area, before and after.</summary>
public sealed record DisplacementStudy
{
    /// <summary>Where the barrier was built.</summary>
    public required AreaCounts Treated { get; init; }

    /// <summary>A comparable area where it was not.</summary>
    public required AreaCounts Control { get; init; }

    /// <summary>The neighbours of both; null when nobody looks at displacement. Their counts may not be part of the other two.</summary>
    public Surroundings? Around { get; init; }

    /// <summary>Length of the period before, in any unit of time, above 0; 1 by default.</summary>
    public double TimeBefore { get; init; } = 1;

    /// <summary>Length of the period after, in the same unit, above 0; 1 by default.</summary>
    public double TimeAfter { get; init; } = 1;

    /// <summary>Weight of one incident of this kind against those of others (a harm index), above 0; 1 by default.</summary>
    public double Harm { get; init; } = 1;
}
