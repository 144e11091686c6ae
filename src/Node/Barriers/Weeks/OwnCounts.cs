using Knooppunt.Barriers;
using Knooppunt.Node.Inspections;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Node.Signals;

namespace Knooppunt.Node.Barriers;

/// <summary>What the node counts itself per site and day: its signals, those that were confirmed, its inspections and what was counted at them.</summary>
/// <remarks>Reports are not in it: per place and week there are fewer than five, and such a count could tell who reported.</remarks>
sealed class OwnCounts(SignalCounts signals, InspectionCounts inspections)
{
    /// <summary>The fewest that must have been looked at in a week for what was not in order to be told: of fewer it may lead to one company, ship or load.</summary>
    public const int FewestLooked = 5;

    /// <summary>All that it counts, but its signals by good and by modus: these are <see cref="Splits"/>.</summary>
    public static IReadOnlyList<string> Things { get; } =
        [WeeklyCount.Signals, WeeklyCount.Confirmed, WeeklyCount.Inspections, .. InspectionCounts.Units.SelectMany(unit => new[] { WeeklyCount.LookedAt + unit.Code, WeeklyCount.NotInOrder + unit.Code })];

    /// <summary>Its signals by good and by modus, those of which it keeps any.</summary>
    public async Task<IReadOnlyList<string>> Splits(CancellationToken stop)
    {
        var (goods, modi) = await signals.Split(stop);
        return [.. goods.Select(good => WeeklyCount.About + good), .. modi.Select(modus => WeeklyCount.Fits + modus)];
    }

    /// <summary>For one look at several of them: the signals are walked once, and only when they are asked for.</summary>
    public OwnDays Once(TimeZoneInfo zone) => new(signals, inspections, zone);

    /// <summary>At how many was looked, for what was not in order; null for what needs no such rule.</summary>
    public static string? LookedFor(string what) => what.StartsWith(WeeklyCount.NotInOrder, StringComparison.Ordinal) ? WeeklyCount.LookedAt + what[WeeklyCount.NotInOrder.Length..] : null;

    /// <summary>Its name on a screen.</summary>
    public static Word NameOf(string what) => what switch
    {
        WeeklyCount.Signals => ("signalen van dit knooppunt", "signals of this node"),
        WeeklyCount.Confirmed => ("bevestigde signalen van dit knooppunt", "confirmed signals of this node"),
        WeeklyCount.Inspections => ("gehouden controles", "inspections held"),
        _ when WeeklyCount.IsSplit(what) || SplitNames.IsSideBySide(what) => SplitNames.Of(what),
        _ when what.StartsWith(WeeklyCount.LookedAt, StringComparison.Ordinal) => new($"bij controles bekeken: {Unit(what, WeeklyCount.LookedAt).Dutch.ToLowerInvariant()}", $"looked at in inspections: {Unit(what, WeeklyCount.LookedAt).English.ToLowerInvariant()}"),
        _ => new($"bij controles niet in orde: {Unit(what, WeeklyCount.NotInOrder).Dutch.ToLowerInvariant()}", $"not in order in inspections: {Unit(what, WeeklyCount.NotInOrder).English.ToLowerInvariant()}"),
    };

    /// <summary>What a reader of it must know.</summary>
    public static Word NoteOf(string what) => what switch
    {
        WeeklyCount.Signals => ("Een nieuw patroon of een nieuwe bron geeft ook meer signalen.", "A new pattern or a new source gives more signals too."),
        WeeklyCount.Confirmed => ("Van de laatste weken is nog niet alles beoordeeld: daar staan er te weinig.", "Of the last weeks not everything has been judged yet: too few stand there."),
        WeeklyCount.Inspections => ("Dit is inzet en geen smokkel: het zegt hoe vaak er gekeken is. Controles onder alleen een gesloten regime tellen niet mee.", "This is effort and no smuggling: it says how often somebody looked. Inspections under closed regimes alone do not count."),
        _ when WeeklyCount.IsSplit(what) || SplitNames.IsSideBySide(what) => SplitNames.Note(what),
        _ when what.StartsWith(WeeklyCount.LookedAt, StringComparison.Ordinal) => ("Dit is inzet en geen smokkel: het zegt hoeveel er bekeken is. Wat onder een gesloten regime bekeken is telt niet mee.", "This is effort and no smuggling: it says at how many was looked. What was looked at under a closed regime does not count."),
        _ => ($"Wie meer bekijkt vindt meer: leg dit naast wat er bekeken is. Een week waarin er op een plaats minder dan {FewestLooked} bekeken zijn staat er niet: dat kan naar één bedrijf leiden. Wat onder een gesloten regime gevonden is telt niet mee.", $"Who looks at more finds more: set this beside what was looked at. A week in which fewer than {FewestLooked} were looked at at a place is left out: it may lead to one company. What was found under a closed regime does not count."),
    };

    static Knooppunt.Inspections.CountedUnit Unit(string what, string before) => InspectionCounts.Units.First(unit => unit.Code == what[before.Length..]);
}
