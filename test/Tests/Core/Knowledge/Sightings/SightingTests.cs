using CsCheck;
using Knooppunt.Knowledge.Sightings;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Core.Knowledge.Sightings;

/// <summary>What leaves of a week, and that nobody can subtract a small group out of it.</summary>
public sealed class SightingTests
{
    static readonly IsoWeek Week = new(2026, 48);
    static readonly StixId Node = StixId.Named("identity", "node/vlissingen"), Indicator = StixId.Named("indicator", "x");

    // Signals of a week: few subjects, so that small groups come up.
    static readonly Gen<(string, bool?)[]> Signals = Gen.Select(Gen.Int[1, 14], Gen.Int[0, 2]).Array[0, 40].Select(all => all.Select(one => ($"s{one.Item1}", one.Item2 switch { 0 => true, 1 => (bool?)false, _ => null })).ToArray());

    [Theory]
    [InlineData("2026-11-23T00:00:00Z", "2026-W48")]
    [InlineData("2026-11-29T23:59:59.999Z", "2026-W48")]
    [InlineData("2026-12-31T12:00:00Z", "2026-W53")]
    [InlineData("2027-01-03T23:00:00Z", "2026-W53")]
    [InlineData("2024-12-30T00:00:00Z", "2025-W01")]
    public void Week_is_the_one_of_ISO_8601(string moment, string week) => Assert.Equal(week, IsoWeek.Of(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture)).ToString());

    // Its last moment is no date any more: whoever sends it is told so like any other.
    [Fact]
    public void Week_in_which_the_calendar_ends_is_none() => Assert.Null(IsoWeek.Within(new(9999, 12, 27, 0, 0, 0, TimeSpan.Zero), DateTimeOffset.MaxValue));

    [Fact]
    public void No_week_of_fewer_than_five_subjects_leaves_and_no_part_of_one() => Signals.Sample(signals =>
    {
        var tally = WeekTally.Of(Week, signals);
        var told = SightingRule.First(tally);
        Assert.Equal(signals.Select(one => one.Item1).Distinct().Count() >= 5, told is not null);
        if (told is null)
            return;
        Assert.Equal(signals.Length, told.Hits);
        if (told.Parts is not var (confirmed, dismissed))
            return;
        // Whoever reads it can subtract: none of the three groups may be of one to four subjects.
        foreach (var verdict in new bool?[] { true, false, null })
            Assert.True(signals.Where(one => one.Item2 == verdict).Select(one => one.Item1).Distinct().Count() is 0 or >= 5);
        Assert.Equal((signals.Count(one => one.Item2 == true), signals.Count(one => one.Item2 == false)), (confirmed, dismissed));
    });

    // What a later version adds to an earlier one tells of at least five subjects, or of nothing.
    [Fact]
    public void No_two_versions_of_a_week_differ_by_a_small_group() => Gen.Select(Signals, Signals).Sample((first, added) =>
    {
        var before = WeekTally.Of(Week, first);
        var now = WeekTally.Of(Week, [.. first, .. added]);
        if (SightingRule.First(before) is not { } told || SightingRule.Recount([before], told, now) is not { } next)
            return;
        Assert.NotEqual(told, next);
        if (next.Hits != told.Hits)
            Assert.True(Math.Abs(now.Hits.Subjects - before.Hits.Subjects) >= 5);
        if (told.Parts is not var (confirmed, dismissed))
            return;
        var (confirmedNow, dismissedNow) = next.Parts!.Value;
        Assert.True(confirmed == confirmedNow || Math.Abs(now.Confirmed.Subjects - before.Confirmed.Subjects) >= 5);
        Assert.True(dismissed == dismissedNow || Math.Abs(now.Dismissed.Subjects - before.Dismissed.Subjects) >= 5);
        Assert.True(told.Hits - confirmed - dismissed == next.Hits - confirmedNow - dismissedNow || Math.Abs(now.Open.Subjects - before.Open.Subjects) >= 5);
    });

    [Fact]
    public void One_more_is_not_told_and_five_more_are()
    {
        WeekTally Of(int subjects) => WeekTally.Of(Week, [.. Enumerable.Range(0, subjects).Select(at => ($"s{at}", (bool?)true))]);
        var told = SightingRule.First(Of(5))!;
        Assert.Equal(new(5, (5, 0)), told);
        Assert.Null(SightingRule.First(Of(4)));
        Assert.Null(SightingRule.Recount([Of(5)], told, Of(5)));
        Assert.Null(SightingRule.Recount([Of(5)], told, Of(6)));
        Assert.Null(SightingRule.Recount([Of(5)], told, Of(4)));
        Assert.Equal(new(10, (10, 0)), SightingRule.Recount([Of(5)], told, Of(10)));
        // Nor by subtracting from a version before the last: 9 differs enough from 14, and not from 8.
        Assert.Null(SightingRule.Recount([Of(8), Of(14)], SightingRule.First(Of(14))!, Of(9)));
        Assert.Equal(new(8, (8, 0)), SightingRule.Recount([Of(8), Of(14)], SightingRule.First(Of(14))!, Of(8)));
    }

    [Fact]
    public void Sighting_comes_back_the_same_has_one_id_and_holds_no_subject() => Gen.Select(Gen.OneOf(Gen.Const(0), Gen.Int[5, 30_000]).Array[3].Where(groups => groups.Sum() > 0), Gen.Int[0, 2], Gen.Bool, Gen.Int[1, 52]).Sample((groups, tlp, parts, number) =>
    {
        var hits = groups.Sum();
        var sighting = new WeekSighting(Indicator, Node, new(2026, number), new(hits, parts ? (groups[0], groups[1]) : null));
        var written = SightingStix.Write(sighting, (Tlp)tlp, Pap.Green);
        Assert.Equal(written.ToBytes(), SightingStix.Write(sighting, (Tlp)tlp, Pap.Green).ToBytes());
        Assert.Equal(sighting, SightingStix.Read(written, "theirs").Value);
        var recounted = SightingStix.Write(sighting with { Counts = new(hits + 9, null) }, (Tlp)tlp, Pap.Green, sighting.Week.Ends.AddDays(9));
        Assert.Equal((written.Id, true), (recounted.Id, recounted.Version > written.Version));
        Assert.Empty(written.Refs("observed_data_refs"));
    });

    [Theory]
    [InlineData("count", "4", "at least 5")]
    [InlineData("first_seen", "\"2026-11-24T00:00:00.000Z\"", "ISO week")]
    [InlineData("observed_data_refs", "[\"observed-data--0e0c2c86-6c0b-4a55-9c57-0e2f6c0d9b77\"]", "counts only")]
    [InlineData("where_sighted_refs", "[\"location--0e0c2c86-6c0b-4a55-9c57-0e2f6c0d9b77\"]", "one identity")]
    [InlineData("sighting_of_ref", "\"malware--0e0c2c86-6c0b-4a55-9c57-0e2f6c0d9b77\"", "no sighting of an indicator")]
    public void What_is_no_count_per_week_is_refused_in_a_sentence(string property, string value, string because)
    {
        var properties = SightingStix.Write(new(Indicator, Node, Week, new(12, (5, 7))), Tlp.Green, Pap.Green).ToProperties();
        properties[property] = System.Text.Json.Nodes.JsonNode.Parse(value);
        var read = SightingStix.Read(StixObject.From(properties), "theirs");
        Assert.False(read.Ok);
        Assert.Contains(because, read.Complaint!.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, 7, "no more than the count")]
    [InlineData(4, 8, "never sent")]
    [InlineData(7, 1, "never sent")]
    [InlineData(5, 5, "never sent")]
    public void More_judged_than_counted_or_a_small_group_is_refused(int confirmed, int dismissed, string because) =>
        Assert.Contains(because, SightingStix.Read(SightingStix.Write(new(Indicator, Node, Week, new(12, (confirmed, dismissed))), Tlp.Green, Pap.Green), "theirs").Complaint!.Sentence, StringComparison.Ordinal);
}
