using System.Globalization;
using System.Text;
using Knooppunt.Disclosure;
using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>Carries what an organisation's release policy lets through into the partnership's journal, each record once.</summary>
internal sealed class PartnershipFeed(OrganisationJournal from, OrganisationJournal to, ReleasePolicy policy)
{
    string Position => Path.Combine(to.Folder, $"carried-{from.Name}");

    /// <summary>Carries what is new. Returns how many copies the partnership got and how many records stayed.</summary>
    public async Task<(int Released, int Kept)> Run()
    {
        var (next, version) = Read();
        if (version != policy.Version)
            await to.AppendControl(new ControlRecord("policy", $"{from.Name}/{policy.Name}", policy.Version.ToString(CultureInfo.InvariantCulture))).ConfigureAwait(false);
        var (released, kept) = (0, 0);
        var clear = from.Vault.Reader();
        while (true)
        {
            var batch = from.Read(next, 2000);
            List<Recorded> copies = [];
            foreach (var recorded in batch.Observations)
            {
                if (policy.Apply(recorded.Observation, clear, to.Pseudonyms).Copy is { } copy)
                    copies.Add(recorded with { Observation = copy });
                else
                    kept++;
            }

            await to.Carry(from.Name, copies).ConfigureAwait(false);
            released += copies.Count;
            // The position may lag behind after a kill: what is carried again is known by its offset.
            if (batch.Next != next || version != policy.Version)
                Disk.Replace(Position, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{batch.Next} {policy.Version}")));
            (next, version) = (batch.Next, policy.Version);
            if (batch.Entries.Count == 0)
                return (released, kept);
        }
    }

    /// <summary>What the partnership would have seen of a time range, and why not what it would not.</summary>
    public IEnumerable<(Recorded Recorded, ReleaseOutcome Outcome)> Preview(DateTimeOffset since, DateTimeOffset before)
    {
        var clear = from.Vault.Reader();
        return from.ByTime(since, before).Select(entry => (new Recorded(entry.Offset, entry.Observation!), policy.Apply(entry.Observation!, clear, to.Pseudonyms)));
    }

    (long Next, int Version) Read() =>
        File.Exists(Position) && File.ReadAllText(Position).Split(' ') is [var next, var version]
        && long.TryParse(next, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (offset, number)
            : (0, 0);
}
