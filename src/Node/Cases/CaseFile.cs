using System.Security.Claims;
using Knooppunt.Cases;
using Knooppunt.Disclosure.Access;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Cases;

/// <summary>A case with everything that belongs to it.</summary>
sealed record CaseFile(
    CaseRow Row, IReadOnlyList<CasePartnerRow> Partners, IReadOnlyList<CaseSignalRow> Signals, IReadOnlyList<PointerRow> Pointers, ILookup<string, CustodyLink> Custody, IReadOnlyList<CaseEventRow> Events)
{
    /// <summary>Whether it is open.</summary>
    public bool Open => Row.Closed is null;

    /// <summary>Short names of the organisations named on it.</summary>
    public IReadOnlyCollection<string> Named => [.. Partners.Select(partner => partner.Organisation)];

    /// <summary>What the table says for the person, with its article.</summary>
    public AccessAnswer Ask(ClaimsPrincipal person) => CaseRights.Ask(person, Row, Named);

    /// <summary>Whether the person sees it.</summary>
    public bool IsSeenBy(ClaimsPrincipal person) => CaseRights.Sees(person, Row, Named);

    /// <summary>Organisations for which the person may act in it, the owner first.</summary>
    public string[] ActsFor(ClaimsPrincipal person) => CaseRights.ActsFor(person, Row, Named);

    /// <summary>Whether the person decides who takes part.</summary>
    public bool IsLedBy(ClaimsPrincipal person) => ActsFor(person).Contains(Row.Owner);

    /// <summary>Whether the person may end it.</summary>
    public bool MayBeClosedBy(ClaimsPrincipal person) => IsLedBy(person) || CaseRights.AnswersFor(person, Row);

    /// <summary>Who holds what a pointer points to.</summary>
    public Custody HolderOf(PointerRow pointer) => Knooppunt.Cases.Custody.Of(pointer.Holder, Custody[pointer.Id]);

    /// <summary>Reads one; null when there is none.</summary>
    public static async Task<CaseFile?> Read(CasesDb db, string id, CancellationToken stop)
    {
        if (await db.Cases.FirstOrDefaultAsync(row => row.Id == id, stop) is not { } row)
            return null;
        var pointers = await db.Pointers.Where(pointer => pointer.Case == row.Number).OrderBy(pointer => pointer.Written).ThenBy(pointer => pointer.Id).ToListAsync(stop);
        var ids = pointers.Select(pointer => pointer.Id).ToArray();
        var links = await db.Custody.AsNoTracking().Where(link => ids.Contains(link.Pointer)).OrderBy(link => link.Number).ToListAsync(stop);
        return new(
            row,
            await db.Partners.Where(partner => partner.Case == row.Number).OrderBy(partner => partner.Since).ThenBy(partner => partner.Organisation).ToListAsync(stop),
            await db.Signals.Where(signal => signal.Case == row.Number).OrderBy(signal => signal.Linked).ToListAsync(stop),
            pointers,
            links.ToLookup(link => link.Pointer, LinkOf),
            await db.Events.AsNoTracking().Where(line => line.Case == row.Number).OrderBy(line => line.Id).ToListAsync(stop));
    }

    static CustodyLink LinkOf(CustodyRow row) => new(row.Number, row.At, row.Deed, row.From, row.To, row.Name, row.Why, row.Hash);
}

/// <summary>The case that a page shows and who looks, for its parts.</summary>
sealed class ShownCase
{
    public CaseFile File { get; set; } = null!;

    public ClaimsPrincipal Person { get; set; } = null!;

    /// <summary>Organisations for which the person may act in it; none when it is closed or the person only reads.</summary>
    public string[] ActsFor { get; set; } = [];

    /// <summary>Whether the person decides who takes part; false when it is closed.</summary>
    public bool Leads => ActsFor.Contains(File.Row.Owner);
}
