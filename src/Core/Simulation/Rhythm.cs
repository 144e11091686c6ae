using Knooppunt.Chance;

namespace Knooppunt.Simulation;

/// <summary>How busy each hour of the day is: from it the moments of a day are drawn.</summary>
sealed class Rhythm
{
    readonly double[] _upTo = new double[24];

    Rhythm(params ReadOnlySpan<double> hours)
    {
        var sum = 0.0;
        for (var hour = 0; hour < 24; hour++)
            _upTo[hour] = sum += hours[hour];
    }

    /// <summary>Trucks at a deep-sea terminal: waves before and after office hours, a quiet night.</summary>
    public static Rhythm Trucks { get; } = new(1.2, 1, .9, 1, 1.8, 3.2, 5.5, 6.4, 5.9, 5.2, 5, 5.1, 4.8, 5.2, 5.8, 6.3, 6, 5.2, 4.4, 3.9, 3.2, 2.6, 2, 1.5);

    /// <summary>Work that goes on day and night, with the changes of shift.</summary>
    public static Rhythm RoundTheClock { get; } = new(3, 3, 3, 3, 3, 3.4, 4, 4.5, 4.8, 4.8, 4.6, 4.4, 4.4, 4.6, 4.8, 4.8, 4.6, 4.4, 4.2, 4, 3.8, 3.4, 3.2, 3);

    /// <summary>Offices and visitors by day.</summary>
    public static Rhythm Office { get; } = new(0, 0, 0, 0, 0, 0, .4, 3, 8, 9, 9, 8, 6, 8, 9, 8, 6, 3, 1.5, .8, .4, 0, 0, 0);

    /// <summary>By daylight, on and along the water.</summary>
    public static Rhythm Daylight { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 2, 4, 6, 7, 7, 7, 7, 6, 5, 3, 0, 0, 0, 0, 0, 0);

    /// <summary>A flower auction: in through the night, out in the morning.</summary>
    public static Rhythm Auction { get; } = new(3, 4, 5, 6.5, 8, 9, 9.5, 9, 8, 7, 5, 3.5, 2.5, 2, 2, 2.5, 3, 3.5, 3, 2.5, 2, 2, 2.2, 2.6);

    /// <summary>Flights: banks of arrivals in the morning, noon and evening.</summary>
    public static Rhythm Flights { get; } = new(.4, .2, .1, .1, 1, 4, 6, 7, 7.5, 6, 6.5, 7, 6, 5.5, 5.5, 6, 5.5, 6, 6, 5.5, 5, 4, 2.5, 1);

    /// <summary>A local hour, with its fraction.</summary>
    public double Hour(Luck luck)
    {
        var drawn = luck.Fraction() * _upTo[23];
        var hour = 0;
        while (_upTo[hour] <= drawn)
            hour++;
        return hour + luck.Fraction();
    }
}
