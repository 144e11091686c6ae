using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Knooppunt.Tests.Node.Exchange;

namespace Knooppunt.Tests.Conformance.Taxii;

/// <summary>TAXII 2.1, sections 3.4 to 3.7, 4.3 and 5.3 to 5.8: objects in and out. Over HTTP against a running node.</summary>
[Collection(nameof(TaxiiNode))]
public sealed class ObjectTests(TaxiiNode node)
{
    const string Second = "2026-03-02T08:00:00.000Z", Third = "2026-03-03T08:00:00.5000Z";

    [Fact]
    public async Task Section_5_5_adding_answers_202_with_a_status_that_can_be_asked_for_again()
    {
        var (collection, id) = (await node.Collection(), Stix.Id());
        var status = await node.Ect.Add(collection, Stix.Object(id), new JsonObject { ["type"] = "attack-pattern", ["id"] = "attack-pattern--no" });
        Assert.Equal(("complete", 2, 1, 1, 0), ((string)status["status"]!, (int)status["total_count"]!, (int)status["success_count"]!, (int)status["failure_count"]!, (int)status["pending_count"]!));
        Assert.Equal((id, Stix.Created), ((string)status["successes"]![0]!["id"]!, (string)status["successes"]![0]!["version"]!));
        Assert.Contains("no identifier", (string)status["failures"]![0]!["message"]!, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(status, await node.Ect.Read($"{TaxiiClient.Root}status/{(string)status["id"]!}/")));
        // Another's request is nobody's business.
        await ResourceTests.Refused(await node.Rwg.Get($"{TaxiiClient.Root}status/{(string)status["id"]!}/"), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Section_4_3_status_names_what_breaks_STIX_with_its_path_and_section_and_the_rest_is_taken()
    {
        var (collection, bad, good, others) = (await node.Collection(), Stix.Id("report"), Stix.Id("grouping"), Stix.Id("x-opencti-thing"));
        var status = await node.Ect.Add(collection, Stix.Object(bad, mentions: good), Stix.Object(good, mentions: others), Stix.Object(others));
        Assert.Equal((2, 1), ((int)status["success_count"]!, (int)status["failure_count"]!));
        Assert.Equal((bad, "published: report must have published. (STIX 2.1 section 4.16)"), ((string)status["failures"]![0]!["id"]!, (string)status["failures"]![0]!["message"]!));
        Assert.Equal(2, (await node.Rwg.Objects(collection)).Count);
    }

    [Fact]
    public async Task Section_5_4_objects_come_as_they_were_sent()
    {
        var (collection, id) = (await node.Collection(), Stix.Id());
        var sent = $$"""{ "x_unknown" : {"a":[1,2.50,1e3]}, "id":"{{id}}", "type":"attack-pattern","spec_version":"2.1","created":"{{Stix.Created}}","modified":"{{Stix.Created}}","name":"caf\u00e9 \"x\"" }""";
        using (var answer = await node.Ect.Send(collection, $$"""{"objects":[{{sent}}]}"""))
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        using var got = await node.Ect.Get(TaxiiClient.At(collection));
        Assert.Equal($$"""{"objects":[{{sent}}]}""", await got.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Section_3_7_empty_collection_is_an_empty_envelope()
    {
        using var got = await node.Ect.Get(TaxiiClient.At(await node.Collection()));
        Assert.Equal("{}", await got.Content.ReadAsStringAsync());
        Assert.False(got.Headers.Contains("X-TAXII-Date-Added-First"));
    }

    [Fact]
    public async Task Section_3_5_pages_are_in_order_of_addition_and_lose_and_repeat_nothing()
    {
        var collection = await node.Collection();
        var ids = Enumerable.Range(0, 10).Select(_ => Stix.Id()).ToArray();
        await node.Ect.MustAdd(collection, [.. ids.Select(id => Stix.Object(id, tlp: null))]);
        Assert.Equal(ids, await node.Ect.Walk(collection));
        var first = await node.Ect.Read(TaxiiClient.At(collection, "objects/?limit=10"));
        Assert.Equal((10, null), (first["objects"]!.AsArray().Count, first["more"]));
        var part = await node.Ect.Read(TaxiiClient.At(collection, "objects/?limit=9"));
        Assert.True((bool)part["more"]!);
    }

    [Fact]
    public async Task Section_3_4_added_after_the_last_header_gives_what_is_new_and_nothing_else()
    {
        var collection = await node.Collection();
        var ids = Enumerable.Range(0, 5).Select(_ => Stix.Id()).ToArray();
        await node.Ect.MustAdd(collection, [.. ids.Select(id => Stix.Object(id, tlp: null))]);
        using var page = await node.Ect.Get(TaxiiClient.At(collection, "objects/?limit=2"));
        var (first, last) = (page.Headers.GetValues("X-TAXII-Date-Added-First").Single(), page.Headers.GetValues("X-TAXII-Date-Added-Last").Single());
        Assert.True(string.CompareOrdinal(first, last) < 0);
        Assert.Equal(ids[2..], (await node.Ect.Objects(collection, $"?added_after={last}")).Select(one => (string?)one["id"]));
        var manifest = (await node.Ect.Read(TaxiiClient.At(collection, "manifest/")))["objects"]!.AsArray();
        Assert.Equal(first, (string?)manifest[0]!["date_added"]);
        Assert.Empty(await node.Ect.Objects(collection, $"?added_after={(string?)manifest[^1]!["date_added"]}"));
    }

    [Fact]
    public async Task Section_5_3_manifest_has_a_line_for_each_object()
    {
        var (collection, id) = (await node.Collection(), Stix.Id());
        await node.Ect.MustAdd(collection, Stix.Object(id, tlp: null), Stix.Object(id, Second, tlp: null));
        var line = (await node.Ect.Read(TaxiiClient.At(collection, "manifest/")))["objects"]!.AsArray().Single()!;
        Assert.Equal((id, Second, "application/stix+json;version=2.1"), ((string)line["id"]!, (string)line["version"]!, (string)line["media_type"]!));
        Assert.Equal(2, (await node.Ect.Read(TaxiiClient.At(collection, "manifest/?match[version]=all")))["objects"]!.AsArray().Count);
        var paged = await node.Ect.Read(TaxiiClient.At(collection, "manifest/?match[version]=all&limit=1"));
        Assert.True((bool)paged["more"]!);
        Assert.Single((await node.Ect.Read(TaxiiClient.At(collection, $"manifest/?match[version]=all&next={(string)paged["next"]!}")))["objects"]!.AsArray());
    }

    [Theory]
    [InlineData("", "t3")]
    [InlineData("match[version]=last", "t3")]
    [InlineData("match[version]=first", "t1")]
    [InlineData("match[version]=first,last", "t1 t3")]
    [InlineData("match[version]=all", "t1 t3 t2")]
    [InlineData("match[version]=2026-03-02T08:00:00Z", "t2")]
    [InlineData("match[version]=2026-03-02T08:00:00.000Z,last", "t3 t2")]
    [InlineData("match[version]=2026-03-03T08:00:00.500Z,last", "t3")]
    [InlineData("match[version]=2030-01-01T00:00:00Z", "")]
    [InlineData("match[spec_version]=2.1", "t3")]
    [InlineData("match[spec_version]=2.0", "")]
    [InlineData("match[spec_version]=2.0,2.1", "t3")]
    [InlineData("match[type]=attack-pattern", "t3")]
    [InlineData("match[type]=report,tool", "")]
    [InlineData("match[type]=attack-pattern,tool&match[version]=all", "t1 t3 t2")]
    [InlineData("match[type]=attack-pattern&match[version]=2026-03-02T08:00:00Z", "t2")]
    public async Task Section_3_4_1_filters(string query, string expected)
    {
        var (collection, id) = (await node.Collection(), Stix.Id());
        // The second version comes last: it is kept, and the third stays the latest.
        await node.Ect.MustAdd(collection, Stix.Object(id, name: "t1", tlp: null));
        await node.Ect.MustAdd(collection, Stix.Object(id, Third, "t3", tlp: null));
        await node.Ect.MustAdd(collection, Stix.Object(id, Second, "t2", tlp: null));
        Assert.Equal(expected, string.Join(' ', (await node.Ect.Objects(collection, $"?{query}")).Select(one => (string?)one["name"])));
        Assert.Equal(expected, string.Join(' ', (await node.Ect.Objects(collection, $"?{query}&match[id]={id}")).Select(one => (string?)one["name"])));
        if (!query.Contains("type", StringComparison.Ordinal))
            Assert.Equal(expected, string.Join(' ', (await node.Ect.Read(TaxiiClient.At(collection, $"objects/{id}/?{query}")))["objects"]?.AsArray().Select(one => (string?)one!["name"]) ?? []));
    }

    [Fact]
    public async Task Section_3_4_1_match_id_gives_those_and_no_others()
    {
        var collection = await node.Collection();
        var ids = Enumerable.Range(0, 3).Select(_ => Stix.Id()).ToArray();
        await node.Ect.MustAdd(collection, [.. ids.Select(id => Stix.Object(id, tlp: null))]);
        Assert.Equal([ids[0], ids[2]], (await node.Ect.Objects(collection, $"?match[id]={ids[2]},{ids[0]},{Stix.Id()}")).Select(one => (string?)one["id"]));
    }

    [Theory]
    [InlineData("added_after=yesterday", "2026-03-01T08:00:00.000Z")]
    [InlineData("added_after=2026-03-01", "2026-03-01T08:00:00.000Z")]
    [InlineData("limit=0", "1 or more")]
    [InlineData("limit=-1", "1 or more")]
    [InlineData("limit=x", "1 or more")]
    [InlineData("next=AAAA", "not given to you")]
    [InlineData("next=", "an earlier answer")]
    [InlineData("match[colour]=red", "knows the fields")]
    [InlineData("match[id]=x", "identifiers")]
    [InlineData("match[type]=", "1 to 100")]
    [InlineData("match[version]=newest", "first, last, all")]
    [InlineData("match[version]=all,last", "stands alone")]
    [InlineData("match[type]=a&match[type]=b", "twice")]
    [InlineData("limit=1&limit=2", "twice")]
    public async Task Section_3_4_filter_that_is_not_understood_is_400(string query, string says)
    {
        foreach (var resource in new[] { "objects", "manifest" })
            Assert.Contains(says, await ResourceTests.Refused(await node.Ect.Get(TaxiiClient.At("knowledge", $"{resource}/?{query}")), HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_is_of_one_party_and_one_collection()
    {
        var (collection, other) = (await node.Collection(), await node.Collection());
        await node.Ect.MustAdd(collection, Stix.Object(Stix.Id()), Stix.Object(Stix.Id()));
        var next = (string)(await node.Ect.Read(TaxiiClient.At(collection, "objects/?limit=1")))["next"]!;
        await node.Ect.Read(TaxiiClient.At(collection, $"objects/?next={next}"));
        await ResourceTests.Refused(await node.Rwg.Get(TaxiiClient.At(collection, $"objects/?next={next}")), HttpStatusCode.BadRequest);
        // Of another collection it says nothing: that is read from its beginning.
        var elsewhere = Stix.Id();
        await node.Ect.MustAdd(other, Stix.Object(elsewhere));
        Assert.Equal([elsewhere], (await node.Ect.Objects(other, $"?next={next}")).Select(one => (string?)one["id"]));
        await ResourceTests.Refused(await node.Ect.Get(TaxiiClient.At(collection, $"objects/?next=B{next[1..]}")), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Section_5_8_versions_are_in_order_of_addition()
    {
        var (collection, id) = (await node.Collection(), Stix.Id());
        await node.Ect.MustAdd(collection, Stix.Object(id));
        await node.Ect.MustAdd(collection, Stix.Object(id, Third));
        await node.Ect.MustAdd(collection, Stix.Object(id, Second));
        var read = await node.Ect.Read(TaxiiClient.At(collection, $"objects/{id}/versions/"));
        Assert.Equal([Stix.Created, "2026-03-03T08:00:00.500Z", Second], read["versions"]!.AsArray().Select(version => (string?)version));
        await ResourceTests.Refused(await node.Ect.Get(TaxiiClient.At(collection, $"objects/{Stix.Id()}/versions/")), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Section_5_7_deleted_objects_are_gone_and_a_version_alone_can_be_deleted()
    {
        var (collection, id) = (await node.Collection(), Stix.Id());
        await node.Ect.MustAdd(collection, Stix.Object(id, name: "t1"), Stix.Object(id, Second, "t2"));
        Assert.Equal(HttpStatusCode.OK, (await Delete(collection, $"{id}/?match[version]={Second}")).StatusCode);
        Assert.Equal("t1", (string?)(await node.Ect.Objects(collection)).Single()["name"]);
        await ResourceTests.Refused(await Delete(collection, $"{id}/?match[version]={Second}"), HttpStatusCode.NotFound);
        // What somebody else brought, others may not delete.
        await ResourceTests.Refused(await node.Rwg.Http.DeleteAsync(new Uri(TaxiiClient.At(collection, $"objects/{id}/"), UriKind.Relative)), HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.OK, (await Delete(collection, $"{id}/")).StatusCode);
        await ResourceTests.Refused(await node.Ect.Get(TaxiiClient.At(collection, $"objects/{id}/")), HttpStatusCode.NotFound);
        await ResourceTests.Refused(await Delete(collection, $"{id}/"), HttpStatusCode.NotFound);
        Assert.Empty(await node.Ect.Objects(collection, "?match[version]=all"));
    }

    [Theory]
    [InlineData(null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/stix+json;version=2.1", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/taxii+json;version=2.0", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/taxii+json", HttpStatusCode.Accepted)]
    public async Task Section_5_5_body_of_another_type_is_415(string? media, HttpStatusCode status)
    {
        using var answer = await node.Ect.Send(await node.Collection(), Stix.Envelope(Stix.Object(Stix.Id())).ToJsonString(), media);
        if (status == HttpStatusCode.Accepted)
            Assert.Equal(status, answer.StatusCode);
        else
            await ResourceTests.Refused(answer, status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"objects\":{}}")]
    [InlineData("{\"objects\":[]}")]
    [InlineData("{\"objects\":[{\"a\":")]
    [InlineData("{\"objects\":[]} {}")]
    [InlineData("{\"objects\":[],\"objects\":[]}")]
    public async Task Section_5_5_body_that_is_no_envelope_is_422(string body) =>
        Assert.NotEmpty(await ResourceTests.Refused(await node.Ect.Send("knowledge", body), HttpStatusCode.UnprocessableEntity));

    [Fact]
    public async Task Section_5_5_body_that_is_too_long_is_413_whether_or_not_its_length_is_said()
    {
        var large = Encoding.UTF8.GetBytes("{\"objects\":[\"" + new string('x', 33 << 20));
        foreach (var chunked in new[] { false, true })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, TaxiiClient.At("knowledge")) { Content = new ByteArrayContent(large) };
            request.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(TaxiiClient.Media);
            request.Headers.TransferEncodingChunked = chunked;
            request.Headers.ExpectContinue = true;
            await ResourceTests.Refused(await node.Ect.Http.SendAsync(request), HttpStatusCode.RequestEntityTooLarge);
        }
    }

    Task<HttpResponseMessage> Delete(string collection, string rest) => node.Ect.Http.DeleteAsync(new Uri(TaxiiClient.At(collection, $"objects/{rest}"), UriKind.Relative));
}
