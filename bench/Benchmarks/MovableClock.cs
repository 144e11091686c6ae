namespace Knooppunt.Benchmarks;

/// <summary>The clock of the machine, moved ahead so that a day is over when a bench wants it to be.</summary>
sealed class MovableClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + Ahead;
}
