using Knooppunt.Effect;
using Knooppunt.Node.Shell.Exports;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Programme;

namespace Knooppunt.Node.Programme;

/// <summary>The water bed as a file: every assumption and every figure, each with its range. Shares are 0 to 1, money is in thousands of euros.</summary>
static class WaterBedFile
{
    static readonly string[] Columns = ["part", "name", "low", "value", "high", "source"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/programme/waterbed.csv", (HttpContext http, NodeSettings settings) =>
        {
            if (!ProgrammeRights.Reads(http.User))
                return Results.Forbid();
            var question = WaterBedQuestion.Read(http.Request.Query, settings.Node);
            return Refusal.Of(question.Wrong) is { } refusal ? refusal.Answer(http) : Export.Of(http, "if-these-assumptions-hold", null, Columns, Lines(question));
        });

    static IEnumerable<ExportLine> Lines(WaterBedQuestion question)
    {
        var answer = question.Answer();
        foreach (var (_, _, _, figure) in WaterBedExample.ParametersOf(answer.Alike))
            yield return new(null, "assumption", figure.Name, figure.Low, figure.Value, figure.High, figure.Source ?? "assumed");
        foreach (var node in LetterNode.All)
        {
            var budget = question.Budgets[node.Code];
            yield return new(null, "budget", node.Code, budget, budget, budget, budget == WaterBedQuestion.OfLetter(node) ? "letter to parliament, annex, from 2025 on" : "chosen");
        }

        yield return Result("through/no-barriers", answer.Before);
        foreach (var plan in answer.Plans)
        {
            yield return new(null, "result", $"cost/{plan.Money}", plan.Cost, plan.Cost, plan.Cost, "reckoned");
            yield return Result($"through/{plan.Money}", plan.Through);
            yield return Result($"reduction/{plan.Money}", plan.Reduction);
            foreach (var barrier in plan.Built.Select(index => ExampleBarrier.All[index]))
                yield return new(null, "built", $"{plan.Money}/{barrier.Node}/{barrier.Code}", barrier.Cost, barrier.Cost, barrier.Cost, "reckoned");
        }

        if (answer.Moved.Ok)
            yield return Result($"water-bed-share/{answer.Own.Code}", answer.Moved.Value);
        yield return Result($"pooled-less/{answer.Own.Code}", answer.Pooled);
        foreach (var more in answer.More)
            yield return Result($"extra-{question.Extra}-less/{more.Node.Code}", more.Less);
    }

    static ExportLine Result(string name, Estimate estimate) => new(null, "result", name, Math.Round(estimate.Interval.Low, 6), Math.Round(estimate.Value, 6), Math.Round(estimate.Interval.High, 6), "reckoned");
}
