using Knooppunt.Cases;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Node.Signals;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Cases;

/// <summary>Cases to which a signal about somebody belongs.</summary>
sealed class CaseHoldings(IDbContextFactory<CasesDb> database, SignalHoldings signals) : IHoldsAbout
{
    public Word Room => new("Zaken", "Cases");

    public Word? NotSearched => new(
        "Wat mensen in een zaak schreven: daarin mag geen kenteken of naam staan. Een zaak zonder signaal vindt u dus niet aan een nummer.",
        "What people wrote in a case: no plate or name may stand there. A case without a signal is therefore not found by a number.");

    public async Task<IReadOnlyList<Holding>> About(SoughtSubject sought, CancellationToken stop)
    {
        string[] about = [.. (await signals.Of(sought, stop)).Select(row => row.Id)];
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await db.Cases.AsNoTracking().Where(row => db.Signals.Any(link => link.Case == row.Number && about.Contains(link.Signal))).ToListAsync(stop);
        return [.. rows.GroupBy(CaseRights.LabelOf).Select(group => new Holding(new("zaken waarin het voorkomt", "cases in which it occurs"), "", group.Key, group.Count(),
            UnixTime.FromMicroseconds(group.Min(row => row.Opened)), UnixTime.FromMicroseconds(group.Max(row => row.Opened)),
            group.All(row => row.Closed is not null) ? CaseTerms.EndOf(group.Key.Regime, UnixTime.FromMicroseconds(group.Max(row => row.Closed!.Value))) : null))];
    }
}
