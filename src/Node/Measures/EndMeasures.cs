using System.Globalization;
using Knooppunt.Measures;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Measures;

/// <summary>Deletes measures and extractor incidents when their term has passed. A measure that runs, or that a court has, stays.</summary>
sealed class EndMeasures(IDbContextFactory<MeasuresDb> database, MeasureRights rights, ReadLog log, WriteTurn turn, TimeProvider clock) : IDaily
{
    public Word Ends => new($"maatregelen, {MeasureTerms.MeasureDays} dagen na hun laatste dag; voorvallen met uithalers na {MeasureTerms.IncidentDays} dagen", $"measures, {MeasureTerms.MeasureDays} days after their last day; extractor incidents after {MeasureTerms.IncidentDays} days");

    public async Task Run(CancellationToken stop)
    {
        var (day, moment) = (rights.Today.AddDays(-MeasureTerms.MeasureDays).DayNumber, clock.GetUtcNow().AddDays(-MeasureTerms.IncidentDays).UnixMicroseconds);
        var ended = await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            return await db.Measures.Where(row => (row.LastDay ?? row.Day) < day && row.Court != CourtOutcome.Pending && (row.Result != MeasureResult.Running || row.LastDay != null)).ExecuteDeleteAsync(stop)
                + await db.Extractors.Where(row => row.At < moment).ExecuteDeleteAsync(stop);
        }, stop);
        if (ended == 0)
            return;
        await log.RecordEnd("measures", string.Create(CultureInfo.InvariantCulture, $"{ended} maatregelen en voorvallen / {ended} measures and incidents"), stop);
        await RoomDatabase.Scrub(database, turn, stop);
    }
}
