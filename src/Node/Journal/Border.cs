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
    readonly Dictionary<string, IdentityTable> _inVault = new(StringComparer.Ordinal);
    (string? Class, IdentityTable? There) _last;
    int _count;
    long _day;

    public Pseudonymiser Pseudonyms => pseudonyms;

    /// <summary>All of a token in 16 bytes: its kind, and five bits for each of its sixteen letters.</summary>
    public static IdentityEntry Packed(string token)
    {
        ulong high = 0;
        uint low = token[0];
        for (var i = 2; i < 14; i++)
            high = (high << 5) | Bits(token[i]);
        for (var i = 14; i < token.Length; i++)
            low = (low << 5) | Bits(token[i]);
        return new IdentityEntry(high, low, 0);

        static uint Bits(char letter) => (uint)(letter >= 'a' ? letter - 'a' : letter - '2' + 26);
    }

    /// <summary>Whether the vault of the day still lacks the token. The class counts, since each has its own vault and its own end.</summary>
    public bool Lacks(in ClearText clear, in IdentityEntry packed, string retentionClass, long received)
    {
        var day = received / (TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond);
        if (_day != day || _count >= Limit)
            Forget();
        _day = day;
        if (!ReferenceEquals(_last.Class, retentionClass))
        {
            if (!_inVault.TryGetValue(retentionClass, out var known))
                _inVault[retentionClass] = known = new IdentityTable();
            _last = (retentionClass, known);
        }

        var there = _last.There!;
        if (there.Find(packed) is not null)
            return false;
        there.Add(packed, 0);
        _count++;
        if (recalls)
            _clearByToken[clear.Token] = clear.Clear;
        return true;
    }

    /// <summary>Forgets what it thought to be in the vault and every clear text: after the disk refused a write, when a day is past, and when a vault is deleted.</summary>
    public void Forget()
    {
        foreach (var there in _inVault.Values)
            there.Clear();
        _clearByToken.Clear();
        _count = 0;
    }

    public string? Recent(string token) => _clearByToken.GetValueOrDefault(token);
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
