using System.Net;
using System.Text.Json.Nodes;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Node.Exchange;

/// <summary>Marks decide who gets what, rights who may ask; over HTTP, every cell.</summary>
[Collection(nameof(TaxiiNode))]
public sealed class MarkTests(TaxiiNode node)
{
    static readonly string[] Clients = ["ect", "rwg", "zeeland"];

    // What an object brought by ect is to: ect itself, another partner, another node.
    static readonly (string Mark, bool Own, bool Partner, bool Node)[] Marks =
    [
        ("clear", true, true, true), ("green", true, true, true), ("amber", true, true, false), ("amber+strict", true, false, false), ("red", true, false, false),
        ("none", true, true, false), ("green and red", true, false, false), ("a part red", true, false, false), ("white 1.0", true, true, true), ("red 1.0", true, false, false),
        ("a statement and green", true, true, true), ("pap amber and green", true, true, true), ("pap red and green", true, false, false), ("an unknown one and green", true, false, false),
        ("one that is not here", false, false, false),
    ];

    TaxiiClient Client(string name) => name switch { "ect" => node.Ect, "rwg" => node.Rwg, _ => node.Zeeland };

    [Fact]
    public async Task Every_mark_is_given_to_whom_it_may_and_to_nobody_else()
    {
        var collection = await node.Collection();
        var wrong = new List<string>();
        foreach (var (mark, own, partner, other) in Marks)
        {
            var id = Stix.Id();
            await node.Ect.MustAdd(collection, Marked(id, mark));
            foreach (var name in Clients)
            {
                var may = name switch { "ect" => own, "rwg" => partner, _ => other };
                foreach (var (operation, sees) in await Sees(Client(name), collection, id))
                {
                    if (sees != may)
                        wrong.Add($"{mark} by {operation}: {name} {(sees ? "sees it" : "does not see it")}");
                }
            }
        }

        Assert.Equal("", string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_right_lets_do_what_it_says_and_nothing_else()
    {
        var wrong = new List<string>();
        foreach (var name in Clients)
        {
            foreach (var (read, write) in new[] { (false, false), (true, false), (false, true), (true, true) })
            {
                var (own, client) = (name == "zeeland" ? "node:zeeland" : name, Client(name));
                // The right of its kind would let it do all: its own line goes before.
                var collection = await node.Collection((Party.AllPartners, true, true), (Party.AllNodes, true, true), (own, read, write));
                var (id, other) = (Stix.Id(), Stix.Id());
                await (name == "ect" ? node.Rwg : node.Ect).MustAdd(collection, Stix.Object(id));
                (string Operation, Func<Task<HttpResponseMessage>> Do, HttpStatusCode Expected)[] cells =
                [
                    ("collection", () => client.Get(TaxiiClient.At(collection, "")), read || write ? HttpStatusCode.OK : HttpStatusCode.NotFound),
                    .. new[] { "objects/", $"objects/{id}/", $"objects/{id}/versions/", "manifest/" }.Select(rest => (rest, (Func<Task<HttpResponseMessage>>)(() => client.Get(TaxiiClient.At(collection, rest))),
                        read ? HttpStatusCode.OK : write ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound)),
                    ("post", () => client.Send(collection, Stix.Envelope(Stix.Object(other)).ToJsonString()), write ? HttpStatusCode.Accepted : read ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound),
                    ("delete", () => client.Http.DeleteAsync(new Uri(TaxiiClient.At(collection, $"objects/{other}/"), UriKind.Relative)), read && write ? HttpStatusCode.OK : read || write ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound),
                    ("delete another's", () => client.Http.DeleteAsync(new Uri(TaxiiClient.At(collection, $"objects/{id}/"), UriKind.Relative)), read || write ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound),
                ];
                foreach (var (operation, act, expected) in cells)
                {
                    using var answer = await act();
                    if (answer.StatusCode != expected)
                        wrong.Add($"{name} with read {read} and write {write}, {operation}: {answer.StatusCode} instead of {expected}");
                }
            }
        }

        Assert.Equal("", string.Join('\n', wrong));
    }

    [Fact]
    public async Task Another_node_cannot_bring_what_is_for_itself_alone()
    {
        var collection = await node.Collection();
        foreach (var mark in new[] { "amber+strict", "red", "a part red" })
        {
            var status = await node.Zeeland.Add(collection, Marked(Stix.Id(), mark));
            Assert.Contains("keeps it inside", (string)status["failures"]![0]!["message"]!, StringComparison.Ordinal);
        }

        var unknown = new JsonObject { ["type"] = "marking-definition", ["spec_version"] = "2.1", ["id"] = Stix.Id("marking-definition"), ["created"] = Stix.Created, ["name"] = "ours" };
        Assert.Contains("none that this node knows", (string)(await node.Zeeland.Add(collection, unknown))["failures"]![0]!["message"]!, StringComparison.Ordinal);
        var amber = Stix.Id();
        await node.Zeeland.MustAdd(collection, Marked(amber, "amber"));
        Assert.Single(await node.Rwg.Objects(collection));
        Assert.Empty(await node.Zeeland.Objects(collection));
    }

    [Fact]
    public async Task Who_speaks_may_go_unmarked_and_persons_never_travel()
    {
        var (collection, author, person, way, about) = (await node.Collection(), Stix.Id("identity"), Stix.Id("identity"), Stix.Id(), Stix.Id());
        JsonObject Identity(string id, string kind, Tlp? tlp)
        {
            var made = Stix.Object(id, tlp: tlp);
            made["identity_class"] = kind;
            return made;
        }

        await node.Ect.MustAdd(collection, Identity(author, "organization", null), Identity(person, "individual", Tlp.Clear), Stix.Object(way, mentions: author), Stix.Object(about, mentions: person));
        Assert.Equal(4, (await node.Rwg.Objects(collection)).Count);
        Assert.Equal([author, way], (await node.Zeeland.Objects(collection)).Select(one => (string)one["id"]!));
        Assert.Contains("about a person", (string)(await node.Zeeland.Add(collection, Identity(Stix.Id("identity"), "individual", Tlp.Green)))["failures"]![0]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Known_marks_are_what_everybody_knows_whatever_is_sent_under_their_name()
    {
        var (collection, id) = (await node.Collection(), TlpMark.IdOf(Tlp.Red));
        var forged = new JsonObject { ["type"] = "marking-definition", ["spec_version"] = "2.1", ["id"] = id, ["created"] = Stix.Created, ["definition_type"] = "statement", ["definition"] = new JsonObject { ["statement"] = "for all" } };
        await node.Rwg.MustAdd(collection, forged);
        await node.Rwg.MustAdd(collection, Marked(Stix.Id(), "red"));
        Assert.Empty(await node.Ect.Objects(collection));
        Assert.Equal("TLP:RED", (string?)(await node.Ect.Read(TaxiiClient.At(collection, $"objects/{id}/")))["objects"]!.AsArray().Single()!["name"]);
    }

    [Fact]
    public async Task Of_an_object_whose_latest_version_is_hidden_no_version_is_given()
    {
        var (collection, id) = (await node.Collection(), Stix.Id());
        await node.Ect.MustAdd(collection, Stix.Object(id, tlp: Tlp.Green));
        Assert.Single(await node.Rwg.Objects(collection));
        await node.Ect.MustAdd(collection, Stix.Object(id, "2026-03-02T08:00:00.000Z", tlp: Tlp.Red));
        Assert.Empty(await node.Rwg.Objects(collection, "?match[version]=all"));
        Assert.Equal(2, (await node.Ect.Objects(collection, "?match[version]=all")).Count);
        // Opened again it is new to who could not see it, and the red version stays where it is.
        var before = await Newest(node.Rwg, collection);
        await node.Ect.MustAdd(collection, Stix.Object(id, "2026-03-03T08:00:00.000Z", tlp: Tlp.Green));
        Assert.Equal(["2026-03-01T08:00:00.000Z", "2026-03-03T08:00:00.000Z"], (await node.Rwg.Objects(collection, $"?match[version]=all&added_after={before}")).Select(one => (string?)one["modified"]));
    }

    static async Task<string> Newest(TaxiiClient client, string collection)
    {
        using var answer = await client.Get(TaxiiClient.At(collection, "objects/?match[version]=all"));
        return answer.Headers.TryGetValues("X-TAXII-Date-Added-Last", out var last) ? last.Single() : "2026-01-01T00:00:00Z";
    }

    // By every door through which an object could come out.
    static async Task<List<(string Operation, bool Sees)>> Sees(TaxiiClient client, string collection, string id)
    {
        var seen = new List<(string, bool)>();
        foreach (var rest in new[] { "objects/", $"objects/?match[id]={id}", "objects/?match[version]=all", "objects/?match[type]=attack-pattern", $"objects/?match[version]={Stix.Created}", "manifest/", $"objects/{id}/", $"objects/{id}/versions/" })
        {
            using var answer = await client.Get(TaxiiClient.At(collection, rest));
            var text = await answer.Content.ReadAsStringAsync();
            seen.Add((rest, rest.Contains("versions", StringComparison.Ordinal) ? answer.StatusCode == HttpStatusCode.OK : text.Contains(id, StringComparison.Ordinal)));
        }

        return seen;
    }

    static JsonObject[] Marked(string id, string mark)
    {
        const string First = "marking-definition--";
        var (marks, before) = (new JsonArray(), new List<JsonObject>());
        var made = Stix.Object(id, tlp: null);
        switch (mark)
        {
            case "none": return [made];
            case "a part red":
                marks.Add(TlpMark.IdOf(Tlp.Green));
                made["granular_markings"] = new JsonArray(new JsonObject { ["marking_ref"] = TlpMark.IdOf(Tlp.Red), ["selectors"] = new JsonArray("name") });
                break;
            case "white 1.0": marks.Add(First + "613f2e26-407d-48c7-9eca-b8e91df99dc9"); break;
            case "red 1.0": marks.Add(First + "5e57c739-391a-4eb3-b6be-7d15ca92d5ed"); break;
            case "one that is not here": marks.Add(Stix.Id("marking-definition")); break;
            case "green and red":
                marks.Add(TlpMark.IdOf(Tlp.Green));
                marks.Add(TlpMark.IdOf(Tlp.Red));
                break;
            case var own when own.EndsWith(" and green", StringComparison.Ordinal):
                var definition = new JsonObject { ["type"] = "marking-definition", ["spec_version"] = "2.1", ["id"] = Stix.Id("marking-definition"), ["created"] = Stix.Created };
                if (own.StartsWith("a statement", StringComparison.Ordinal))
                    (definition["definition_type"], definition["definition"]) = ("statement", new JsonObject { ["statement"] = "(c)" });
                else if (own.StartsWith("pap", StringComparison.Ordinal))
                    definition["extensions"] = new JsonObject { [Stix.Id("extension-definition")] = new JsonObject { ["extension_type"] = "property-extension", ["pap"] = own.Split(' ')[1] } };
                else
                    (definition["definition_type"], definition["definition"]) = ("ours", new JsonObject { ["level"] = 3 });
                before.Add(definition);
                marks.Add((string)definition["id"]!);
                marks.Add(TlpMark.IdOf(Tlp.Green));
                break;
            default: marks.Add(TlpMark.IdOf(mark == "amber+strict" ? Tlp.AmberStrict : Enum.Parse<Tlp>(mark, ignoreCase: true))); break;
        }

        made["object_marking_refs"] = marks;
        return [.. before, made];
    }
}
