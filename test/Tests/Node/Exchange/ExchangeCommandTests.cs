using System.Text.Json.Nodes;
using Knooppunt.Node.Commands;
using Knooppunt.Observations;

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
