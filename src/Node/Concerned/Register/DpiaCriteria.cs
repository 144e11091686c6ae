using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Observations;

namespace Knooppunt.Node.Concerned;

/// <summary>One of the nine criteria by which the Dutch authority (AP) asks for an impact assessment, held against the configuration.</summary>
/// <param name="Name">The criterion.</param>
/// <param name="Met">Whether this node meets it.</param>
/// <param name="Why">Why, or why not.</param>
sealed record DpiaCriterion(Word Name, bool Met, Word Why);

/// <summary>The nine criteria; two that are met ask for an assessment.</summary>
static class DpiaCriteria
{
    /// <summary>How many of them ask for an assessment.</summary>
    public const int Enough = 2;

    /// <summary>All nine.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="staffPatterns">How many patterns about staff run.</param>
    public static IReadOnlyList<DpiaCriterion> Of(NodeSettings settings, int staffPatterns)
    {
        var personal = settings.Sources.Count(source => source.Regime != Regime.None);
        string[] closed = [.. settings.Sources.Where(source => source.Regime.IsClosed()).Select(source => source.Name)];
        return
        [
            new(new("beoordelen of scoren", "evaluation or scoring"), personal > 0, new("Patronen beoordelen wat voertuigen, passen en zendingen doen; een score per mens is er niet.", "Patterns evaluate what vehicles, passes and shipments do; there is no score per person.")),
            new(new("besluiten zonder mens", "decisions without a person"), false, new("Een signaal doet niets tot een mens oordeelt.", "A signal does nothing until a person judges.")),
            new(new("stelselmatig volgen", "systematic monitoring"), personal > 0, new($"{personal} bronnen volgen voertuigen, passen of schepen dag en nacht.", $"{personal} sources follow vehicles, passes or vessels day and night.")),
            new(new("gevoelige gegevens", "sensitive data"), closed.Length > 0, closed.Length > 0 ? new($"Onder een gesloten regime: {string.Join(", ", closed)}.", $"Under a closed regime: {string.Join(", ", closed)}.") : new("Geen bron staat onder een gesloten regime.", "No source is under a closed regime.")),
            new(new("op grote schaal", "on a large scale"), personal > 0, new("Wie door de haven rijdt wordt waargenomen, ook wie niets doet.", "Who drives through the port is observed, also who does nothing.")),
            new(new("bestanden naast elkaar leggen", "matching of datasets"), settings.Sources.Count > 1, new($"{settings.Sources.Count} bronnen van {settings.Sources.Select(source => source.Organisation).Distinct().Count()} organisaties worden in één patroon gewogen.", $"{settings.Sources.Count} sources of {settings.Sources.Select(source => source.Organisation).Distinct().Count()} organisations are weighed in one pattern.")),
            new(new("kwetsbare mensen", "vulnerable people"), staffPatterns > 0, staffPatterns > 0 ? new($"{staffPatterns} patronen gaan over werknemers.", $"{staffPatterns} patterns are about employees.") : new("Patronen over werknemers staan uit.", "Patterns about employees are off.")),
            new(new("nieuwe techniek", "new technology"), false, new("Geschreven regels die een mens kan lezen; niets is aangeleerd.", "Written rules that a person can read; nothing was learned.")),
            new(new("een recht blokkeren", "blocking a right"), false, new("Het knooppunt opent en sluit geen hek.", "The node opens and closes no gate.")),
        ];
    }
}
