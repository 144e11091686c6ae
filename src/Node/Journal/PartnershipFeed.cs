using System.Globalization;
using System.Text;
using Knooppunt.Disclosure;
using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>What an organisation's release policy lets through to the partnership, record by record, from where it was left.</summary>
internal sealed class PartnershipFeed(OrganisationJournal from, OrganisationJournal to, ReleasePolicy policy)
{
    const int BatchSize = 2000;
    readonly Func<string, string?> _clear = from.Vault.Reader();
    readonly Queue<Recorded> _read = new();
    long _next;
    long _end;
    long _copied;
    int _version;
    ReleasedCounts _counts = ReleasedCounts.None;

    string Position => Path.Combine(to.Folder, $"carried-{from.Name}");

    public string Organisation => from.Name;

    /// <summary>Goes to where the last run came; a policy that changed since then is journalled first.</summary>
    public async Task Open()
    {
        (_next, _version, _counts) = Read();
        _end = _next;
        if (_version != policy.Version)
            await to.AppendControl(new ControlRecord("policy", $"{from.Name}/{policy.Name}", policy.Version.ToString(CultureInfo.InvariantCulture))).ConfigureAwait(false);
    }

    /// <summary>The next record of the organisation without taking it; null at the end.</summary>
    public Recorded? Peek()
    {
        while (_read.Count == 0)
        {
            var batch = from.Read(_end, BatchSize);
            if (batch.Entries.Count == 0)
                return null;
            _end = batch.Next;
            foreach (var recorded in batch.Observations)
                _read.Enqueue(recorded);
            if (_read.Count == 0)
                _next = _end;
        }

        return _read.Peek();
    }

    /// <summary>Takes the next record; its copy for the partnership, or null when it stays.</summary>
    public Recorded? Take()
    {
        var recorded = _read.Dequeue();
        _next = _read.Count == 0 ? _end : recorded.Offset + 1;
        if (policy.Apply(recorded.Observation, _clear, to.Pseudonyms).Copy is not { } copy)
            return null;
        _copied++;
        return recorded with { Observation = copy };
    }

    /// <summary>Remembers how far it came and how much of it was let through. It may lag behind after a kill, both alike: what is carried again is known by its offset.</summary>
    /// <param name="now">When what was taken since the last time went.</param>
    public void Settle(DateTimeOffset now)
    {
        (_counts, _copied) = (_counts.Add(now, _copied), 0);
        if (Read() is var kept && (kept.Next != _next || kept.Version != policy.Version))
            Disk.Replace(Position, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{_next} {policy.Version} {_counts}").TrimEnd()));
    }

    /// <summary>How much was let through in the last days.</summary>
    public ReleasedCounts Released => Read().Counts;

    /// <summary>What the partnership would have seen of a time range, and why not what it would not.</summary>
    public IEnumerable<(Recorded Recorded, ReleaseOutcome Outcome)> Preview(DateTimeOffset since, DateTimeOffset before) =>
        from.ByTime(since, before).Select(entry => (new Recorded(entry.Offset, entry.Observation!), policy.Apply(entry.Observation!, _clear, to.Pseudonyms)));

    (long Next, int Version, ReleasedCounts Counts) Read() =>
        File.Exists(Position) && File.ReadAllText(Position).Split(' ') is [var next, var version, .. var counts]
        && long.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (offset, number, ReleasedCounts.Read(counts))
            : (0, 0, ReleasedCounts.None);
}
