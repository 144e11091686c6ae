using System.Runtime.CompilerServices;
using System.Text.Json;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.SignIn;
using Knooppunt.Node.Signals.Live;
using Microsoft.AspNetCore.Mvc;

namespace Knooppunt.Node.Detection.Backtest;

/// <summary>What the page of a backtest asks for while it runs.</summary>
static class BacktestRoutes
{
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    public static void MapBacktest(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/patterns/backtest/cancel", Cancel);
        routes.MapGet("/patterns/backtest/stream", Stream);
    }

    static IResult Cancel([FromForm] string returnUrl, BacktestDesk desk, HttpContext http)
    {
        if (!http.User.MayBacktest)
            return Results.Forbid();
        desk.Cancel(http.User.PersonId);
        return Results.LocalRedirect(SignInRoutes.Local(returnUrl));
    }

    static IResult Stream(BacktestDesk desk, HttpContext http, IHostApplicationLifetime node) =>
        http.User.MayBacktest ? TypedResults.ServerSentEvents(Steps(desk, http.User.PersonId, LiveRoutes.Until(http, node)), "step") : Results.Forbid();

    /// <summary>How far it is, whenever that changed, until it has ended.</summary>
    static async IAsyncEnumerable<string> Steps(BacktestDesk desk, string person, [EnumeratorCancellation] CancellationToken stop)
    {
        (JobState State, int Percent, long Done)? told = null;
        using var beat = new PeriodicTimer(Beat);
        do
        {
            if (desk.Of(person) is not { } job)
                yield break;
            var step = (job.State, job.Percent, job.Done);
            if (step == told)
                continue;
            told = step;
            yield return JsonSerializer.Serialize(new { percent = step.Percent, done = step.Done, all = job.All, running = step.State == JobState.Running, ended = !job.Open }, JsonSerializerOptions.Web);
            if (!job.Open)
                yield break;
        }
        while (await beat.WaitForNextTickAsync(stop));
    }
}
