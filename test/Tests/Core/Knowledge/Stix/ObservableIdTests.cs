using System.Text.Json.Nodes;
using Knooppunt.Knowledge.Stix;

namespace Knooppunt.Tests.Core.Knowledge.Stix;

public class ObservableIdTests
{
    // Ids that every tool of the field makes of these.
    [Theory]
    [InlineData("ipv4-addr", """{"value":"198.51.100.3"}""", "ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4")]
    [InlineData("domain-name", """{"value":"example.com","resolves_to_refs":["ipv4-addr--ff26c055-6336-5bc5-b98d-13d6226742dd"]}""", "domain-name--bedb4899-d24b-5401-bc86-8f6b4cc18ec7")]
    [InlineData("ipv6-addr", """{"value":"2001:db8::1"}""", "ipv6-addr--6469e3a9-b053-5e34-a025-9396ae051d26")]
    [InlineData("autonomous-system", """{"number":15139,"name":"Slime Industries"}""", "autonomous-system--3aa27478-50b5-5ab8-9da9-cdc12b657fff")]
    public void The_id_follows_from_what_contributes(string type, string properties, string id) =>
        Assert.Equal(id, ObservableId.Of(type, JsonNode.Parse(properties)!.AsObject()).ToString());

    [Fact]
    public void Of_several_hashes_one_counts_and_a_process_has_no_such_id()
    {
        JsonObject With(params string[] names) => new() { ["hashes"] = new JsonObject([.. names.Select(name => KeyValuePair.Create(name, (JsonNode?)name))]) };
        Assert.Equal(ObservableId.Of("file", With("MD5")), ObservableId.Of("file", With("SHA-512", "SHA-256", "MD5")));
        Assert.NotEqual(ObservableId.Of("file", With("MD5")), ObservableId.Of("file", With("SHA-256")));
        Assert.Null(ObservableId.Of("process", new JsonObject { ["pid"] = 1 }));
        Assert.Null(ObservableId.Of("file", new JsonObject { ["size"] = 1 }));
    }

    // RFC 8785, section 3.2.2 and appendix B.
    [Theory]
    [InlineData("""{"b":2,"a":[1, 2.50 ,1e30],"\u20ac":"\u000a\u00e9\"\\"}""", """{"a":[1,2.5,1e+30],"b":2,"€":"\né\"\\"}""")]
    [InlineData("333333333.33333329", "333333333.3333333")]
    [InlineData("4.50", "4.5")]
    [InlineData("2e-3", "0.002")]
    [InlineData("0.000000000000000000000000001", "1e-27")]
    [InlineData("-0", "0")]
    [InlineData("1e21", "1e+21")]
    [InlineData("1e20", "100000000000000000000")]
    [InlineData("9007199254740994", "9007199254740994")]
    [InlineData("-5e-324", "-5e-324")]
    public void Json_has_one_form(string json, string canonical) => Assert.Equal(canonical, ObservableId.Canonical(JsonNode.Parse(json)));
}
