using Knooppunt.Disclosure.Access;

namespace Knooppunt.Tests.Node.Running;

public sealed class OpenIdTests
{
    [Fact]
    public async Task Account_of_the_organisation_lets_in_whoever_linked_it_and_nobody_else()
    {
        await using var provider = await AccountProvider.Start(RunningNode.FreePort());
        await using var node = new RunningNode();
        node.Settings.OpenId = new() { Authority = provider.Address, ClientId = "knooppunt" };
        await node.InitializeAsync();

        provider.Who = "known";
        using var analyst = await node.SignIn(("ect", Role.Analyst));
        Assert.Equal("/account?linked=1", await Follow(await analyst.Post("/account/openid", "/account"), analyst));
        Assert.Contains("Gekoppeld", await analyst.Read("/account"), StringComparison.Ordinal);

        using var again = new Session(node.Client(), "-");
        Assert.Equal("/", await Follow(await again.Get("/sign-in/openid"), again));
        Assert.Contains(analyst.Name, await again.Read("/signals"), StringComparison.Ordinal);

        provider.Who = "unknown";
        using var stranger = new Session(node.Client(), "-");
        Assert.Equal("/sign-in?refused=1", await Follow(await stranger.Get("/sign-in/openid"), stranger));
        using var forged = await stranger.Get("/sign-in/openid/callback?code=x&state=y");
        Assert.Equal("/sign-in?refused=1", forged.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Account_is_not_linked_without_the_form_of_a_page()
    {
        await using var node = new RunningNode();
        node.Settings.OpenId = new() { Authority = "https://accounts.example", ClientId = "knooppunt" };
        await node.InitializeAsync();
        using var analyst = await node.SignIn(("ect", Role.Analyst));
        using var answer = await analyst.PostBare("/account/openid");
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
    }

    /// <summary>Goes to the provider and back, and gives the address at which the person ends.</summary>
    static async Task<string> Follow(HttpResponseMessage answer, Session session)
    {
        using var outside = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var sent = await outside.GetAsync(answer.Headers.Location);
        // .NET keeps no cookie for a path below which it was not set; a browser does.
        using var request = new HttpRequestMessage(HttpMethod.Get, sent.Headers.Location!.PathAndQuery);
        request.Headers.Add("Cookie", string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])));
        using var back = await session.Client.SendAsync(request);
        var done = back.Headers.Location!.ToString();
        using var end = done.Contains("/done", StringComparison.Ordinal) ? await session.Get(done) : back;
        return end.Headers.Location!.ToString();
    }
}
