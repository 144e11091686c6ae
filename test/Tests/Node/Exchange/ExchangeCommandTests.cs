using System.Net;
using System.Text.Json.Nodes;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Commands;
using Knooppunt.Node.Exchange;
using Knooppunt.Observations;
using Knooppunt.Tests.Node.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Exchange;

/// <summary>Knowledge in and out as files, beside a node that runs.</summary>
[Collection(nameof(TaxiiNode))]
public sealed class ExchangeCommandTests(TaxiiNode node) : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("exchange").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public async Task Bundle_goes_out_of_one_collection_and_into_another_by_file_and_by_TAXII()
    {
        var (from, over, key, there, back) = (await node.Collection(), await node.Collection(), Path.Combine(_folder, "key"), Path.Combine(_folder, "there.json"), Path.Combine(_folder, "back.json"));
        var (green, amber) = (Stix.Id(), Stix.Id());
        await node.Ect.MustAdd(from, Stix.Object(green), Stix.Object(amber, tlp: Tlp.Amber));
        await File.WriteAllTextAsync(key, node.Key + "\n");
        var data = node.Node.Settings.Data;
        Assert.Equal(0, await CommandLine.Run(["exchange", "export", "--collection", from, "--to", there, "--data", data]));
        Assert.Equal([green], Own(there));
        Assert.Equal(0, await CommandLine.Run(["exchange", "push", node.Node.Address + TaxiiClient.Root, there, "--key-file", key, "--collection", over]));
        Assert.Equal(0, await CommandLine.Run(["exchange", "pull", node.Node.Address + TaxiiClient.Root, "--key-file", key, "--user", "ect", "--collection", over, "--to", back]));
        Assert.Equal([green], Own(back));
        Assert.Equal(0, await CommandLine.Run(["exchange", "import", back, "--collection", await node.Collection(), "--data", data]));
    }

    [Fact]
    public async Task Scripts_go_out_as_events_and_a_galaxy_of_MISP_and_come_back_the_same()
    {
        await node.Node.Services.GetRequiredService<KnowledgeFlow>().Publish(default);
        var (misp, again, galaxy, data) = (Path.Combine(_folder, "misp.json"), Path.Combine(_folder, "again.json"), Path.Combine(_folder, "galaxy"), node.Node.Settings.Data);
        Assert.Equal(0, await CommandLine.Run(["exchange", "export", "--format", "misp", "--to", misp, "--data", data]));
        Assert.Equal(0, await CommandLine.Run(["exchange", "export", "--format", "misp", "--to", again, "--data", data]));
        Assert.Equal(await File.ReadAllBytesAsync(misp), await File.ReadAllBytesAsync(again));
        var events = JsonNode.Parse(await File.ReadAllTextAsync(misp))!["response"]!.AsArray();
        Assert.True(events.Count >= 17, $"{events.Count} events.");
        Assert.Equal(0, await CommandLine.Run(["exchange", "export", "--format", "misp-galaxy", "--to", galaxy, "--data", data]));
        var clusters = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(galaxy, "clusters", "crime-script.json")))!["values"]!.AsArray().Select(value => (string)value!["uuid"]!).ToHashSet();
        Assert.All(events, one => Assert.Contains((string)one!["Event"]!["Galaxy"]![0]!["GalaxyCluster"]![0]!["uuid"]!, clusters));
        Assert.Equal(2, await CommandLine.Run(["exchange", "export", "--format", "misp-galaxy", "--data", data]));

        var into = await node.Collection();
        Assert.Equal(0, await CommandLine.Run(["exchange", "import", misp, "--collection", into, "--data", data]));
        var scripts = (await node.Rwg.Objects(into, "?limit=1000&match[type]=report")).ToDictionary(one => (string)one["name"]!, one => one.ToJsonString());
        Assert.Equal(events.Select(one => (string)one!["Event"]!["info"]!).Order(StringComparer.Ordinal), scripts.Keys.Order(StringComparer.Ordinal));
        // The same again changes nothing.
        Assert.Equal(0, await CommandLine.Run(["exchange", "import", misp, "--collection", into, "--data", data]));
        Assert.Equal(scripts, (await node.Rwg.Objects(into, "?limit=1000&match[type]=report")).ToDictionary(one => (string)one["name"]!, one => one.ToJsonString()));
        // Somebody in an event is refused, and told; what else it holds is taken.
        var person = JsonNode.Parse(await File.ReadAllTextAsync(misp))!;
        person["response"]![0]!["Event"]!["Attribute"]!.AsArray().Add(new JsonObject { ["uuid"] = Guid.NewGuid().ToString(), ["type"] = "full-name", ["category"] = "Person", ["value"] = "Jan Jansen" });
        await File.WriteAllTextAsync(misp, person.ToJsonString());
        Assert.Equal(1, await CommandLine.Run(["exchange", "import", misp, "--collection", await node.Collection(), "--data", data]));
        Assert.Equal(2, await CommandLine.Run(["exchange", "import", await Spoiled(misp), "--data", data]));
    }

    [Fact]
    public async Task File_on_the_page_is_taken_as_a_proposal_and_what_is_not_is_told()
    {
        await node.Node.Services.GetRequiredService<KnowledgeFlow>().Publish(default);
        using var analyst = await node.Node.SignIn(("ect", Role.Analyst));
        using var officer = await node.Node.SignIn(("ect", Role.SecurityOfficer));
        var events = JsonNode.Parse(await analyst.Read("/exchange/files/misp"))!;
        var one = events["response"]![0]!.DeepClone();
        one["Event"]!["Attribute"]!.AsArray().Add(new JsonObject { ["uuid"] = Guid.NewGuid().ToString(), ["type"] = "md5", ["category"] = "Other", ["value"] = "d41d8cd98f00b204e9800998ecf8427e" });
        one["Event"]!["Attribute"]!.AsArray().Add(new JsonObject { ["uuid"] = Guid.NewGuid().ToString(), ["type"] = "full-name", ["category"] = "Person", ["value"] = "Jan Jansen" });
        Assert.Equal(HttpStatusCode.Forbidden, await Upload(officer, one.ToJsonString()));
        Assert.Equal(HttpStatusCode.BadRequest, await Upload(analyst, "{"));
        Assert.Equal(HttpStatusCode.BadRequest, await Upload(analyst, ""));
        Assert.Equal(HttpStatusCode.Redirect, await Upload(analyst, one.ToJsonString()));
        var page = WebUtility.HtmlDecode(await analyst.Read("/exchange"));
        Assert.All(new[] { "objecten zijn nieuw", "only knowledge travels", "1 attribute md5" }, said => Assert.Contains(said, page, StringComparison.Ordinal));
        Assert.DoesNotContain("Jansen", page, StringComparison.Ordinal);
        Assert.DoesNotContain("objecten zijn nieuw", await analyst.Read("/exchange"), StringComparison.Ordinal);
    }

    static async Task<HttpStatusCode> Upload(Session session, string text)
    {
        var token = System.Text.RegularExpressions.Regex.Match(await session.Read("/account"), "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        using var body = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(text)), "file", "theirs.json" } };
        using var answer = await session.Client.PostAsync(new Uri("/exchange/files", UriKind.Relative), body);
        return answer.StatusCode;
    }

    static async Task<string> Spoiled(string path)
    {
        await File.WriteAllTextAsync(path, "{\"Event\": 5}");
        return path;
    }

    [Fact]
    public async Task What_cannot_be_taken_is_1_and_what_cannot_be_meant_is_2()
    {
        var (collection, bad, data) = (await node.Collection(), Path.Combine(_folder, "bad.json"), node.Node.Settings.Data);
        await File.WriteAllTextAsync(bad, Stix.Envelope(Stix.Object(Stix.Id()), Stix.Object(Stix.Id(), tlp: Tlp.Red)).ToJsonString());
        Assert.Equal(1, await CommandLine.Run(["exchange", "import", bad, "--collection", collection, "--data", data]));
        Assert.Single(await node.Rwg.Objects(collection));
        await File.WriteAllTextAsync(bad, "{");
        foreach (var words in new[] { (string[])["import", bad, "--data", data], ["import", "nowhere.json", "--data", data], ["export", "--collection", "none", "--data", data], ["export", "--data", _folder], ["import", bad, "--party", "nobody", "--data", data],
            ["pull", "http://zeeland.example/taxii2/", "--key-file", bad] })
            Assert.Equal(2, await CommandLine.Run(["exchange", .. words]));
        Assert.Equal(1, await CommandLine.Run(["exchange", "pull", node.Node.Address + TaxiiClient.Root, "--key-file", Path.Combine(_folder, "none")]));
    }

    static IEnumerable<string> Own(string path)
    {
        var bundle = JsonNode.Parse(File.ReadAllText(path))!;
        Assert.Equal("bundle", (string?)bundle["type"]);
        return bundle["objects"]!.AsArray().Select(one => (string)one!["id"]!).Where(id => !id.StartsWith("marking", StringComparison.Ordinal));
    }
}
