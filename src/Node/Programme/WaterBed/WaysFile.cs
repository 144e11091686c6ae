using Knooppunt.Effect;
using Knooppunt.Node.Shell.Exports;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Programme;

namespace Knooppunt.Node.Programme;

/// <summary>The ways as a file: each way now and with the barriers, with its range. Shares are 0 to 1, money is in thousands of euros.</summary>
static class WaysFile
{
    static readonly string[] Columns = ["part", "node", "modus", "concealment", "low", "value", "high", "source"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/programme/ways.csv", (HttpContext http, NodeSettings settings, Language language) =>
        {
            if (!ProgrammeRights.Reads(http.User))
                return Results.Forbid();
            var question = WaysQuestion.Read(http.Request.Query, settings.Node);
            if (Refusal.Of(question.Wrong) is { } refusal)
                return refusal.Answer(http);
            var answer = question.Answer();
            return answer.Ok ? Export.Of(http, "if-these-assumptions-hold", null, Columns, Lines(answer.Value)) : Refusal.Wrong(WaysWords.Not(answer.Untested!, language), answer.Untested!.Sentence).Answer(http);
        });

    static IEnumerable<ExportLine> Lines(ShortestLine answer)
    {
        yield return new(null, "budget", answer.Only?.Code, null, null, answer.Budget, answer.Budget, answer.Budget, "chosen");
        foreach (var barrier in answer.Built.Select(index => ExampleBarrier.All[index]))
            yield return new(null, "built", barrier.Node, barrier.Code, null, barrier.Cost, barrier.Cost, barrier.Cost, "assumed");
        yield return Line("best-now", null, answer.Before);
        yield return Line("best-left", null, answer.After);
        yield return Line("less", null, answer.Eased);
        foreach (var way in answer.Ways)
        {
            yield return Line("now", way, way.Now);
            yield return Line("left", way, way.Left);
        }
    }

    static ExportLine Line(string part, LineWay? way, Estimate estimate)
    {
        var route = way is null ? null : WaterBedExample.Model.Routes[way.Route];
        return new(null, part, route?.Node, route?.Modus, route?.Concealment, Math.Round(estimate.Interval.Low, 6), Math.Round(estimate.Value, 6), Math.Round(estimate.Interval.High, 6), "reckoned");
    }
}
