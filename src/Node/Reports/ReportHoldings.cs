using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Reports;

/// <summary>Reports by people cannot be searched, and this says so.</summary>
sealed class ReportHoldings : IHoldsAbout
{
    public Word Room => new("Meldingen", "Reports");

    public Word? NotSearched => new(
        "Meldingen zijn elk met een eigen sleutel versleuteld en worden niet op naam of nummer doorzocht: wie meldde moet daarop kunnen rekenen. De organisatie die een melding behandelt beantwoordt zelf wat zij daaruit vastlegde.",
        "Reports are encrypted each with a key of its own and are not searched by name or number: who reported must be able to rely on that. The organisation that handles a report answers itself for what it recorded of it.");

    public Task<IReadOnlyList<Holding>> About(SoughtSubject sought, CancellationToken stop) => Task.FromResult<IReadOnlyList<Holding>>([]);
}
