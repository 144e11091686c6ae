using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Measures;

/// <summary>What measures hold about somebody: nothing that a number finds, since no name or number of anybody may stand in them.</summary>
sealed class MeasureHoldings : IHoldsAbout
{
    public Word Room => new("Maatregelen", "Measures");

    public Word? NotSearched => new(
        "Maatregelen en voorvallen met uithalers: daarin staat hooguit een dossiernummer van wie de maatregel nam. Zoek in diens eigen systeem en kijk dan hier bij dat nummer.",
        "Measures and extractor incidents: at most the file number of who took the measure stands there. Search their own system and look here under that number.");

    public Task<IReadOnlyList<Holding>> About(SoughtSubject sought, CancellationToken stop) => Task.FromResult<IReadOnlyList<Holding>>([]);
}
