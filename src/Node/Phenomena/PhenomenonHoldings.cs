using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Phenomena;

/// <summary>What phenomenon files hold about somebody: nothing that a number finds, since no number may stand in them.</summary>
sealed class PhenomenonHoldings : IHoldsAbout
{
    public Word Room => new("Fenomenen", "Phenomena");

    public Word? NotSearched => new("Wat partners in een fenomeendossier schreven: dat gaat over werkwijzen, en er mag geen kenteken of naam in staan.", "What partners wrote in a phenomenon file: it is about ways of working, and no plate or name may stand there.");

    public Task<IReadOnlyList<Holding>> About(SoughtSubject sought, CancellationToken stop) => Task.FromResult<IReadOnlyList<Holding>>([]);
}
