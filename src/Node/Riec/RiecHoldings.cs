using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Riec;

/// <summary>What the RIEC's side holds about somebody: nothing that a number finds, since no number may stand in it.</summary>
sealed class RiecHoldings : IHoldsAbout
{
    public Word Room => new("RIEC", "RIEC");

    public Word? NotSearched => new(
        "Wat aan het RIEC is overgedragen: daarin staat geen nummer of naam, alleen een zaaknummer van de gemeente. Het RIEC heeft voor zulke vragen een eigen contactpunt.",
        "What was handed to the RIEC: no number or name stands there, only a file number of the municipality. The RIEC has a contact point of its own for such questions.");

    public Task<IReadOnlyList<Holding>> About(SoughtSubject sought, CancellationToken stop) => Task.FromResult<IReadOnlyList<Holding>>([]);
}
