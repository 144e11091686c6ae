using Knooppunt.Node.Shell;
using Knooppunt.Node.Signals;
using Knooppunt.Observations;
using Knooppunt.Patterns;
using Knooppunt.Signals;

namespace Knooppunt.Tests.Node.Signals;

/// <summary>A signal in one sentence.</summary>
public sealed class HeadlineTests
{
    // Many places carry their kind in their name.
    [Theory]
    [InlineData("slipway-oostvoorne", "Kenteken gelezen bij Trailerhelling Oostvoornse Meer.", "Plate read at Oostvoornse Meer slipway.")]
    [InlineData("ect-delta", "Kenteken gelezen bij trailerhelling ECT Delta.", "Plate read at slipway ECT Delta.")]
    [InlineData("elders", "Kenteken gelezen bij trailerhelling elders.", "Plate read at slipway elders.")]
    public void A_kind_that_a_place_has_in_its_name_is_not_said_twice(string place, string dutch, string english)
    {
        Assert.Equal(new Sentences(dutch, english), Of("Kenteken gelezen bij trailerhelling {place}.", "Plate read at slipway {place}.", place));
    }

    [Fact]
    public void Other_words_before_a_value_stay()
    {
        Assert.Equal(new Sentences("Gezien op Trailerhelling Oostvoornse Meer", "It went to Oostvoornse Meer slipway"), Of("Gezien op {place}", "It went to {place}", "slipway-oostvoorne"));
        // Only a place is told by a name: what is a number or a token keeps the word before it.
        Assert.Equal(new Sentences("pas pas~1a, onbekend", "pass pas~1a unknown"), Of("pas {pass}, {plate}", "pass {pass} {plate}", "ect-delta"));
    }

    static Sentences Of(string dutch, string english, string place)
    {
        var at = new DateTimeOffset(2026, 11, 23, 3, 12, 0, TimeSpan.Zero);
        var observation = new Observation { Id = "1", Source = "ect/plates", Type = Taxonomy.Types["plate_read"].Type, Time = at, Data = Fields.Of(("place", place)) };
        return Headline.Of(
            new Story { Id = "0", Journal = "ect", Subject = new("pass", "pas~1a"), Patterns = [new("p", "t", Severity.Low, 1, null)], First = at, Last = at, Evidence = [new(1, observation)], Observations = 1 },
            new PatternCard { Sentence = new(dutch, english) }, NodePlaces.Read(Path.Combine(SharedData.Repository, "places", "rotterdam.geojson")).Value);
    }
}
