using System.Net;
using System.Text.RegularExpressions;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Knooppunt.Observations;
using Microsoft.Extensions.DependencyInjection;
using SourceSettings = Knooppunt.Node.Shell.Settings.SourceSettings;

namespace Knooppunt.Tests.Node.Running;

/// <summary>What a partner sees of another organisation: what its release policy let through, without the fields that name a person, and nothing else.</summary>
public sealed partial class ReleasedTests : IAsyncLifetime
{
    const string Container = "TCLU4265787";
    readonly RunningNode _node = new();

    public ValueTask InitializeAsync()
    {
        _node.Settings.Organisations.Single(one => one.Id == "ect").Release = new ReleaseSettings { Rules = [new() { Type = "container_seen", Fields = ["container", "place", "ocr", "user", "lat", "lon"] }] };
        _node.Settings.Sources = [.. _node.Settings.Sources, new SourceSettings { Name = "ect/narrow", Organisation = "ect", Pap = Pap.Red }];
        return _node.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task Partner_sees_the_signal_of_the_partnership_reduced_and_the_own_organisation_sees_its_own_whole()
    {
        var (own, shared) = await MakeBoth("ect/gate");
        using var partner = await _node.SignIn(("rwg", Role.Analyst));
        using var owner = await _node.SignIn(("ect", Role.Analyst));
        Assert.Equal(HttpStatusCode.NotFound, (await partner.Get($"/signals/{own.Id}")).StatusCode);
        var (theirs, mine) = (await partner.Read($"/signals/{shared.Id}"), await owner.Read($"/signals/{own.Id}"));
        Assert.Contains("<dt title=\"container\">", theirs, StringComparison.Ordinal);
        Assert.DoesNotContain("<dt title=\"user\">", theirs, StringComparison.Ordinal);
        Assert.Contains("<dt title=\"user\">", mine, StringComparison.Ordinal);
        Assert.Contains("art. 26", theirs, StringComparison.Ordinal);
        Assert.Contains("ISPS", mine, StringComparison.Ordinal);

        // The list, the page of the subject, the map and their exports give no more than the signal does.
        var list = await partner.Read("/signals");
        Assert.Contains(shared.Id, list, StringComparison.Ordinal);
        Assert.DoesNotContain(own.Id, list, StringComparison.Ordinal);
        using var found = await partner.Post("/search", "/account", ("query", Container));
        var subject = found.Headers.Location!.ToString();
        foreach (var text in new[] { await partner.Read(subject), await partner.Read(subject + "/export") })
        {
            Assert.Contains("container", text, StringComparison.Ordinal);
            Assert.DoesNotContain("user", UserField().Replace(text, "found"), StringComparison.Ordinal);
        }

        // Nor does the organisation meet the partnership's copy beside its own, as if there were two.
        Assert.DoesNotContain(shared.Id, mine, StringComparison.Ordinal);
        Assert.DoesNotContain(shared.Id, await owner.Read(subject), StringComparison.Ordinal);
        Assert.Contains(own.Id, await owner.Read(subject), StringComparison.Ordinal);
        Assert.Single(Timeline().Matches(await partner.Read(subject)));
        Assert.Single(Timeline().Matches(await owner.Read(subject)));
        Assert.Single((await partner.Read("/live/export")).Split("container_seen")[1..]);
        Assert.Single((await owner.Read("/live/export")).Split("container_seen")[1..]);
    }

    [Fact]
    public async Task What_is_marked_PAP_red_is_released_to_nobody()
    {
        await _node.SignalAfter(() => Send("ect/narrow"), row => row.Journal == "ect");
        await Journals.Maintain(DateTimeOffset.UtcNow);
        Assert.Empty(Journals.Read("partnership", 0, 100).Observations);
        Assert.Contains(Journals.Preview("ect", DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow), looked => looked.Outcome.Reason?.Contains("PAP:RED", StringComparison.Ordinal) == true);
    }

    JournalRoom Journals => _node.Services.GetRequiredService<JournalRoom>();

    async Task<(SignalRow Own, SignalRow Shared)> MakeBoth(string source)
    {
        var own = await _node.SignalAfter(() => Send(source), row => row.Journal == "ect");
        var shared = await _node.SignalAfter(() => Journals.Maintain(DateTimeOffset.UtcNow), row => row.Journal == "partnership");
        return (own, shared);
    }

    async Task Send(string source)
    {
        using var client = _node.Sender();
        var seen = Intake.Seen(Container);
        seen["user"] = "planner17";
        using var answer = await client.PostAsync(Intake.Route, Intake.Structured(Intake.Event($"r-{Guid.NewGuid():N}", source, "container_seen", seen)));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    // The menu and the page's own words may say "user" of the reader.
    [GeneratedRegex("user-[a-z]+|\"user\"(?!=)")]
    private static partial Regex UserField();

    [GeneratedRegex("<li [^>]*data-number=")]
    private static partial Regex Timeline();
}
