using System.Net.ServerSentEvents;
using System.Text.Json;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Signals.Following;
using Knooppunt.Node.Signals.Live;
using Knooppunt.Node.Signals.Merging;
using Knooppunt.Node.Signals.Sharing;
using Knooppunt.Node.Signals.Subjects;
using Knooppunt.Node.Signals.Trial;

namespace Knooppunt.Node.Signals;

/// <summary>The triage list: signals with their evidence, what people did with them, and the record of each pattern.</summary>
public static class SignalsRoom
{
    internal static void AddSignals(this IServiceCollection services)
    {
        services.AddRoomDatabase<SignalsDb>();
        services.AddSingleton<SignalFeed>().AddSingleton<RecordSignals>().AddSingleton<ListSignals>().AddSingleton<TrialJournals>().AddSingleton<TrialSignals>().AddSingleton<PatternWeeks>().AddSingleton<PatternCases>().AddSingleton<SignalCounts>().AddSingleton<AssessedSignals>().AddSingleton<PatternShelf>().AddSingleton<SignalChanges>().AddSingleton<ProvideEvidence>().AddSingleton<Merges>().AddSingleton<Assessments>();
        services.AddSingleton<EndSignals>().AddSingleton<IDaily>(provider => provider.GetRequiredService<EndSignals>());
        services.AddSingleton<SignalHoldings>().AddSingleton<IHoldsAbout>(provider => provider.GetRequiredService<SignalHoldings>());
        services.AddSingleton<Shown>().AddSingleton<SubjectHistory>().AddSingleton<RevealedOnce>();
        services.AddSingleton<LivePoints>().AddHostedService(provider => provider.GetRequiredService<LivePoints>());
    }

    internal static void MapSignals(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/signals/assess", AssessSignals.Handle);
        routes.MapPost("/signals/merge", MergeRoutes.Merge);
        routes.MapPost("/signals/part", MergeRoutes.Part);
        routes.MapGet("/signals/export", ExportSignals.Handle);
        routes.MapGet("/signals/stream", Stream);
        routes.MapLive();
        routes.MapSubjects();
    }

    static IResult Stream(SignalFeed feed, Labels labels, OpenPages open, HttpContext http, IHostApplicationLifetime node) =>
        http.User.WorksOnData ? TypedResults.ServerSentEvents(News(feed, labels, open, http, LiveRoutes.Until(http, node))) : Results.Forbid();

    static async IAsyncEnumerable<SseItem<string>> News(SignalFeed feed, Labels labels, OpenPages open, HttpContext http, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        await using var news = feed.Follow(stop).GetAsyncEnumerator(stop);
        // Listens before it says so: what comes in between is not lost.
        var next = news.MoveNextAsync();
        yield return new("", "connected");
        for (; await next; next = news.MoveNextAsync())
        {
            var row = news.Current;
            // Who lost a role meanwhile gets nothing more; the page asks again and is told.
            if (!await open.Stands(http.User, stop))
                break;
            // Labels may have been made since the page opened, so each row is asked for anew.
            if (labels.VisibleTo(http.User).Contains(row.Label))
                yield return new(JsonSerializer.Serialize(new { row.Id, severity = row.Severity, title = row.Headline, row.Place, row.Last }, JsonSerializerOptions.Web), "signal");
        }
    }
}
