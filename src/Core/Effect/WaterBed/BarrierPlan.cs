namespace Knooppunt.Effect.WaterBed;

/// <summary>Which barriers to build so that least gets through anywhere, if the assumptions hold. A page shows it only with its band (<see cref="WaterBedBand"/>).</summary>
/// <param name="Built">Indexes of the barriers, rising.</param>
/// <param name="Spent">What they cost, in thousands of euros, by node in the order of the routes.</param>
/// <param name="Through">Share of all that is offered that gets through with them.</param>
/// <param name="Before">The same without any.</param>
/// <param name="Exact">Whether no other set within the budget lets less through. False with nests: then it is the best that was found.</param>
public sealed record BarrierPlan(IReadOnlyList<int> Built, IReadOnlyList<(string Node, int Cost)> Spent, double Through, double Before, bool Exact)
{
    /// <summary>By which part what gets through falls, 0 to 1.</summary>
    public double Reduction => Before <= 0 ? 0 : 1 - Through / Before;
}
