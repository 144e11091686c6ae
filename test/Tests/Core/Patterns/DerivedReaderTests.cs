using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Patterns;

public sealed class DerivedReaderTests
{
    [Theory]
    [InlineData("{kind: route}", "a corridor with a width, or zones in order")]
    [InlineData("{kind: route, zones: [a]}", "two to 1000 positions or zones")]
    [InlineData("{kind: route, zones: [a, b, a]}", "stands twice")]
    [InlineData("{kind: route, zones: [a, b], width: 3}", "belongs to a corridor")]
    [InlineData("{kind: route, corridor: [{lat: 52, lon: 4}, {lat: 52, lon: 5}]}", "\"width\" belongs to a corridor")]
    [InlineData("{kind: route, corridor: [[52, 4]], width: 3}", "is written {lat: 51.98, lon: 4.05}")]
    [InlineData("{kind: route, corridor: [{lat: 520, lon: 4}], width: 3}", "is written {lat: 51.98, lon: 4.05}")]
    [InlineData("{kind: baseline, days: 90d}", "\"days\" must be a number.")]
    [InlineData("{kind: baseline, days: 0}", "from 1 to 3653")]
    [InlineData("{kind: baseline, days: 1e9}", "from 1 to 3653")]
    [InlineData("{kind: baseline, where: [a]}", "must be a map of fields")]
    [InlineData("{kind: baseline, where: {a: [b]}}", "must be one value")]
    [InlineData("{kind: encounter, distance: 0}", "must be above zero")]
    [InlineData("{kind: encounter, distance: near}", "\"distance\" must be a number.")]
    [InlineData("{kind: encounter, duration: -5}", "must be zero or more")]
    [InlineData("{kind: encounter, duration: long}", "30s, 10m, 1h, 7d or 2w")]
    public void A_wrong_parameter_is_a_complaint_that_says_what_would_be_right(string derived, string sentence) =>
        Assert.Contains(PatternFile.Parse("p.yml", $"title: T\nderived: {derived}\n").Complaints, complaint => complaint.Sentence.Contains(sentence, StringComparison.Ordinal) && complaint.Place is { Line: 2, Column: > 0 });

    [Theory]
    [InlineData("{kind: stay}", "No rule reads \"stay\"")]
    [InlineData("{kind: stay, from: plate_reed}", "\"plate_reed\" is not an observation type")]
    [InlineData("{kind: baseline, key: 'plate, wheels'}", "The field \"wheels\" is not in docs/taxonomy.md.")]
    [InlineData("{kind: baseline, where: {colour: red}}", "The field \"colour\" is not in docs/taxonomy.md.")]
    [InlineData("{kind: baseline, days: 10}", "it can never speak")]
    [InlineData("{kind: stay}", "without them everything stays")]
    [InlineData("{kind: drift, min-speed: 6}", "it can never speak")]
    [InlineData("{kind: drift, angle: 90}", "it can never speak")]
    [InlineData("{kind: novelty, key: ' , '}", "all things would be one")]
    [InlineData("{kind: stay, zone: z, name: gate_visit}", "is what sources deliver")]
    public void What_cannot_be_meant_is_doubted(string derived, string sentence) =>
        Assert.Contains(PatternLint.Check(PatternFile.Parse("p.yml", $"title: T\nderived: {derived}\n").Documents), complaint => complaint.Sentence.Contains(sentence, StringComparison.Ordinal) && complaint.Place is { Line: 2, Column: 10 });
}
