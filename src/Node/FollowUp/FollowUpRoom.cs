using Knooppunt.Node.Cases.Following;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Reports.Following;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Signals.Following;

namespace Knooppunt.Node.FollowUp;

/// <summary>Working together: who must act and until when, and what one gives the other.</summary>
public static class FollowUpRoom
{
    internal static void AddFollowUp(this IServiceCollection services)
    {
        services.AddRoomDatabase<FollowUpDb>();
        services.AddSingleton<Competences>().AddSingleton<FirstCompetences>().AddSingleton<OnDutyPeople>().AddSingleton<Duties>();
        services.AddSingleton<FollowSignals>().AddSingleton<ISignalFollower>(provider => provider.GetRequiredService<FollowSignals>());
        services.AddSingleton<ISignalOwners, DutyOwners>().AddSingleton(SignalPart.Of<DutySection>());
        services.AddSingleton<Shares>().AddSingleton<IDaily>(provider => provider.GetRequiredService<Shares>());
        services.AddSingleton<SignalMatters>().AddSingleton<ShareMatters>().AddSingleton<ActionMatters>().AddSingleton<AllMatters>();
        services.AddSingleton<ReportMatters>().AddSingleton<IMatters>(provider => provider.GetRequiredService<ReportMatters>()).AddSingleton<FollowReports>().AddSingleton(ReportPart.Of<ReportDuty>());
        services.AddSingleton<CaseMatters>().AddSingleton<IMatters>(provider => provider.GetRequiredService<CaseMatters>());
        services.AddSingleton<FollowCases>().AddSingleton<ICaseFollower>(provider => provider.GetRequiredService<FollowCases>()).AddSingleton(CasePart.Of<CaseTogether>());
        services.AddSingleton<IMatters>(provider => provider.GetRequiredService<SignalMatters>()).AddSingleton<IMatters>(provider => provider.GetRequiredService<ShareMatters>()).AddSingleton<IMatters>(provider => provider.GetRequiredService<ActionMatters>());
        services.AddSingleton<Briefings>().AddSingleton<FollowUpHoldings>();
        services.AddSingleton<IHoldsAbout>(provider => provider.GetRequiredService<FollowUpHoldings>()).AddSingleton<ITakesBack>(provider => provider.GetRequiredService<FollowUpHoldings>());
        services.AddSingleton<FollowAsked>().AddSingleton<Talks>().AddSingleton(SignalPart.Of<TalkSection>(belowEvidence: true));
        services.AddSingleton<FollowSteps>().AddSingleton<FollowNews>().AddSingleton<NoticeMail>().AddSingleton<Webhooks>().AddSingleton<NoticeBox>().AddSingleton<IDaily>(provider => provider.GetRequiredService<NoticeBox>());
        services.AddHttpClient(Webhooks.Client, client => client.Timeout = TimeSpan.FromSeconds(10)).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.AddSingleton<NoticePost>().AddHostedService(provider => provider.GetRequiredService<NoticePost>()).AddSingleton(FramePart.Of<NoticeBell>());
        services.AddSingleton<DutyClock>().AddHostedService(provider => provider.GetRequiredService<DutyClock>());
        services.AddSingleton<EndDuties>().AddSingleton<IDaily>(provider => provider.GetRequiredService<EndDuties>());
    }

    internal static async Task OpenFollowUp(IServiceProvider services, CancellationToken stop)
    {
        await services.GetRequiredService<FirstCompetences>().Lay(stop);
    }

    internal static void MapFollowUp(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/duties/decline", DutyRoutes.Decline);
        routes.MapPost("/duties/hand-over", DutyRoutes.HandOver);
        routes.MapPost("/duties/on-duty", DutyRoutes.NameOnDuty);
        routes.MapPost("/duties/answer", AnswerRoutes.Handle);
        routes.MapPost("/duties/case", CaseDutyRoutes.Handle);
        routes.MapPost("/duties/report", ReportDutyRoutes.Take);
        routes.MapPost("/talk/say", TalkRoutes.Say);
        routes.MapPost("/talk/ask", TalkRoutes.Ask);
        routes.MapPost("/notices/wish", NoticeRoutes.Keep);
        routes.MapPost("/shares/give", ShareRoutes.Give);
        routes.MapPost("/shares/withdraw", ShareRoutes.Withdraw);
        routes.MapGet("/competence/places.geojson", CompetenceGeoJson.Handle);
        routes.MapGet("/competence.csv", CompetenceRoutes.Csv);
        routes.MapPost("/competence/write", CompetenceRoutes.Write);
        routes.MapPost("/competence/end", CompetenceRoutes.End);
    }
}
