using Knooppunt.Node.Exchange.Store;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Exchange;

/// <summary>Forgets what became of requests after thirty days: until then their sender may ask.</summary>
sealed class EndStatuses(ObjectStore store, TimeProvider clock) : IDaily
{
    /// <summary>How many days the status of a request can be asked for.</summary>
    public const int Days = 30;

    public Word Ends => new("Wat er van een uitwisselingsverzoek werd, na 30 dagen", "What became of a request to exchange, after 30 days");

    public async Task Run(CancellationToken stop) => await store.EndStatuses(clock.GetUtcNow().AddDays(-Days).UnixMicroseconds, stop);
}
