using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Knooppunt.Knowledge.Stix;

namespace Knooppunt.Tests.Core.Knowledge.Stix;

public class StixRoundTripTests
{
    public static TheoryData<string> Types => [.. StixTypes.All.Keys, "x-port-something"];

    [Theory]
    [MemberData(nameof(Types))]
    public void What_comes_in_goes_out_with_everything_that_nobody_here_knows(string type) => AnyStix.Of(type).Sample(
        properties =>
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(properties);
            var read = StixObject.Read(bytes, "test");
            Assert.True(read.Ok, read.Complaint?.ToString());
            var written = read.Value.ToBytes();
            var again = StixObject.Read(written, "test").Value;
            Assert.Equal(written, again.ToBytes());
            Assert.True(JsonNode.DeepEquals(properties, JsonNode.Parse(written)));
            Assert.Equal(properties.Select(property => property.Key), again.Json.EnumerateObject().Select(property => property.Name));
            Assert.Contains("1.0500e2", Encoding.UTF8.GetString(written), StringComparison.Ordinal);
            Assert.Equal((type, properties["id"]!.GetValue<string>()), (again.Type, again.Id.ToString()));
        }, iter: 30);

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_property_that_must_be_there_is_missed(string type) => AnyStix.Of(type).Sample(
        properties =>
        {
            // A type of others may be an observable: it has a type and an id.
            foreach (var property in StixTypes.Of(type).Properties.Where(property => property.Required && (StixTypes.All.ContainsKey(type) || property.Name is "type" or "id")))
            {
                var without = properties.DeepClone().AsObject();
                without.Remove(property.Name);
                var read = StixReader.Read(Bundle(without), "test").Value;
                Assert.Empty(read.Objects);
                Assert.Equal(property.Name, Assert.Single(read.Refusals).Path);
            }
        }, iter: 3);

    [Fact]
    public void A_bundle_keeps_its_objects_in_order_and_its_bytes() => Gen.OneOf([.. StixTypes.All.Keys]).SelectMany(AnyStix.Of).Array[1, 20].Sample(
        objects =>
        {
            var read = StixReader.Read(Bundle(objects), "test").Value;
            Assert.Empty(read.Refusals);
            Assert.Equal(objects.Select(one => one["id"]!.GetValue<string>()), read.Objects.Select(one => one.Id.ToString()));
            foreach (var indented in new[] { false, true })
            {
                var written = StixWriter.ToBytes(read, indented);
                Assert.Equal(written, StixWriter.ToBytes(StixReader.Read(written, "test").Value, indented));
            }
        }, iter: 50);

    internal static byte[] Bundle(params JsonObject[] objects) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["type"] = "bundle",
        ["id"] = "bundle--5d0092c5-5f74-4287-9642-33f4c354e56d",
        ["objects"] = new JsonArray([.. objects.Select(one => one.DeepClone())]),
    });
}
