using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>Carries what organisations release into the partnership's journal: in order of time over all of them, each in its own order, each record once.</summary>
internal sealed class Carrier(OrganisationJournal to, IReadOnlyList<PartnershipFeed> feeds)
{
    const int BatchSize = 2000;

    /// <summary>Carries what is new up to a time: beyond it an organisation still has to take in what lies waiting.</summary>
    /// <param name="limit">That time.</param>
    /// <param name="now">When it goes.</param>
    public async Task Run(DateTimeOffset limit, DateTimeOffset now)
    {
        var heads = new PriorityQueue<PartnershipFeed, (DateTimeOffset Time, int Order)>();
        foreach (var (order, feed) in feeds.Index())
        {
            await feed.Open().ConfigureAwait(false);
            Enqueue(feed, order);
        }

        List<(string Organisation, Recorded Copy)> copies = [];
        while (heads.TryPeek(out var feed, out var head) && head.Time <= limit)
        {
            heads.Dequeue();
            if (feed.Take() is { } copy)
                copies.Add((feed.Organisation, copy));
            Enqueue(feed, head.Order);
            if (copies.Count >= BatchSize)
                await Write(copies, now).ConfigureAwait(false);
        }

        await Write(copies, now).ConfigureAwait(false);

        void Enqueue(PartnershipFeed feed, int order)
        {
            if (feed.Peek() is { } next)
                heads.Enqueue(feed, (next.Observation.Time, order));
        }
    }

    async Task Write(List<(string Organisation, Recorded Copy)> copies, DateTimeOffset now)
    {
        if (copies.Count > 0)
            await to.Carry(copies).ConfigureAwait(false);
        foreach (var feed in feeds)
            feed.Settle(now);
        copies.Clear();
    }
}
