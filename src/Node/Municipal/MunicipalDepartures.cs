using System.Security.Claims;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Municipal;

/// <summary>What a municipality handed to the RIEC, for its own people.</summary>
sealed class MunicipalDepartures(MunicipalBook book, IDbContextFactory<MunicipalDb> database, NodeSettings settings) : IKnowsWhatLeft
{
    public async Task<IReadOnlyList<Departure>> Since(ClaimsPrincipal person, DateTimeOffset from, CancellationToken stop)
    {
        var (homes, since, riec) = (book.HomesOf(person), from.UnixMicroseconds, settings.NameOf(settings.Riec ?? "RIEC"));
        await using var db = await database.CreateDbContextAsync(stop);
        var handed = await db.HandOvers.AsNoTracking().Where(row => row.At >= since && homes.Contains(row.From))
            .Join(db.Signals, row => row.Signal, signal => signal.Number, (row, signal) => new { row.At, row.From, row.Reference, row.By, row.Basis, signal.Id }).ToListAsync(stop);
        return [.. handed.Select(row => new Departure(UnixTime.FromMicroseconds(row.At), new($"gemeentelijk signaal {row.Reference}", $"municipal signal {row.Reference}"), Word.Same(settings.NameOf(row.From)),
            Word.Same(riec), row.By, new("na vijf wegingen overgedragen", "handed over after five weighings"), Word.Same(row.Basis), $"/municipal/{row.Id}"))];
    }
}
