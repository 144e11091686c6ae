using System.Globalization;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Barriers;

/// <summary>What one incident weighs and how large places are: read from a form, judged, and said with where they come from.</summary>
static class StudyWeights
{
    /// <summary>Heaviest incident, and largest place.</summary>
    public const double MostHarm = 1_000_000, MostSize = 1_000_000_000;

    /// <summary>Longest name of a unit and longest source, in characters.</summary>
    public const int LongestUnit = 60, LongestSource = 300;

    static readonly string[] Figures = ["harm", "size-treated", "size-control", "size-around-treated", "size-around-control"];

    /// <summary>Reads it; a figure that is none becomes one that <see cref="Wrong"/> refuses.</summary>
    public static WeightRow Read(IFormCollection form, string name, long at) => new()
    {
        Study = long.TryParse(form.Text("study"), NumberStyles.None, CultureInfo.InvariantCulture, out var study) ? study : -1,
        Harm = Figure(form, "harm"),
        SizeTreated = Figure(form, "size-treated"),
        SizeControl = Figure(form, "size-control"),
        SizeAroundTreated = Figure(form, "size-around-treated"),
        SizeAroundControl = Figure(form, "size-around-control"),
        Unit = form.Text("unit"),
        Source = form.Text("source"),
        Name = name,
        At = at,
    };

    /// <summary>What to type instead of a figure that may be read in two ways, 1.000 for example; null when each can be read in one.</summary>
    public static Refusal? Unclear(IFormCollection form) =>
        Figures.Select(name => TypedNumber.Unclear(form.Text(name))).FirstOrDefault(unclear => unclear is not null) is { } unclear ? Refusal.Wrong(unclear.Dutch, unclear.English) : null;

    /// <summary>Why it cannot be written; null when it can.</summary>
    /// <param name="wish">The weights.</param>
    /// <param name="study">The comparison that is weighed.</param>
    /// <param name="studies">All comparisons of its barrier.</param>
    public static Refusal? Wrong(WeightRow wish, StudyRow study, IReadOnlyList<StudyRow> studies)
    {
        double?[] sizes = study.HasAround ? [wish.SizeTreated, wish.SizeControl, wish.SizeAroundTreated, wish.SizeAroundControl] : [wish.SizeTreated, wish.SizeControl];
        var given = sizes.Count(size => size is not null);
        if (wish.Harm is { } harm && !(harm > 0 && harm <= MostHarm))
            return Refusal.Wrong($"Geef het schadegewicht als getal boven 0, hoogstens {MostHarm:0}, of laat het leeg.", $"Give the weight of harm as a number above 0, at most {MostHarm:0}, or leave it empty.");
        if (sizes.Any(size => size is { } known && !(known > 0 && known <= MostSize)) || given != 0 && given != sizes.Length)
            return Refusal.Wrong($"Geef van elke plaats in deze vergelijking hoe groot zij is, als getal boven 0, of van geen enkele.", $"Give of each place in this comparison how large it is, as a number above 0, or of none.");
        if (!study.HasAround && (wish.SizeAroundTreated ?? wish.SizeAroundControl) is not null)
            return Refusal.Wrong("Van de buren is niets geteld: laat hun grootte leeg.", "Nothing was counted of the neighbours: leave their size empty.");
        if (given > 0 ? wish.Unit.Length is < 2 or > LongestUnit : wish.Unit.Length > 0)
            return Refusal.Wrong("Schrijf waarin de grootte gemeten is (ligplaatsen, km², containers per jaar), en alleen als u een grootte geeft.", "Write in what size is measured (berths, km², containers a year), and only when you give one.");
        if (wish.Source.Length is > 0 and < OwnWords.Shortest or > LongestSource)
            return Refusal.Wrong($"Schrijf in {OwnWords.Shortest} tot {LongestSource} tekens waar de gewichten vandaan komen, of laat het leeg: dan staat er dat zij aangenomen zijn.", $"Write in {OwnWords.Shortest} to {LongestSource} characters where the weights come from, or leave it empty: then it says that they are assumed.");
        if (wish.Harm is not null && studies.Any(other => other.Id != study.Id && other.Weights?.Harm is not null && string.Equals(other.What, study.What, StringComparison.OrdinalIgnoreCase)))
            return Refusal.Wrong("Een andere vergelijking van hetzelfde heeft al een schadegewicht: het zou dubbel tellen. Haal dat gewicht eerst weg.", "Another comparison of the same thing has a weight of harm already: it would count twice. Take that weight away first.");
        return Refusal.Of(OwnWords.Refusal(wish.Unit) ?? OwnWords.Refusal(wish.Source));
    }

    /// <summary>Where the weights come from, or that they are assumed.</summary>
    public static Word SourceOf(WeightRow weights) => weights.Source.Length == 0 ? ("aangenomen", "assumed") : (weights.Source, weights.Source);

    /// <summary>The sizes in words; null when places are compared as they are.</summary>
    public static string? Sizes(StudyRow study, Language language)
    {
        if (study.Weights is not { SizeTreated: { } own, SizeControl: { } other } weights)
            return null;
        var around = weights is { SizeAroundTreated: { } near, SizeAroundControl: { } far } ? language[$", buren van deze plaats {Text(near, language)}, buren van de andere {Text(far, language)}", $", neighbours of this place {Text(near, language)}, neighbours of the other {Text(far, language)}"] : "";
        return language[$"Gewogen naar grootte: deze plaats {Text(own, language)}, vergelijkbare plaats {Text(other, language)}{around} ({weights.Unit}). Bron van de gewichten: {SourceOf(weights).Dutch}. De aantallen zijn omgerekend naar de grootte van deze plaats.",
            $"Weighed by size: this place {Text(own, language)}, comparable place {Text(other, language)}{around} ({weights.Unit}). Source of the weights: {SourceOf(weights).English}. Counts are put at the size of this place."];
    }

    /// <summary>A weight as it is written.</summary>
    public static string Text(double figure, Language language) => figure.ToString("#,0.###", language.Culture);

    static double? Figure(IFormCollection form, string name) => TypedNumber.Read(form.Text(name));
}
