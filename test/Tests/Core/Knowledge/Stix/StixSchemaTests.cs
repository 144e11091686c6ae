using System.Text.Json;
using CsCheck;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Core.Knowledge.Stix;

public class StixSchemaTests
{
    // Observables have forms of their own (addresses, hashes); a node writes none.
    public static TheoryData<string> Types => [.. StixTypes.All.Values.Where(type => type.Family != StixFamily.Observable && type.Name != "observed-data").Select(type => type.Name)];

    // What our own rules let through the published schemas let through as well, type by type; Attack Flow's forbids what it does not know.
    [Theory]
    [MemberData(nameof(Types))]
    public void What_we_take_the_published_schemas_take(string type) => AnyStix.Of(type).Sample(
        properties =>
        {
            if (type.StartsWith("attack-", StringComparison.Ordinal) && type != "attack-pattern")
                properties = new([.. properties.Where(property => !property.Key.StartsWith("x_", StringComparison.Ordinal)).Select(property => KeyValuePair.Create(property.Key, property.Value?.DeepClone()))]);
            var wrong = StixSchemas.Wrong(JsonSerializer.SerializeToElement(properties));
            Assert.True(wrong is null, wrong);
        }, iter: 8);

    [Fact]
    public void Marking_definitions_hold_the_published_schema()
    {
        foreach (var mark in Enum.GetValues<Tlp>().Select(Marks.Of).Concat(Enum.GetValues<Pap>().Select(Marks.Of)))
            Assert.Null(StixSchemas.Wrong(mark.Json));
    }

    [Fact]
    public void The_check_can_fail() =>
        Assert.NotNull(StixSchemas.Wrong(JsonDocument.Parse("""{"type":"identity","spec_version":"2.1","id":"identity--6d1a2e6c-7f0b-4a43-9a52-8d0c1f6b3e21","created":"2026-03-01T02:10:00.000Z","modified":"2026-03-01T02:10:00.000Z","sectors":[]}""").RootElement));
}
