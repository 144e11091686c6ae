using System.Net;
using Knooppunt.Node.Shell.Demo;
using Knooppunt.Tests.Node.Running;

namespace Knooppunt.Tests.Node.Access;

/// <summary>The sample's incident is really there, from report to account, and each of the people sees their part of it.</summary>
public sealed class IncidentStoryTests(PlayedNode played) : IClassFixture<PlayedNode>
{
    RunningNode Node => played.Node;

    [Fact]
    public async Task Each_stop_opens_for_the_person_whose_part_it_is()
    {
        using var visitor = new Session(Node.Client(), "visitor");
        var demo = WebUtility.HtmlDecode(await visitor.Read("/demo"));
        foreach (var stop in DemoTrail.Stops)
        {
            Assert.Contains(stop.What.Dutch, demo, StringComparison.Ordinal);
            var address = played.Trail[stop.Key]!;
            if (stop.Person.Length == 0)
                continue;
            using var signedIn = await visitor.Post("/demo/sign-in", "/demo", ("person", stop.Person), ("to", address));
            Assert.Equal(address, signedIn.Headers.Location?.ToString());
            using var page = await visitor.Get(address);
            Assert.Equal((stop.Key, HttpStatusCode.OK), (stop.Key, page.StatusCode));
            Assert.DoesNotContain("Dit mag u niet zien", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("officer", "report", "Iemand die ik niet ken kwam een container halen", "maatregel is genomen|maatregel genomen")]
    [InlineData("officer", "signal", "Afgehandeld")]
    [InlineData("inspector", "share", "Wij gaan samen|Laten we samen gaan kijken", "de container is tegengehouden")]
    [InlineData("inspector", "inspection", "Een zegel is nagemaakt", "2 van 12")]
    [InlineData("municipality", "request", "geen vergunning. Wij nemen het over", "onderverhuurd")]
    [InlineData("municipality", "municipal", "Z-04417", "Noodzakelijk voor het toezicht")]
    [InlineData("analyst", "case", "De ophaalcodes van deze vervoerder vervallen", "De slaapspullen en de lader", "Dit gaat als werkwijze naar de andere terminals")]
    [InlineData("officer", "measure", "pasbesluit 412")]
    [InlineData("officer", "barrier", "betwiste ophalingen aan de balie", "daalde het, vergeleken met elders", "Als deze gewichten kloppen")]
    [InlineData("manager", "programme", "Bouw van de controle")]
    [InlineData("analyst", "advice", "Per brief: wij sluiten aan", "Vertrouwensketen")]
    [InlineData("officer", "chain", "Ophalers en de loods", "Vraag het aan", "de schade daalde, vergeleken met elders")]
    [InlineData("analyst", "chain", "Snelweg Transport (verzonnen)", "de schade daalde, vergeleken met elders")]
    [InlineData("privacy", "log", "gestolen ophaalcode")]
    public async Task What_was_done_stands_on_the_page(string person, string stop, params string[] texts)
    {
        using var session = new Session(Node.Client(), person);
        await session.Post("/demo/sign-in", "/demo", ("person", person));
        var page = WebUtility.HtmlDecode(await session.Read(played.Trail[stop]!));
        foreach (var text in texts)
            Assert.Contains(text.Split('|'), one => page.Contains(one, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Customs_keeps_what_it_found_under_its_secrecy_to_itself()
    {
        foreach (var (person, sees) in new[] { ("officer", false), ("municipality", false), ("inspector", true) })
        {
            using var session = new Session(Node.Client(), person);
            await session.Post("/demo/sign-in", "/demo", ("person", person));
            foreach (var stop in new[] { "inspection", "share", "case" })
                Assert.True(sees || !(await session.Read(played.Trail[stop]!)).Contains("zegel is nagemaakt", StringComparison.OrdinalIgnoreCase), $"{person} at {stop}");
        }
    }

    [Fact]
    public async Task Reporter_reads_the_answer_in_the_mailbox()
    {
        using var reporter = new Reports.Reporter(Node.Client());
        await reporter.Get("/report/mailbox");
        await reporter.Post("/report/mailbox", ("code", played.Trail[DemoTrail.Code]!));
        Assert.Contains("Wat u zag klopte", reporter.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_municipality_sees_the_protocol_and_the_gate()
    {
        using var session = new Session(Node.Client(), "municipality");
        await session.Post("/demo/sign-in", "/demo", ("person", "municipality"));
        foreach (var page in new[] { "/municipal", "/riec" })
            Assert.Equal(HttpStatusCode.OK, (await session.Get(page)).StatusCode);
    }

    [Fact]
    public async Task A_visitor_is_led_to_addresses_of_the_node_alone()
    {
        using var session = new Session(Node.Client(), "visitor");
        foreach (var elsewhere in new[] { "https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example" })
            Assert.Equal("/", (await session.Post("/demo/sign-in", "/demo", ("person", "officer"), ("to", elsewhere))).Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_restart_does_not_play_it_again()
    {
        await Node.Stop();
        await Node.Start();
        await played.Trail.Whole.WaitAsync(TimeSpan.FromSeconds(20));
        using var session = new Session(Node.Client(), "analyst");
        await session.Post("/demo/sign-in", "/demo", ("person", "analyst"));
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(await session.Read("/cases"), "href=\"/cases/[0-9a-f]{32}\""));
    }
}
