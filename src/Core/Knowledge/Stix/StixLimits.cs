namespace Knooppunt.Knowledge.Stix;

/// <summary>How much is read of what strangers send. Past a limit there is a complaint, never half a thing.</summary>
public sealed record StixLimits
{
    /// <summary>What a node reads unless told otherwise.</summary>
    public static StixLimits Default { get; } = new();

    /// <summary>The most bytes of a bundle or envelope: 64 MiB.</summary>
    public int MostBytes { get; init; } = 64 << 20;

    /// <summary>The most objects of a bundle or envelope: 50,000.</summary>
    public int MostObjects { get; init; } = 50_000;

    /// <summary>The most bytes of one object: 1 MiB.</summary>
    public int MostObjectBytes { get; init; } = 1 << 20;

    /// <summary>The deepest nesting inside one object: 24.</summary>
    public int Deepest { get; init; } = 24;

    /// <summary>The most refusals that are kept; the rest is counted: 1,000.</summary>
    public int MostRefusals { get; init; } = 1_000;
}
