using System.Net;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Detection.Quality;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Signals;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Detection;

/// <summary>How good patterns are: signals a day, how often it held, a threshold with its promise, and whether it shifted; about nobody.</summary>
public sealed class QualityTests(RunningNode node) : IClassFixture<RunningNode>
{
    // The sealed container collected by a second party: a pattern that is on the shelf of every node.
    const string Pattern = "3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a01", Trial = "on-trial";

    [Fact]
    public async Task Page_says_intervals_first_and_why_where_it_cannot()
    {
        var stop = TestContext.Current.CancellationToken;
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        Assert.Contains("Er is de laatste 90 dagen geen signaal geweest", await officer.Read("/patterns/quality"), StringComparison.Ordinal);
        Assert.Equal("pattern,days,fired,per_day_low,per_day,per_day_high,confirmed,dismissed,held_low,held_high,threshold,confirmed_above,drift_p,drift_holm\r\n", await officer.Read("/patterns/quality.csv"));

        // Forty days with a signal a day: thirty dismissed that rest on 1 to 3 observations, six confirmed on 10, four not judged.
        await using (var db = await node.Services.GetRequiredService<IDbContextFactory<SignalsDb>>().CreateDbContextAsync(stop))
        {
            for (var i = 0; i < 40; i++)
                Add(db, $"q{i}", 40 - i, i < 30 ? 1 + i % 3 : 10, i < 30 ? false : i < 36 ? true : null);
            // One that was reopened is not judged; one on trial is in no figure.
            Add(db, "reopened", 1, 2, false);
            db.Actions.Add(Act("reopened", ActionKinds.Reopened));
            Add(db, "trial", 1, 50, true, onTrial: true);
            await db.SaveChangesAsync(stop);
        }

        var span = await node.Services.GetRequiredService<PatternCases>().Of(stop);
        Assert.Equal(new PatternRecord(41, 6, 30, 30), span.Records[Pattern]);
        Assert.InRange(span.Days, 39.4, 39.6);
        Assert.Equal((41, 36), (span.Signals, span.Gravest.Count));
        var quality = Assert.Single(PatternQuality.Of([Pattern], span));
        // Of a few hours no day can be told.
        Assert.Null(Assert.Single(PatternQuality.Of([Pattern], span with { Days = .2 })).PerDay);
        Assert.NotNull(quality.PerDay);
        // Thirty dismissed, ten of each of three scores: the highest order statistic alone keeps the promise of one in ten (29 are needed, with 46 the second).
        Assert.Equal((3, 30), (quality.Threshold.Value.Threshold, quality.Threshold.Value.Rank));
        Assert.Equal((6, 6), quality.Passing);
        // ks.test(exact = TRUE) of the ten of before against the twenty of late, and binom.test(6, 36), R 4.2.2.
        Assert.Equal(.899351023789, quality.Drift.Value.P, 1e-8);
        Assert.Equal(.0637201336, quality.Held!.Value.Low, 1e-8);
        // Of the five and ten gravest, as the confirmed rest on more: five of five, six of ten with a tie of dismissed ones.
        var first = PatternQuality.First(span).ToDictionary(pair => pair.First, pair => pair.Found);
        Assert.Equal((5, 5), (first[5].Value.Fewest, first[5].Value.Most));
        Assert.Equal((6, 6), (first[10].Value.Fewest, first[10].Value.Most));
        Assert.False(first[50].Ok);

        var page = await officer.Read("/patterns/quality");
        foreach (var text in new[] { "signalen per dag.", "alleen melden boven 3 waarnemingen", "er zijn er nog te weinig beoordeeld", "(6 van 36)", "Niet om patronen op volgorde te zetten" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        PageFigures.AreNumbers(page);
        Assert.Contains("/patterns/quality", await officer.Read($"/patterns/{Pattern}"), StringComparison.Ordinal);
        var judged = await officer.Read("/patterns/quality/judged.csv");
        Assert.StartsWith("pattern,recent,severity,observations,held,signals\r\n", judged, StringComparison.Ordinal);
        Assert.Equal(36, judged.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..].Sum(line => int.Parse(line.Split(',')[^1], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.DoesNotContain(Trial, judged + await officer.Read("/patterns/quality.csv"), StringComparison.Ordinal);
        using var clerk = await node.SignIn(("ect", Role.GateClerk));
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Get("/patterns/quality.csv")).StatusCode);
    }

    static void Add(SignalsDb db, string id, int daysAgo, int observations, bool? right, bool onTrial = false)
    {
        var at = TimeProvider.System.GetUtcNow().AddDays(.5 - daysAgo).UnixMicroseconds;
        db.Signals.Add(new SignalRow { Id = id, Journal = "ect", SubjectKind = "container", SubjectValue = id, Severity = 2, First = at, Last = at, LeadPattern = Pattern, Headline = "h", HeadlineEnglish = "h", Observations = observations, Place = null, Label = 1, GapSeconds = 1, Arrived = at, Story = "{}", OnTrial = onTrial });
        db.Patterns.Add(new SignalPatternRow { Signal = id, Pattern = onTrial ? Trial : Pattern, Last = at });
        if (right is { } held)
            db.Actions.Add(Act(id, held ? ActionKinds.Confirmed : ActionKinds.Dismissed));
    }

    static ActionRow Act(string signal, string kind) => new() { Signal = signal, At = 1, Who = "x", Name = "x", Kind = kind, Reason = kind == ActionKinds.Dismissed ? ReasonCodes.Innocent : "", Comment = "" };
}
