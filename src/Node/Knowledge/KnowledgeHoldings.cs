using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Knowledge;

/// <summary>What scripts hold about somebody: nothing that a number finds, since no number may stand in them.</summary>
sealed class KnowledgeHoldings : IHoldsAbout
{
    public Word Room => new("Scripts en barrières", "Scripts and barriers");

    public Word? NotSearched => new("Scripts gaan over werkwijzen, en er mag geen kenteken of naam in staan. Wie een versie of een opmerking schreef, staat daarbij.", "Scripts are about ways of working, and no plate or name may stand there. Who wrote a version or a remark stands with it.");

    public Task<IReadOnlyList<Holding>> About(SoughtSubject sought, CancellationToken stop) => Task.FromResult<IReadOnlyList<Holding>>([]);
}
