using Knooppunt.Barriers;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Barriers;

/// <summary>One place of a stepped wedge.</summary>
/// <param name="Name">As a screen says it.</param>
/// <param name="Rate">Counts per month.</param>
sealed record PlanPlace(string Name, double Rate);

/// <summary>What somebody who wants to build asks, as it stands in the address.</summary>
/// <param name="What">What was counted; empty when the rate was typed.</param>
/// <param name="Place">Id of the place; empty when the rate was typed.</param>
/// <param name="Rate">Counts per month as things are; null when nobody said.</param>
/// <param name="Seen">Months over which the rate was seen; null when it was typed.</param>
/// <param name="Before">Months before.</param>
/// <param name="After">Months after.</param>
/// <param name="Dispersion">Variance over mean.</param>
/// <param name="Places">Places over which to phase; fewer than two for no phasing.</param>
/// <param name="Steps">Steps.</param>
/// <param name="MonthsPerStep">Months between two.</param>
/// <param name="Wrong">What in the address cannot be, and what is reckoned with instead.</param>
sealed record PlanQuestion(string What, string Place, double? Rate, double? Seen, int Before, int After, double Dispersion, IReadOnlyList<PlanPlace> Places, int Steps, int MonthsPerStep, Word? Wrong)
{
    /// <summary>Largest rate; most months; largest dispersion; most places.</summary>
    public const int MostRate = 10_000, MostMonths = 60, MostDispersion = 20, MostPlaces = 60;

    const double WeeksPerMonth = 365.2425 / 12 / 7;

    const int UsualWeeks = 52;

    /// <summary>Reads it; a rate that is not typed is that of the last year of counts at the place.</summary>
    public static PlanQuestion Read(IQueryCollection query, string what, IReadOnlyList<WeeklyCount> counts, NodePlaces places, Language language)
    {
        Word? wrong = null;
        double? Number(string name, Word called, double least, double most)
        {
            var text = query[name].ToString().Trim();
            if (TypedNumber.Read(text) is not { } number)
                return null;
            if (number >= least && number <= most)
                return number;
            wrong ??= TypedNumber.Unclear(text) is { } unclear ? new($"{called.Dutch}: {unclear.Dutch} Er is gerekend met de gewone waarde.", $"{called.English}: {unclear.English} The usual value was used instead.") : new($"{called.Dutch} moet een getal zijn van {least:0.##} tot {most:0}. Er is gerekend met de gewone waarde.", $"{called.English} must be a number from {least:0.##} to {most:0}. The usual value was used instead.");
            return null;
        }

        var weeks = counts.GroupBy(count => count.Place).ToDictionary(place => place.Key, place => place.GroupBy(count => count.Week).Select(week => week.Last()).OrderByDescending(count => count.Week).Take(UsualWeeks).ToList());
        double RateOf(string place) => weeks[place].Average(count => count.Count) * WeeksPerMonth;
        var typed = Number("rate", new("Aantal per maand", "The count per month"), .01, MostRate);
        var at = query["place"].ToString();
        var known = typed is null && weeks.ContainsKey(at);
        string[] chosen = [.. query["phase"].OfType<string>().Where(weeks.ContainsKey).Distinct().Take(MostPlaces)];
        PlanPlace[] phased = [.. chosen.Select(place => new PlanPlace(places.NameOf(place, language)!, RateOf(place))).Where(place => place.Rate > 0)];
        return new(what, at, typed ?? (known ? RateOf(at) : null), known ? weeks[at].Count / WeeksPerMonth : null,
            (int)(Number("before", new("Maanden ervoor", "Months before"), 1, MostMonths) ?? 12), (int)(Number("after", new("Maanden erna", "Months after"), 1, MostMonths) ?? 12),
            Number("dispersion", new("Schommeling", "The variation"), 1, MostDispersion) ?? 1, phased,
            (int)Math.Min(Number("steps", new("Stappen", "Steps"), 2, 12) ?? 4, Math.Max(2, phased.Length)), (int)(Number("length", new("Maanden per stap", "Months per step"), 1, 24) ?? 3), wrong);
    }
}
