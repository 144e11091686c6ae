using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Connectors;
using Knooppunt.Node.Journal;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Running;

/// <summary>What was posted and could not be taken is kept, and shown without its original.</summary>
public sealed class RefusalTests(RunningNode node) : IClassFixture<RunningNode>
{
    [Fact]
    public async Task Items_that_cannot_be_read_and_those_of_foreign_sources_are_kept_with_their_original()
    {
        var broken = Intake.Event("broken-1", "ect/gate", "gate_visit", Intake.Visit("29-SECRET-1"));
        broken["time"] = "yesterday";
        var foreign = Intake.Event("foreign-1", "rwg/gate", "gate_visit", Intake.Visit("29-SECRET-2"));
        await Send(broken, foreign, Intake.Event("good-1", "ect/gate", "gate_visit", Intake.Visit("29-GOOD-1")));
        var kept = Kept();
        Assert.Equal(2, kept.Count);
        Assert.Contains("is not one of your organisation's configured sources", kept[0].Reason, StringComparison.Ordinal);
        Assert.Contains("\"plate\":\"29-SECRET-2\"", Original(kept[0]), StringComparison.Ordinal);
        Assert.Contains("29-SECRET-1", Original(kept[1]), StringComparison.Ordinal);
        Assert.All(kept, rejection => Assert.Equal(OrganisationJournal.PostedSource, rejection.Source));

        using var analyst = await node.SignIn(("ect", Role.Analyst));
        var page = WebUtility.HtmlDecode(await analyst.Read("/sources"));
        Assert.Contains("The source \"rwg/gate\" is not one of your organisation's configured sources.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", page, StringComparison.Ordinal);
        using var other = await node.SignIn(("rwg", Role.Analyst));
        Assert.DoesNotContain("is not one of your organisation's configured sources", WebUtility.HtmlDecode(await other.Read("/sources?of=ect")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_a_page_is_turned_over()
    {
        await Send([.. Enumerable.Range(0, RefusalRow.PageSize + 20).Select(i => Intake.Event($"turn-{i}", $"nobody/{i}", "gate_visit", Intake.Visit("29-ABC-1")))]);
        using var analyst = await node.SignIn(("ect", Role.Analyst));
        var page = WebUtility.HtmlDecode(await analyst.Read("/sources"));
        Assert.Contains("\"nobody/69\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\"nobody/19\"", page, StringComparison.Ordinal);
        var older = page.Split("/sources?of=ect&before=")[1].Split('#')[0];
        Assert.Contains("\"nobody/19\"", WebUtility.HtmlDecode(await analyst.Read($"/sources?of=ect&before={older}")), StringComparison.Ordinal);
    }

    /// <summary>Walks the pages themselves, so that a new one is held to the same.</summary>
    [Fact]
    public async Task Address_that_asks_what_cannot_be_is_no_fault_of_the_node()
    {
        using var person = await node.SignIn([.. Enum.GetValues<Role>().Select(role => ("ect", role))]);
        var asked = Asked().ToList();
        Assert.Contains(asked, page => page is { Path: "/signals", Name: "severity", IsText: false });
        List<string> wrong = [];
        foreach (var (path, name, isText) in asked)
        {
            foreach (var value in (string[])["abc", "-1", "2147483647", "9223372036854775807", "0001-01-01", "%00", "%F0%9F%9A%A2'\"<b>"])
            {
                using var answer = await person.Get($"{path}?{name}={value}");
                if ((int)answer.StatusCode >= 500 || (!isText && value == "abc" && answer.StatusCode != HttpStatusCode.BadRequest))
                    wrong.Add($"{path}?{name}={value}: {(int)answer.StatusCode}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        Assert.Contains("&quot;severity&quot;", await person.Read("/signals?severity=critical"), StringComparison.Ordinal);
    }

    IEnumerable<(string Path, string Name, bool IsText)> Asked() =>
        from endpoint in node.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let page = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type
        where page is not null && endpoint.RoutePattern.Parameters.Count == 0
        from property in page.GetProperties()
        let query = property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()
        where query is not null
        select ("/" + endpoint.RoutePattern.RawText!.TrimStart('/'), query.Name ?? property.Name, !(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType).IsValueType);

    async Task Send(params JsonNode[] items)
    {
        using var client = node.Sender();
        using var answer = await client.PostAsync(Intake.Route, Intake.Batch(items));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    List<Rejection> Kept() => [.. node.Services.GetRequiredService<JournalRoom>().Rejections("ect", null, 1000).Where(rejection => !rejection.Reason.Contains("nobody/", StringComparison.Ordinal))];

    static string Original(Rejection rejection) => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(rejection.Observation.Data["original"].Text!));
}
