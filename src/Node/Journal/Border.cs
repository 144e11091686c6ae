using Knooppunt.Disclosure.Pseudonyms;
using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>
/// Where clear plates, passes and persons become tokens before anything is written. Used under the journal's lock. It remembers recent tokens, so that a
/// plate that comes by often is hashed and put into the vault once a day and not each time; what it remembers is bounded and leaves with the process.
/// </summary>
internal sealed class Border(Pseudonymiser pseudonyms)
{
    const int Limit = 1 << 16;
    readonly Dictionary<string, string> _clearByToken = new(StringComparer.Ordinal);
    readonly HashSet<(string Token, string Class)> _inVault = [];
    DateOnly _day;

    public Pseudonymiser Pseudonyms => pseudonyms;

    /// <summary>The observation with tokens, and what stood there in clear; null when nothing had to change.</summary>
    public Observation Cross(Observation observation, out List<ClearText>? clear) => pseudonyms.Apply(observation, out clear);

    /// <summary>Whether the vault of the day still lacks the token. The class counts, since each has its own vault and its own end.</summary>
    public bool Lacks(ClearText clear, string retentionClass, DateOnly day)
    {
        if (_day != day || _inVault.Count >= Limit)
        {
            _inVault.Clear();
            _day = day;
        }

        if (_clearByToken.Count >= Limit)
            _clearByToken.Clear();
        _clearByToken[clear.Token] = clear.Clear;
        return _inVault.Add((clear.Token, retentionClass));
    }

    /// <summary>Forgets what it thought to be in the vault, after the disk refused a write.</summary>
    public void Doubt() => _inVault.Clear();

    public string? Recent(string token) => _clearByToken.GetValueOrDefault(token);
}

/// <summary>A clear text as a row of the vault lane.</summary>
internal static class VaultEntry
{
    const string Field = "clear";
    static readonly ObservationType Type = new(Family.Information, "vault");

    public static Observation Write(string source, ClearText clear, long received) => new()
    {
        Id = clear.Token,
        Source = source,
        Type = Type,
        Time = Micros.ToTime(received),
        Data = Fields.Of((Field, clear.Clear)),
    };

    public static ClearText Read(Row row) => new(row.Observation.Id, row.Observation.Data[Field].Text ?? "");
}
