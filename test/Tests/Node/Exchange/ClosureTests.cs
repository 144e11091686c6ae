using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CsCheck;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Exchange.Store;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Node.Exchange;

/// <summary>A feed mentions nothing that it does not hold, whatever comes in whatever order; and who follows it gets all of it.</summary>
[Collection(nameof(TaxiiNode))]
public sealed class ClosureTests(TaxiiNode node)
{
    [Fact]
    public async Task What_mentions_something_waits_until_it_is_here()
    {
        var (collection, one, other) = (await node.Collection(), Stix.Id(), Stix.Id());
        var status = await node.Ect.Add(collection, Stix.Object(one, mentions: other));
        Assert.Contains($"until {other} is here", (string)status["successes"]![0]!["message"]!, StringComparison.Ordinal);
        Assert.Empty(await node.Ect.Objects(collection));
        await node.Ect.MustAdd(collection, Stix.Object(other));
        Assert.Equal([one, other], (await node.Rwg.Objects(collection)).Select(made => (string)made["id"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_waited_is_new_to_who_asks_for_what_is_new()
    {
        var (collection, early, one, other) = (await node.Collection(), Stix.Id(), Stix.Id(), Stix.Id());
        await node.Ect.MustAdd(collection, Stix.Object(one, mentions: other), Stix.Object(early));
        var last = (string)(await node.Rwg.Read(TaxiiClient.At(collection, "manifest/")))["objects"]!.AsArray()[^1]!["date_added"]!;
        await node.Ect.MustAdd(collection, Stix.Object(other));
        Assert.Equal(2, (await node.Rwg.Objects(collection, $"?added_after={last}")).Count);
    }

    [Fact]
    public async Task Ring_of_objects_that_mention_each_other_comes_whole()
    {
        var collection = await node.Collection();
        var ring = Enumerable.Range(0, 4).Select(_ => Stix.Id()).ToArray();
        for (var i = 0; i < ring.Length; i++)
        {
            Assert.Empty(await node.Zeeland.Objects(collection));
            await node.Ect.MustAdd(collection, Stix.Object(ring[i], mentions: ring[(i + 1) % ring.Length]));
        }

        Assert.Equal(4, (await node.Zeeland.Objects(collection)).Count);
        // The strictest in the ring counts for all of it.
        await node.Ect.MustAdd(collection, Stix.Object(ring[2], "2026-03-02T08:00:00.000Z", tlp: Tlp.Amber, mentions: ring[3]));
        Assert.Equal((0, 4), ((await node.Zeeland.Objects(collection)).Count, (await node.Rwg.Objects(collection)).Count));
    }

    [Fact]
    public async Task Deleting_takes_what_mentions_it_out_of_the_feed_until_it_is_back()
    {
        var (collection, one, other) = (await node.Collection(), Stix.Id(), Stix.Id());
        await node.Ect.MustAdd(collection, Stix.Object(other), Stix.Object(one, mentions: other));
        (await node.Ect.Http.DeleteAsync(new Uri(TaxiiClient.At(collection, $"objects/{other}/"), UriKind.Relative))).EnsureSuccessStatusCode();
        Assert.Empty(await node.Rwg.Objects(collection));
        await node.Ect.MustAdd(collection, Stix.Object(other));
        Assert.Equal(2, (await node.Rwg.Objects(collection)).Count);
    }

    [Fact]
    public async Task Same_again_is_known_other_content_is_refused_and_only_the_first_brings_versions()
    {
        var (collection, id) = (await node.Collection(), Stix.Id());
        await node.Ect.MustAdd(collection, Stix.Object(id, name: "a"));
        Assert.Contains("already", (string)(await node.Ect.Add(collection, Stix.Object(id, name: "a")))["successes"]![0]!["message"]!, StringComparison.Ordinal);
        // Written otherwise it is the same object.
        var rewritten = new JsonObject([.. Stix.Object(id, name: "a").Reverse().Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))]);
        await node.Rwg.MustAdd(collection, rewritten);
        Assert.Contains("other content", (string)(await node.Ect.Add(collection, Stix.Object(id, name: "b")))["failures"]![0]!["message"]!, StringComparison.Ordinal);
        Assert.Contains("Somebody else", (string)(await node.Rwg.Add(collection, Stix.Object(id, "2026-03-02T08:00:00.000Z", "b")))["failures"]![0]!["message"]!, StringComparison.Ordinal);
        Assert.Equal("a", (string?)(await node.Zeeland.Objects(collection, "?match[version]=all")).Single()["name"]);
        var twice = await node.Ect.Add(collection, Stix.Object(id, "2026-03-04T08:00:00.000Z", "c"), Stix.Object(id, "2026-03-04T08:00:00.000Z", "d"), Stix.Object(id, "2026-03-04T08:00:00.000000Z", "c"));
        Assert.Equal((2, 1), ((int)twice["success_count"]!, (int)twice["failure_count"]!));
    }

    [Fact]
    public async Task Readers_lose_and_repeat_nothing_while_others_write()
    {
        var collection = await node.Collection();
        var ids = Enumerable.Range(0, 600).Select(_ => Stix.Id()).ToArray();
        var writing = Task.WhenAll(ids.Chunk(200).Select(async part =>
        {
            foreach (var few in part.Chunk(20))
                await node.Ect.MustAdd(collection, [.. few.Select(id => Stix.Object(id, tlp: null))]);
        }));
        var followers = Enumerable.Range(0, 3).Select(async number =>
        {
            var (got, last) = (new ConcurrentBag<string>(), "2026-01-01T00:00:00Z");
            while (got.Count < ids.Length)
            {
                using var answer = await node.Rwg.Get(TaxiiClient.At(collection, $"objects/?limit={7 + number}&added_after={last}"));
                foreach (var one in JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["objects"]?.AsArray() ?? [])
                    got.Add((string)one!["id"]!);
                last = answer.Headers.TryGetValues("X-TAXII-Date-Added-Last", out var moment) ? moment.Single() : last;
            }

            return got;
        });
        foreach (var got in await Task.WhenAll(followers))
            Assert.Equal(ids.Order(StringComparer.Ordinal), got.Order(StringComparer.Ordinal));
        await writing;
    }

    // Random objects in random order, changed and deleted: after each step every party's feed is closed, holds what a plain reckoning says, and a follower has it.
    [Fact]
    public void Feeds_are_closed_and_followers_have_them_whatever_happens()
    {
        var step = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5].Array[0, 2], Gen.Int[0, 4], Gen.Int[0, 1], Gen.Int[0, 9], (thing, mentions, mark, owner, deed) => (thing, mentions, mark, owner, deed));
        step.Array[1, 14].Sample(steps => Play(steps), iter: 40, threads: 1);
    }

    static void Play((int Thing, int[] Mentions, int Mark, int Owner, int Deed)[] steps)
    {
        var path = Path.Combine(Path.GetTempPath(), $"knooppunt-closure-{Guid.NewGuid():N}.db");
        try
        {
            using var file = new ObjectFile(path);
            var clock = new Journal.StandingClock();
            var store = new ObjectStore(file, _ => null, clock);
            var ids = Enumerable.Range(0, 6).Select(number => $"attack-pattern--00000000-0000-4000-8000-{number:D12}").ToArray();
            var plain = new Dictionary<string, (string Owner, Tlp Mark, string[] Mentions)>(StringComparer.Ordinal);
            Party[] parties = [new("ect"), new("rwg"), Party.Node("zeeland")];
            var followed = parties.ToDictionary(party => party, _ => (After: -1L, Has: new HashSet<string>(StringComparer.Ordinal)));
            for (var at = 0; at < steps.Length; at++)
            {
                var (thing, mentions, mark, owner, deed) = steps[at];
                var (id, party) = (ids[thing], parties[owner]);
                if (deed == 0)
                {
                    if (store.Delete(1, party, id, new(), default).Result > 0)
                        plain.Remove(id);
                }
                else
                {
                    var made = Stix.Object(id, $"2026-03-{at + 2:D2}T08:00:00.000Z", tlp: (Tlp)mark, mentions: [.. mentions.Select(number => ids[number]).Where(other => other != id).Distinct()]);
                    var item = Envelope.Read(System.Text.Encoding.UTF8.GetBytes(Stix.Envelope(made).ToJsonString()), ObjectLimits.Default).Value.Items;
                    if (store.Add(1, party, item, default).Result[0].Taken)
                        plain[id] = (party.Name, (Tlp)mark, [.. item[0].Head!.Mentions]);
                }

                foreach (var reader in parties)
                {
                    var feed = Feed(store, reader, -1, out _);
                    Assert.Equal(Reckon(plain, reader).Order(StringComparer.Ordinal), feed.Order(StringComparer.Ordinal));
                    var (after, has) = followed[reader];
                    has.UnionWith(Feed(store, reader, after, out var last));
                    followed[reader] = (Math.Max(after, last), has);
                    Assert.Empty(feed.Except(has));
                }
            }
        }
        finally
        {
            foreach (var left in Directory.EnumerateFiles(Path.GetTempPath(), Path.GetFileName(path) + "*"))
                File.Delete(left);
        }
    }

    // Take away, until nothing changes, what mentions something that is not there.
    static HashSet<string> Reckon(Dictionary<string, (string Owner, Tlp Mark, string[] Mentions)> plain, Party reader)
    {
        var seen = plain.Where(one => one.Value.Mark <= (reader.IsNode ? Tlp.Green : Tlp.Amber) || (one.Value.Owner == reader.Name && one.Value.Mark > Tlp.Amber)).Select(one => one.Key).ToHashSet(StringComparer.Ordinal);
        while (seen.RemoveWhere(id => plain[id].Mentions.Any(mentioned => !seen.Contains(mentioned))) > 0)
        {
        }

        return seen;
    }

    static List<string> Feed(ObjectStore store, Party party, long after, out long last)
    {
        var sink = new Ids();
        last = store.Read(new(1, store.ReachesOf(party), new(), after, 1000, long.MaxValue), sink).Last;
        return sink.Seen;
    }

    sealed class Ids : IPageSink
    {
        public List<string> Seen { get; } = [];

        public bool WantsJson => false;

        public void Take(string id, string version, long added, ReadOnlySpan<byte> json)
        {
            if (!id.StartsWith("marking", StringComparison.Ordinal))
                Seen.Add(id);
        }
    }
}
