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
    public async Task Patterns_go_out_as_a_folder_of_Sigma_and_come_in_and_are_taken_over_without_a_script()
    {
        await node.Node.Services.GetRequiredService<KnowledgeFlow>().Publish(default);
        var (folder, into, data) = (Path.Combine(_folder, "sigma"), await node.Collection(), node.Node.Settings.Data);
        Assert.Equal(2, await CommandLine.Run(["exchange", "export", "--format", "sigma", "--data", data]));
        const string Absent = "8b7d4f3e-1111-4222-8333-444455556666", Warning = "Waits for what does not come.";
        await node.Ect.MustAdd("knowledge", Rule(Absent, $"title: Blijft weg\nid: {Absent}\n", Warning));
        Assert.Equal(0, await CommandLine.Run(["exchange", "export", "--format", "sigma", "--to", folder, "--data", data]));
        var files = Directory.GetFiles(folder, "*.yml");
        Assert.True(files.Length >= 30, $"{files.Length} patterns.");
        Assert.Equal($"# {Warning}\ntitle: Blijft weg\nid: {Absent}\n", await File.ReadAllTextAsync(Path.Combine(folder, Absent + ".yml")));
        foreach (var other in files.Where(file => !file.Contains(Absent, StringComparison.Ordinal)).Skip(2))
            File.Delete(other);
        Assert.Equal(0, await CommandLine.Run(["exchange", "import", folder, "--collection", into, "--party", "node:antwerpen", "--data", data]));
        Assert.Equal(3, (await node.Rwg.Objects(into, "?limit=1000&match[type]=indicator")).Count);
        // What says nothing of who may have it stays here, and the same again changes nothing.
        Assert.Empty(await node.Zeeland.Objects(into, "?match[type]=indicator"));
        Assert.Equal(0, await CommandLine.Run(["exchange", "import", folder, "--collection", into, "--party", "node:antwerpen", "--data", data]));
        await File.WriteAllTextAsync(Path.Combine(folder, "0.yml"), "title: without an id\n");
        // What cannot be read is told, and keeps nothing else out.
        var anew = await node.Collection();
        Assert.Equal(2, await CommandLine.Run(["exchange", "import", folder, "--collection", anew, "--party", "node:antwerpen", "--data", data]));
        Assert.Equal(3, (await node.Rwg.Objects(anew, "?limit=1000&match[type]=indicator")).Count);
        const string Id = "7b7d4f3e-1111-4222-8333-444455556666";
        await File.WriteAllTextAsync(Path.Combine(folder, "0.yml"), $"title: Bel\nid: {Id}\ndescription: Vraag 06-12345678\ndetection:\n  a:\n    b: 1\n  condition: a\n");
        Assert.Equal(1, await CommandLine.Run(["exchange", "import", folder, "--collection", into, "--data", data]));

        // As the converter of MISP writes one, between brackets.
        using var analyst = await node.Node.SignIn(("ect", Role.Analyst));
        var text = $"title: Pas geleend\nid: {Id}\nlogsource:\n  product: knooppunt\n  category: goods\n  service: container_seen\ndetection:\n  a:\n    place: ect-delta/quay\n  condition: a\nlevel: low";
        Assert.Equal(HttpStatusCode.Redirect, await Upload(analyst, Stix.Envelope(Rule(Id, $"[{text}]")).ToJsonString(), "antwerpen"));
        await node.Node.Services.GetRequiredService<KnowledgeFlow>().Offer(default);
        var number = System.Text.RegularExpressions.Regex.Match(await analyst.Read("/scripts/proposals"), "/scripts/proposals/(\\d+)\">Pas geleend<").Groups[1].Value;
        Assert.Contains("een patroon zonder script", await analyst.Read($"/scripts/proposals/{number}"), StringComparison.Ordinal);
        (string, string)[] adopt = [("number", number), ("pattern", Id), ("organisation", "ect"), ("state", "trial"), ("reason", "Eerst eens kijken")];
        Assert.Equal(HttpStatusCode.Redirect, (await analyst.Post("/scripts/patterns/adopt", "/account", adopt)).StatusCode);
        var adopted = Assert.Single(await node.Node.Services.GetRequiredService<Knooppunt.Node.Knowledge.AdoptPatterns>().Standing(default), row => row.Pattern == Id);
        Assert.Equal((text + "\n", "antwerpen"), (adopted.Text, adopted.Source));
        Assert.DoesNotContain("Pas geleend<", (await analyst.Read("/scripts/proposals")).Split("id=\"adopted\"")[0], StringComparison.Ordinal);

        // Each organisation judges it for itself: another still tries it or refuses it, once.
        using var partner = await node.Node.SignIn(("rwg", Role.Analyst));
        Assert.Contains($"/scripts/proposals/{number}\">Pas geleend<", await partner.Read("/scripts/proposals"), StringComparison.Ordinal);
        Assert.Contains("overgenomen.", await partner.Read($"/scripts/proposals/{number}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await analyst.Post("/scripts/patterns/adopt", "/account", adopt)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await partner.Post("/scripts/proposals/refuse", "/account", ("number", number), ("organisation", "ect"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await partner.Post("/scripts/proposals/refuse", "/account", ("number", number), ("organisation", "rwg"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await partner.Post("/scripts/proposals/refuse", "/account", ("number", number), ("organisation", "rwg"))).StatusCode);
        Assert.DoesNotContain("Pas geleend<", (await partner.Read("/scripts/proposals")).Split("id=\"adopted\"")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_much_for_MISP_in_bytes_is_told_and_the_rest_goes_out_in_parts()
    {
        await node.Node.Services.GetRequiredService<KnowledgeFlow>().Publish(default);
        var row = node.Collections.Find(Collections.Knowledge)!;
        var refused = Knooppunt.Node.Exchange.Files.ScriptsOfCollection.Read(node.Store, row, [Knooppunt.Knowledge.Taxii.Reach.AllNodes], 10_000);
        Assert.Contains("bytes of them", refused.Complaint!.Sentence, StringComparison.Ordinal);
        var events = Knooppunt.Node.Exchange.Files.ScriptsOfCollection.Read(node.Store, row, [Knooppunt.Knowledge.Taxii.Reach.AllNodes]).Value.Events();
        Assert.InRange(Knooppunt.Knowledge.Misp.MispWriter.Parts(events).Max(part => part.Length), 1, 1 << 20);
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

    /// <summary>Takes a file in on the page, said to be of a node when one is named.</summary>
    internal static async Task<HttpStatusCode> Upload(Session session, string text, string giver = "")
    {
        var token = System.Text.RegularExpressions.Regex.Match(await session.Read("/account"), "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        using var body = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(giver), "giver" }, { new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(text)), "file", "theirs.json" } };
        using var answer = await session.Client.PostAsync(new Uri("/exchange/files", UriKind.Relative), body);
        return answer.StatusCode;
    }

    static JsonObject Rule(string id, string pattern, string? description = null)
    {
        var made = Stix.Object($"indicator--{id}", name: description is null ? "Pas geleend" : "Blijft weg");
        (made["pattern"], made["pattern_type"], made["valid_from"]) = (pattern, "sigma", Stix.Created);
        if (description is not null)
            made["description"] = description;
        return made;
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
