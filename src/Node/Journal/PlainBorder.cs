using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>Lets everything through as it is.</summary>
internal sealed class PlainBorder : IBorder
{
    public Observation Cross(Observation observation, out IReadOnlyList<(string Token, string Clear)>? clear)
    {
        clear = null;
        return observation;
    }
}
