using Knooppunt.Barriers;
using Knooppunt.Node.Inspections;
using Knooppunt.Node.Signals;

namespace Knooppunt.Node.Barriers;

/// <summary>One look at what the node counts itself: however many of it are asked for, its signals are walked once.</summary>
sealed class OwnDays(SignalCounts signals, InspectionCounts inspections, TimeZoneInfo zone)
{
    SignalDays? _signals;

    /// <summary>One of <see cref="OwnCounts.Things"/> or <see cref="OwnCounts.Splits"/>, over all that the node still keeps; a day with 0 is a day on which it counted already.</summary>
    public async Task<IReadOnlyDictionary<(string Site, DateOnly Day), int>> PerDay(string what, CancellationToken stop) =>
        what == WeeklyCount.Signals ? (await Signals(stop)).Standing
            : what == WeeklyCount.Confirmed ? (await Signals(stop)).Confirmed
            : what.StartsWith(WeeklyCount.About, StringComparison.Ordinal) ? (await Signals(stop)).About(what[WeeklyCount.About.Length..])
            : what.StartsWith(WeeklyCount.Fits, StringComparison.Ordinal) ? (await Signals(stop)).Fitting(what[WeeklyCount.Fits.Length..])
            : what == WeeklyCount.Inspections ? await inspections.PerDay(zone, stop)
            : what.StartsWith(WeeklyCount.LookedAt, StringComparison.Ordinal) ? await inspections.PerDay(what[WeeklyCount.LookedAt.Length..], found: false, zone, stop)
            : await inspections.PerDay(what[WeeklyCount.NotInOrder.Length..], found: true, zone, stop);

    async Task<SignalDays> Signals(CancellationToken stop) => _signals ??= await signals.PerDay(zone, stop);
}
