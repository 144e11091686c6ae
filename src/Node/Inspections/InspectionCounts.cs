using Knooppunt.Inspections;
using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Inspections;

/// <summary>
/// How often was looked at a site, at how much, and of how much something was not in order: figures about nobody, for who may not read an inspection. People that were looked at are not in them, nor what a
/// participant counted under a closed regime; an inspection under closed regimes alone does not count at all.
/// </summary>
sealed class InspectionCounts(IDbContextFactory<InspectionsDb> database)
{
    static readonly string[] Open = [.. Powers.All.Where(power => !power.IsClosed).Select(power => power.Code)];

    /// <summary>What is counted, people left out.</summary>
    public static IReadOnlyList<CountedUnit> Units { get; } = [.. Checklist.Units.Where(unit => unit.Code != "people")];

    /// <summary>Inspections that were held, per site and day of a time zone on which they began, over all that the node still keeps.</summary>
    public async Task<IReadOnlyDictionary<(string Site, DateOnly Day), int>> PerDay(TimeZoneInfo zone, CancellationToken stop = default) =>
        Sum((await Held(stop)).Select(row => (KeyOf(row, zone), 1)));

    /// <summary>What was counted at them: at how many was looked, or of how many something was not in order. A day with an inspection at which nothing of it was counted has 0.</summary>
    /// <param name="unit">Short name of one of <see cref="Units"/>.</param>
    /// <param name="found">Whether those that were not in order count.</param>
    /// <param name="zone">The time zone.</param>
    /// <param name="stop">Stops.</param>
    public async Task<IReadOnlyDictionary<(string Site, DateOnly Day), int>> PerDay(string unit, bool found, TimeZoneInfo zone, CancellationToken stop = default)
    {
        var held = (await Held(stop)).ToDictionary(row => row.Id);
        await using var db = await database.CreateDbContextAsync(stop);
        var answers = await db.Answers.AsNoTracking().Where(row => row.Item == unit && db.Inspections.Any(one => one.Id == row.Inspection && one.State == InspectionState.Closed)
            && db.Participants.Any(one => one.Inspection == row.Inspection && one.Organisation == row.Organisation && Open.Contains(one.Power))).ToListAsync(stop);
        return Sum([.. held.Values.Select(row => (KeyOf(row, zone), 0)), .. from answer in answers.GroupBy(row => row.Inspection)
            where held.ContainsKey(answer.Key)
            from count in FieldAnswers.Counted(FieldAnswers.Standing(answer.Select(row => row.Answer))).Values
            select (KeyOf(held[answer.Key], zone), found ? count.Found : count.Looked)]);
    }

    async Task<List<InspectionRow>> Held(CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Inspections.AsNoTracking().Where(row => row.State == InspectionState.Closed && row.Place != null && row.Participants.Any(one => Open.Contains(one.Power))).ToListAsync(stop);
    }

    static (string Site, DateOnly Day) KeyOf(InspectionRow row, TimeZoneInfo zone) => (row.Place!.Split('/')[0], zone.DayOf(UnixTime.FromMicroseconds(row.Starts)));

    static Dictionary<(string Site, DateOnly Day), int> Sum(IEnumerable<((string Site, DateOnly Day) Key, int Count)> counts) =>
        counts.GroupBy(count => count.Key).ToDictionary(group => group.Key, group => group.Sum(count => count.Count));
}
