using Knooppunt.Node.Shell;
using Knooppunt.Riec;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Riec;

/// <summary>The one-way gate: a hand-over goes in, one word comes out. Other rooms see no more of the RIEC than this.</summary>
sealed class RiecGate(IDbContextFactory<RiecDb> database, WriteTurn turn)
{
    /// <summary>Takes in what was handed over; the second time it is there already.</summary>
    /// <param name="handOver">Id of the hand-over, drawn by who hands it over.</param>
    /// <param name="what">What is handed over.</param>
    /// <param name="stop">Stops before it is written.</param>
    public Task TakeIn(string handOver, HandedOver what, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Cases.AnyAsync(row => row.HandOver == handOver, stop))
            return 0;
        db.Cases.Add(new RiecCaseRow
        {
            Id = RandomId.New(),
            HandOver = handOver,
            From = what.From,
            Reference = what.Reference,
            Text = what.Text,
            Basis = what.Basis,
            HandedBy = what.By,
            HandedAt = what.At.UnixMicroseconds,
            Sha256 = what.Sha256,
        });
        return await db.SaveChangesAsync(stop);
    }, stop);

    /// <summary>What became of hand-overs, one word each; those that are not there, or ended, are left out.</summary>
    public async Task<IReadOnlyDictionary<string, RiecReceipt>> ReceiptsOf(IReadOnlyCollection<string> handOvers, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await db.Cases.Where(row => handOvers.Contains(row.HandOver)).Select(row => new { row.HandOver, row.Phase, row.WasCase }).ToListAsync(stop);
        return rows.ToDictionary(row => row.HandOver, row => RiecCourse.ReceiptOf(row.Phase, row.WasCase), StringComparer.Ordinal);
    }
}
