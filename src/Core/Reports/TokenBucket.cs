namespace Knooppunt.Reports;

/// <summary>How much of something may happen: so many at once, and so many an hour in the long run. It knows no persons and no addresses.</summary>
/// <param name="Size">Most at once; more than zero.</param>
/// <param name="PerHour">How many come back in an hour; more than zero.</param>
/// <param name="Left">How many are left at <paramref name="At"/>.</param>
/// <param name="At">When it was last looked at.</param>
public readonly record struct TokenBucket(int Size, double PerHour, double Left, DateTimeOffset At)
{
    /// <summary>A full one.</summary>
    public static TokenBucket Full(int size, double perHour, DateTimeOffset now) => new(size, perHour, size, now);

    /// <summary>Takes one if there is one. A clock that goes back gives nothing.</summary>
    public (bool Given, TokenBucket After) Take(DateTimeOffset now)
    {
        var filled = Math.Min(Size, Left + (Math.Max(0, (now - At).TotalHours) * PerHour));
        var at = now > At ? now : At;
        return filled >= 1 ? (true, this with { Left = filled - 1, At = at }) : (false, this with { Left = filled, At = at });
    }
}
