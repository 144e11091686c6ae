using Knooppunt.Observations;

namespace Knooppunt.Signals;

/// <summary>One pattern's part in a story.</summary>
/// <param name="PatternId">Id of the pattern.</param>
/// <param name="Title">Its title.</param>
/// <param name="Level">The level that it claims.</param>
/// <param name="Matches">How often it matched in this story.</param>
/// <param name="Contradiction">The reason of its hard contradiction; null when it declares none.</param>
public sealed record PatternPart(string PatternId, string Title, Severity Level, int Matches, string? Contradiction);

/// <summary>
/// A signal: everything the patterns found about one subject in one stretch of time. It describes facts; it is not a score of a person.
/// </summary>
/// <remarks>Immutable; each finding makes the next version. The same findings in the same order give the same story, byte for byte.</remarks>
public sealed record Story
{
    /// <summary>The most evidence that a story keeps whole; what follows is only counted.</summary>
    public const int MostEvidence = 200;

    /// <summary>Sixteen hexadecimal digits: hash of journal, subject and the offset of the opening match.</summary>
    public required string Id { get; init; }

    /// <summary>The journal whose observations it rests on.</summary>
    public required string Journal { get; init; }

    /// <summary>What it is about.</summary>
    public required Subject Subject { get; init; }

    /// <summary>Patterns that matched, the gravest first.</summary>
    public required IReadOnlyList<PatternPart> Patterns { get; init; }

    /// <summary>Time of the first evidence.</summary>
    public required DateTimeOffset First { get; init; }

    /// <summary>Time of the last match or evidence.</summary>
    public required DateTimeOffset Last { get; init; }

    /// <summary>Evidence by offset, at most <see cref="MostEvidence"/>.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>How many distinct observations it rests on, those not kept whole included.</summary>
    public required int Observations { get; init; }

    /// <summary>Families of evidence, outcomes left out: a find may not strengthen the suspicion that led to it.</summary>
    public IReadOnlyList<Family> Families =>
        [.. Evidence.Select(item => item.Observation.Type.Family).Where(family => family != Family.Outcome).Distinct().Order()];

    /// <summary>
    /// How grave it is. Two independent families of evidence let the gravest pattern speak; otherwise only a pattern with a declared hard
    /// contradiction rises above <see cref="Severity.Low"/>.
    /// </summary>
    public Severity Severity
    {
        get
        {
            var families = Families.Count;
            return Patterns.Select(part => families >= 2 || part.Contradiction is not null ? part.Level : Min(part.Level, Severity.Low)).DefaultIfEmpty().Max();
        }
    }

    /// <summary>The pattern that speaks first: gravest, then earliest by id.</summary>
    public PatternPart Lead => Patterns[0];

    /// <summary>The last place that the evidence names; null when none does.</summary>
    public string? Where => Evidence.Select(item => item.Place).LastOrDefault(place => place is not null);

    static Severity Min(Severity left, Severity right) => left < right ? left : right;
}
