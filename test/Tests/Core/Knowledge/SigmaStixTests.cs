using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Core.Knowledge;

/// <summary>A file of Sigma as an indicator.</summary>
public sealed class SigmaStixTests
{
    const string Id = "7b7d4f3e-1111-4222-8333-444455556666";

    [Theory]
    [InlineData("title: Someone's pass", "Someone's pass")]
    [InlineData("title: 'Pas geleend'", "Pas geleend")]
    [InlineData("title:   ", Id)]
    [InlineData("author: nobody", Id)]
    public void Name_is_the_title_or_else_the_id(string line, string name) => Assert.Equal(name, Of($"{line}\nid: {Id}\n").Value[1].Text("name"));

    [Fact]
    public void Same_file_gives_the_same_objects_and_a_later_day_a_later_version()
    {
        var text = $"title: a\nid: {Id}\ndate: 2026-03-01\n";
        var (first, again, later) = (Of(text).Value[1], Of(text).Value[1], Of(text + "modified: 2026/04/01\n").Value[1]);
        Assert.Equal(first.Json.GetRawText(), again.Json.GetRawText());
        Assert.Equal((first.Id, first.Time("created")), (later.Id, later.Time("created")));
        Assert.True(later.Time("modified") > first.Time("modified"));
        Assert.NotEqual(first.Id, SigmaStix.Of(text, "antwerpen", "x.yml", Tlp.Amber).Value[1].Id);
    }

    [Fact]
    public void What_could_not_be_known_again_or_is_too_long_is_refused()
    {
        Assert.Contains("has an id", Of("title: a\n").Complaint!.Sentence, StringComparison.Ordinal);
        Assert.Contains("at most", Of($"id: {Id}\n" + new string('#', SigmaStix.Longest)).Complaint!.Sentence, StringComparison.Ordinal);
    }

    static Parsed<StixObject[]> Of(string text) => SigmaStix.Of(text, "zeeland", "x.yml", Tlp.Amber);
}
