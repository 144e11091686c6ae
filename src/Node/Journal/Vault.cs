namespace Knooppunt.Node.Journal;

/// <summary>The clear texts behind a journal's tokens, encrypted per class and day. Whoever calls must have written the look into the read log before.</summary>
internal sealed class Vault(OrganisationJournal journal, Border border, Lock gate)
{
    /// <summary>The clear text of a token as it last came; null when no vault that still exists has it.</summary>
    /// <param name="token">The token as the journal holds it.</param>
    /// <param name="logged">Reference of the entry in the read log, without which nothing is shown.</param>
    public string? Reveal(string token, string logged)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(logged);
        return Find(token);
    }

    /// <summary>On disk only: what is still remembered in memory may be past its term.</summary>
    string? Find(string token)
    {
        foreach (var rows in journal.VaultRows())
        {
            foreach (var row in rows)
            {
                if (row.Observation.Id == token)
                    return VaultEntry.Read(row).Clear;
            }
        }

        return null;
    }

    /// <summary>Looks many tokens up: reads the vault once, at the first token that is not recent, and holds at most half a million of them.</summary>
    internal Func<string, string?> Reader()
    {
        const int Limit = 500_000;
        Dictionary<string, string>? read = null;
        return token =>
        {
            lock (gate)
            {
                if (border.Recent(token) is { } recent)
                    return recent;
            }

            read ??= Read();
            return read.TryGetValue(token, out var clear) ? clear : read.Count < Limit ? null : Find(token);
        };

        Dictionary<string, string> Read() => journal.VaultRows().SelectMany(rows => rows).Select(VaultEntry.Read).DistinctBy(entry => entry.Token).Take(Limit).ToDictionary(entry => entry.Token, entry => entry.Clear, StringComparer.Ordinal);
    }
}
