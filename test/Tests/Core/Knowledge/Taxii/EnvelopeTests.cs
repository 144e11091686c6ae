using System.Text;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Core.Knowledge.Taxii;

public sealed class EnvelopeTests
{
    const string Good = """{"type":"tool","spec_version":"2.1","id":"tool--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061","created":"2026-03-01T08:00:00Z","modified":"2026-03-01T08:00:00Z"}""";

    [Fact]
    public void Head_holds_every_mark_and_mention_at_any_depth()
    {
        var head = One("""
            {"type":"report","spec_version":"2.1","id":"report--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061","created":"2026-03-01T08:00:00Z","modified":"2026-03-02T08:00:00.10Z",
            "created_by_ref":"identity--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0062","object_refs":["tool--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0063","report--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061","tool--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0063"],
            "extensions":{"extension-definition--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0064":{"deep":[{"start_ref":"tool--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0065"}]}},
            "object_marking_refs":["marking-definition--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0066"],
            "granular_markings":[{"marking_ref":"marking-definition--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0067","selectors":["name"]}]}
            """).Head!;
        Assert.Equal(("report", "2026-03-02T08:00:00.1", "2026-03-02T08:00:00.10Z"), (head.Type, head.Version, head.VersionText));
        Assert.Equal(["2", "3", "5"], head.Mentions.Select(id => id[^1..]));
        Assert.Equal(["6", "7"], head.Marks.Select(id => id[^1..]));
    }

    [Theory]
    [InlineData("[]", "must begin with {")]
    [InlineData("{\"objects\":[]", "not JSON")]
    [InlineData("{\"objects\":{}}", "are a list")]
    [InlineData("{\"a\":1,\"a\":2}", "a name twice")]
    [InlineData("{} {}", "not JSON")]
    public void What_is_no_envelope_is_told(string text, string says) => Assert.Contains(says, Read(text).Complaint!.Sentence, StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"objects\":[{\"a\":1,\"b\":{\"a\":1,\"a\":2}}]}", "\"a\" twice")]
    [InlineData("{\"objects\":[{\"id\":\"TOOL--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061\"}]}", "no identifier")]
    [InlineData("{\"objects\":[{\"id\":\"tool--0C7B5B88-8ff7-4a4d-aa9d-feb398cd0061\"}]}", "no identifier")]
    [InlineData("{\"objects\":[{\"id\":{\"a\":1}}]}", "no text")]
    [InlineData("{\"objects\":[{\"x_ref\":7}]}", "no identifier")]
    [InlineData("{\"objects\":[{\"x_refs\":[[\"a\"],{}]}]}", "no identifier")]
    [InlineData("{\"objects\":[{\"x_refs\":\"a\"}]}", "no list")]
    [InlineData("{\"objects\":[{}]}", "no id")]
    [InlineData("{\"objects\":[{\"name\":\"\\ud800\"}]}", "half a character")]
    [InlineData("{\"objects\":[{\"\\udc00\":1}]}", "half a character")]
    public void Bad_object_costs_itself_alone(string text, string says)
    {
        var items = Read($"{text[..^2]},{Good}]}}").Value.Items;
        Assert.Contains(says, items[0].Wrong, StringComparison.Ordinal);
        Assert.NotNull(items[^1].Head);
    }

    [Fact]
    public void Limits_are_kept()
    {
        var limits = new ObjectLimits(2, 400, 4, 5);
        Assert.Contains("more than 2 objects", Envelope.Read(Encoding.UTF8.GetBytes($"{{\"objects\":[{Good},{Good},{Good}]}}"), limits).Complaint!.Sentence, StringComparison.Ordinal);
        foreach (var (extra, says) in new[] { ($"\"name\":\"{new string('x', 400)}\"", "at most 400"), ("\"x\":[[[[[]]]]]", "deeper than 4"), ("\"x\":{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1}", "more than 5 names") })
        {
            var read = Envelope.Read(Encoding.UTF8.GetBytes($"{{\"objects\":[{{\"id\":\"tool--0c7b5b88-8ff7-4a4d-aa9d-feb398cd0061\",\"type\":\"tool\",{extra}}},{Good}]}}"), limits);
            Assert.Contains(says, read.Value.Items[0].Wrong, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Order_of_more_next_and_objects_does_not_matter_and_what_is_unknown_is_passed_over()
    {
        foreach (var text in new[] { $"{{\"x\":[{{}}],\"more\":true,\"next\":\"a\",\"objects\":[{Good}]}}", $"{{\"objects\":[{Good}],\"next\":\"a\",\"y\":{{\"objects\":7}},\"more\":true}}" })
        {
            var read = Read(text).Value;
            Assert.Equal((true, "a", Good), (read.More, read.Next, Encoding.UTF8.GetString(read.Items.Single().Bytes.Span)));
        }
    }

    static Parsed<Envelope> Read(string text) => Envelope.Read(Encoding.UTF8.GetBytes(text), ObjectLimits.Default);

    static EnvelopeItem One(string text) => Read($"{{\"objects\":[{text}]}}").Value.Items.Single();
}
