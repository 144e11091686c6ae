using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Inspections;

/// <summary>What inspections hold about somebody: nothing that a number finds, since no number may stand in what is written there.</summary>
sealed class InspectionHoldings : IHoldsAbout
{
    public Word Room => new("Controles", "Inspections");

    public Word? NotSearched => new("Foto's en toelichtingen van controles: daarin mag geen kenteken of naam staan, en wie op een foto staat vindt geen computer. Vraag het wie er waren.", "Photos and notes of inspections: no plate or name may stand there, and who is in a photo no computer finds. Ask who were there.");

    public Task<IReadOnlyList<Holding>> About(SoughtSubject sought, CancellationToken stop) => Task.FromResult<IReadOnlyList<Holding>>([]);
}
