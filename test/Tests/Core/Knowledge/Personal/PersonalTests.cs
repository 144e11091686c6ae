using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;
using Knooppunt.Knowledge.Personal;
using Knooppunt.Knowledge.Taxii;

namespace Knooppunt.Tests.Core.Knowledge.Personal;

/// <summary>No data about persons comes in as knowledge; what only looks alike does.</summary>
public sealed partial class PersonalTests
{
    [Theory]
    [InlineData("mail jan.jansen@haven.example", "an e-mail address", 5)]
    [InlineData("Bel 06-12345678", "a number as of a telephone or account", 4)]
    [InlineData("+31 (6) 12 34 56 78", "a number as of a telephone or account", 1)]
    [InlineData("Bel 06\u201312\u00A034\u201156 78", "a number as of a telephone or account", 4)]
    [InlineData("op NL91ABNA0417164300", "a number as of a telephone or account", 11)]
    [InlineData("met GB-123-X door de poort", "a number plate", 4)]
    [InlineData("met GB 123 X door de poort", "a number plate", 4)]
    [InlineData("detection:\n  a:\n    plate: GB-123-X\n", "a number plate", 27)]
    public void What_leads_to_a_person_is_found_where_it_stands(string text, string kind, int start) => Assert.Equal(new PersonalFind(kind, start), PersonalText.Find(text));

    [Theory]
    [InlineData("")]
    [InlineData("Zonder cijfers")]
    [InlineData("id: 4f2d1234-1111-4222-8333-444455556666")]
    [InlineData("Op 2026-10-02 14:00 aan kade 1187, tot 2026-10-02T14:00:00.123456789Z")]
    [InlineData("TCLU4265787 woog 24.000 kg")]
    [InlineData("naar 198.51.100.123 en 203.0.113.254")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("https://example.org/status/1167358457344925696 en CVE-2021-44228")]
    [InlineData("Base64 en T1059.001 en attack.t1053.005")]
    [InlineData("timespan: 14d\ngte: 25000\n@quay")]
    public void What_only_looks_alike_is_passed_over(string text) => Assert.Null(PersonalText.Find(text));

    /// <summary>The plain rules, as one writes them down: an address, and nine digits or more with little between them.</summary>
    [Fact]
    public void Addresses_and_numbers_are_found_as_the_plain_rules_find_them()
    {
        Gen.OneOf(Gen.String[Gen.OneOf('a', 'é', '-', '.', '@', '_', ' ', '7'), 0, 60], Gen.String[Gen.OneOf('a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', '@', '.'), 0, 400])
            .Sample(text => Assert.Equal(PlainAddress().Match(text) is { Success: true, Index: var at } ? at : (int?)null, PersonalText.AddressIn(text)), iter: 5_000);
        Gen.String[Gen.OneOf('0', '6', '7', '(', ' ', 'x', '\u00A0'), 0, 60]
            .Sample(text => Assert.Equal(PlainNumber().Match(text) is { Success: true, Index: var at } ? at : (int?)null, PersonalText.Find(text) is { Kind: "a number as of a telephone or account", Start: var start } ? start : (int?)null), iter: 5_000);
    }

    [Fact]
    public void What_is_harmless_hides_nothing_beside_it()
    {
        var harmless = Gen.OneOf("4f2d1234-1111-4222-8333-444455556666", "2026-10-02 14:00", "2026-10-02T14:00:00.123Z", "198.51.100.123", "https://example.org/1167358457344925696", "CVE-2021-44228", "kade 12", "e3b0c44298fc1c149afbf4c8996fb924", "Base64");
        Gen.Select(harmless.Array[0, 6], Gen.OneOf("0612345678", "GB-123-X", "06 12 34 56 78", "jan@haven.example"), harmless.Array[0, 6]).Sample((before, harm, after) =>
        {
            Assert.Null(PersonalText.Find(string.Join(", ", before)));
            var found = PersonalText.Find(string.Join(", ", [.. before, harm, .. after]));
            Assert.Equal(before.Sum(one => one.Length + 2), found!.Value.Start);
        }, iter: 500);
    }

    [GeneratedRegex(@"[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(\.[\p{L}\d-]{1,63})+")]
    private static partial Regex PlainAddress();

    [GeneratedRegex(@"\d([ .()\u00A0\u2011\u2013-]{0,2}\d){8,}")]
    private static partial Regex PlainNumber();

    [Theory]
    [InlineData("""{"name":"x","description":"Vraag 0612345678"}""", "description seems to hold a number as of a telephone or account, at character 7")]
    [InlineData("""{"external_references":[{"source_name":"a"},{"source_name":"b","description":"aan jan@haven.example"}]}""", "external_references[1].description seems to hold an e-mail address, at character 5")]
    [InlineData("""{"external_references":[{"source_name":"a","url":"https://jan:x@haven.example/1167358457344925696"}]}""", "external_references[0].url seems to hold an e-mail address")]
    [InlineData("""{"extensions":{"extension-definition--4f2d1234-1111-4222-8333-444455556666":{"extension_type":"property-extension","rows":[["GB-123-X"]]}}}""", ".rows[0][0] seems to hold a number plate")]
    [InlineData("""{"x_0612345678":"a"}""", "looks like a number")]
    [InlineData("""{"jan@haven.example":"a"}""", "looks like an e-mail address")]
    [InlineData("""{"d\u0061te_of_birth":true}""", "date_of_birth is about a person")]
    [InlineData("""{"name":"Bel 0612345678--4f2d1234-1111-4222-8333-444455556666"}""", "name seems to hold a number")]
    [InlineData("""{"type":"threat-actor","date_of_birth":"1990-01-01"}""", "date_of_birth is about a person")]
    [InlineData("""{"type":"artifact","payload_bin":"aGFsbG8="}""", "payload_bin is content that cannot be looked through")]
    [InlineData("""{"type":"observed-data","objects":{"0":{"type":"artifact","payload_bin":"aGFsbG8="}}}""", "objects.0.payload_bin is content that cannot be looked through")]
    [InlineData("""{"type":"identity","contact_information":"jan@haven.example"}""", "contact_information seems to hold")]
    public void Object_is_refused_with_the_path_and_the_rule(string json, string says)
    {
        var refusal = PersonalObject.Refusal(Encoding.UTF8.GetBytes(json), ObjectKind.Other);
        Assert.Contains(says, refusal, StringComparison.Ordinal);
        Assert.Contains("AVG art. 5", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"identity","contact_information":"meldpunt@haven.example"}""", ObjectKind.Frame)]
    [InlineData("""{"external_references":[{"source_name":"a","url":"https://haven.example/1167358457344925696"}],"created":"2026-03-01T08:00:00.123456Z","id":"report--4f2d1234-1111-4222-8333-444455556666","count":612345678}""", ObjectKind.Other)]
    public void Object_without_is_taken(string json, ObjectKind kind) => Assert.Null(PersonalObject.Refusal(Encoding.UTF8.GetBytes(json), kind));

    [Fact]
    public void Wherever_an_address_stands_it_is_found()
    {
        var path = Gen.OneOf("name", "description", "x_text", "list[]").Array[1, 6];
        path.Sample(steps =>
        {
            JsonNode node = JsonValue.Create("bel jan@haven.example, of niet")!;
            foreach (var step in steps.Reverse())
                node = step.EndsWith("[]", StringComparison.Ordinal) ? new JsonObject { [step[..^2]] = new JsonArray("niets", node) } : new JsonObject { ["other"] = "Kade 12", [step] = node };
            var where = string.Join('.', steps.Select(step => step.Replace("[]", "[1]", StringComparison.Ordinal)));
            Assert.StartsWith($"{where} seems to hold an e-mail address, at character 5", PersonalObject.Refusal(Encoding.UTF8.GetBytes(node.ToJsonString()), ObjectKind.Other), StringComparison.Ordinal);
        }, iter: 200);
    }

    /// <summary>Rules of others keep coming in: of those of SigmaHQ no more than one in thirty holds what has the form, and most of that is an address or a number indeed.</summary>
    [Fact]
    public void Rules_of_others_are_seldom_refused()
    {
        // Each tenth: all of them take a second.
        var rules = SigmaHq().Where((_, at) => at % 10 == 0).ToList();
        var found = rules.Select(PersonalText.Find).Where(one => one is not null).GroupBy(one => one!.Value.Kind).ToDictionary(kind => kind.Key, kind => kind.Count());
        Assert.InRange(found.Values.Sum(), 1, rules.Count / 30);
    }

    static List<string> SigmaHq()
    {
        var path = SharedData.Path("data", "sigmahq-rules.tar.gz");
        using var file = File.OpenRead(path);
        using var unpacked = new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionMode.Decompress);
        using var tar = new System.Formats.Tar.TarReader(unpacked);
        var rules = new List<string>();
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.Name.EndsWith(".yml", StringComparison.Ordinal) && entry.DataStream is { } data)
                rules.Add(new StreamReader(data).ReadToEnd());
        }

        return rules;
    }
}
