using System.Security.Claims;
using Knooppunt.Municipal;
using Knooppunt.Node.Riec;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Riec;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Municipal;

/// <summary>Hands a signal to the RIEC through the one-way gate. It is written down here first: what a kill kept from the gate is offered again, and the gate takes it once.</summary>
sealed class RiecHandOvers(MunicipalBook book, RiecGate gate, IDbContextFactory<MunicipalDb> database, NodeSettings settings, WriteTurn turn)
{
    /// <summary>Hands it over: the weighing said so and the privacy officer agreed.</summary>
    public async Task<Refusal?> HandOver(ClaimsPrincipal person, string id, int version, string text, string basis, CancellationToken stop)
    {
        var refusal = await book.Change(person, id, version, MunicipalRights.Handles, (db, signal) =>
        {
            if (signal.Course.End != ProtocolEnd.Riec || signal.HandOver is not null)
                return Refusal.First;
            if (settings.Riec is null)
                return Refusal.Wrong("Dit knooppunt noemt geen RIEC in zijn instellingen. Draag het over langs uw eigen weg en schrijf dat in uw eigen zaak.", "This node names no RIEC in its settings. Hand it over by your own way and write that in your own file.");
            if ((MunicipalDeeds.Unwritten(text) ?? MunicipalDeeds.Unwritten(basis)) is { } unwritten)
                return unwritten;
            db.HandOvers.Add(new HandOverRow { Id = RandomId.New(), Signal = signal.Row.Number, From = signal.Row.Home, Reference = signal.Row.Reference, Text = text, Basis = basis, By = person.DisplayName, At = book.Now });
            return null;
        }, stop);
        if (refusal is null)
            await Send(stop);
        return refusal;
    }

    /// <summary>What became of a hand-over, in one word; null while the gate does not have it, or when it ended there.</summary>
    public async Task<RiecReceipt?> ReceiptOf(HandOverRow row, CancellationToken stop = default) =>
        (await gate.ReceiptsOf([row.Id], stop)).TryGetValue(row.Id, out var receipt) ? receipt : null;

    /// <summary>Offers to the gate what it does not have yet.</summary>
    public async Task Send(CancellationToken stop)
    {
        List<HandOverRow> waiting;
        await using (var db = await database.CreateDbContextAsync(stop))
            waiting = await db.HandOvers.AsNoTracking().Where(row => !row.Sent).ToListAsync(stop);
        foreach (var row in waiting)
        {
            await gate.TakeIn(row.Id, Frozen(row), stop);
            await turn.Take(async () =>
            {
                await using var db = await database.CreateDbContextAsync(stop);
                return await db.HandOvers.Where(one => one.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.Sent, true), stop);
            }, stop);
        }
    }

    /// <summary>What was handed over, as it was.</summary>
    public static HandedOver Frozen(HandOverRow row) => new(row.From, row.Reference, row.Text, row.Basis, row.By, UnixTime.FromMicroseconds(row.At));
}
