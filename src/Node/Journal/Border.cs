using Knooppunt.Disclosure.Pseudonyms;
using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>
/// Where clear plates, passes and persons become tokens before anything is written. It remembers which tokens the vaults of the day have, so that a plate
/// that comes by often is put there once a day and not each time: tokens, not clear texts.
/// </summary>
/// <param name="pseudonyms">Makes the tokens, from any thread; the rest is used under the journal's lock.</param>
/// <param name="recalls">Whether clear texts of today are remembered too: only for a release policy, which puts what just came under the partnership's key.</param>
internal sealed class Border(Pseudonymiser pseudonyms, bool recalls)
{
    const int Limit = 1 << 17;
    readonly Dictionary<string, string> _clearByToken = new(StringComparer.Ordinal);
    readonly Dictionary<string, HashSet<UInt128>> _inVault = new(StringComparer.Ordinal);
    int _count;
    DateOnly _day;

    public Pseudonymiser Pseudonyms => pseudonyms;

    /// <summary>Whether the vault of the day still lacks the token. The class counts, since each has its own vault and its own end.</summary>
    public bool Lacks(ClearText clear, string retentionClass, DateOnly day)
    {
        if (_day != day || _count >= Limit)
            Forget();
        _day = day;
        if (!_inVault.TryGetValue(retentionClass, out var there))
            _inVault[retentionClass] = there = [];
        if (!there.Add(Packed(clear.Token)))
            return false;
        _count++;
        if (recalls)
            _clearByToken[clear.Token] = clear.Clear;
        return true;
    }

    /// <summary>Forgets what it thought to be in the vault and every clear text: after the disk refused a write, when a day is past, and when a vault is deleted.</summary>
    public void Forget()
    {
        _inVault.Clear();
        _clearByToken.Clear();
        _count = 0;
    }

    public string? Recent(string token) => _clearByToken.GetValueOrDefault(token);

    /// <summary>All of a token in 16 bytes: its kind, and five bits for each of its sixteen letters.</summary>
    static UInt128 Packed(string token)
    {
        ulong high = token[0], low = 0;
        for (var i = 2; i < token.Length; i++)
        {
            high = (high << 5) | (low >> 59);
            low = (low << 5) | (uint)(token[i] & 31);
        }

        return new UInt128(high, low);
    }
}

/// <summary>A clear text as a row of the vault lane.</summary>
internal static class VaultEntry
{
    const string Field = "clear";
    static readonly ObservationType Type = new(Family.Information, "vault");

    /// <summary>What all rows of a source's vault have in common.</summary>
    public static RowShape Shape(string source, Handling handling, SipHash hash)
    {
        var entry = new Observation { Id = "", Source = source, Type = Type, Time = default, Data = Fields.Of((Field, "")) };
        return RowShape.Of(entry, handling, streamed: false, control: false, hash);
    }

    public static ClearText Read(Row row) => new(row.Observation.Id, row.Observation.Data[Field].Text ?? "");
}
