namespace Knooppunt.Knowledge.Taxii;

/// <summary>How large an envelope and what is in it may be. What is beyond is refused in a sentence; the defaults fit every object of the STIX examples many times over.</summary>
/// <param name="MostObjects">Objects in one envelope; more than zero.</param>
/// <param name="LongestObject">Bytes of one object; more than zero.</param>
/// <param name="Deepest">Nesting of one object; 1 to 200.</param>
/// <param name="MostNames">Names in one JSON object, and references in one object; more than zero.</param>
public sealed record ObjectLimits(int MostObjects = 20_000, int LongestObject = 1 << 20, int Deepest = 32, int MostNames = 2_000)
{
    /// <summary>The defaults.</summary>
    public static ObjectLimits Default { get; } = new();
}
