using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Municipal;

/// <summary>What municipal signals hold about somebody: nothing that a number finds, since no number may stand in them.</summary>
sealed class MunicipalHoldings : IHoldsAbout
{
    public Word Room => new("Gemeentelijke signalen", "Municipal signals");

    public Word? NotSearched => new(
        "Gemeentelijke signalen: daarin staat een zaaknummer, geen naam of nummer van iemand. Zoek in het systeem van de gemeente en kijk dan hier bij dat zaaknummer.",
        "Municipal signals: a file number stands there, no name or number of anybody. Search the municipality's own system and look here under that file number.");

    public Task<IReadOnlyList<Holding>> About(SoughtSubject sought, CancellationToken stop) => Task.FromResult<IReadOnlyList<Holding>>([]);
}
