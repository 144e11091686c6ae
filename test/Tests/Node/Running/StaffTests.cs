using System.Globalization;
using System.Text.Json.Nodes;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Running;

/// <summary>A pattern about staff runs only when what the law asks was recorded, and what was recorded is kept with what it judged.</summary>
public sealed class StaffTests
{
    const string Pattern = "3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a02";

    [Fact]
    public async Task Pattern_about_staff_runs_when_all_three_are_recorded_and_they_stand_in_the_journal()
    {
        await using var node = new RunningNode();
        node.Settings.StaffPatterns = [Cleared(DateTime.Today)];
        await node.InitializeAsync();
        var row = await node.SignalAfter(() => Read(node, "s-1"), row => row.SubjectKind == "pass");
        Assert.Equal(Pattern, row.LeadPattern);
        var kept = Assert.Single(node.Services.GetRequiredService<JournalRoom>()["ect"].ControlsSince(default), control => control.Kind == "staff_pattern");
        Assert.Equal(Pattern, kept.Name);
        foreach (var reference in new[] { "DPIA-2026-07", "OR-2026-114", Iso(DateTime.Today) })
            Assert.Contains(reference, kept.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_them_it_stays_off()
    {
        await using var node = new RunningNode();
        node.Settings.StaffPatterns = [Cleared(DateTime.Today.AddDays(2))];
        await node.InitializeAsync();
        await Read(node, "s-2");
        // The next signal is the one of what came after it.
        Assert.Equal("CSQU3054383", (await node.SignalAfter(() => node.MakeSignal("CSQU3054383"), _ => true)).SubjectValue);
        Assert.DoesNotContain(node.Services.GetRequiredService<JournalRoom>()["ect"].ControlsSince(default), control => control.Kind == "staff_pattern");
    }

    [Theory]
    [InlineData("DPIA-2026-07", "OR-2026-114", 0, true)]
    [InlineData("", "OR-2026-114", 0, false)]
    [InlineData("DPIA-2026-07", "", 0, false)]
    [InlineData("DPIA-2026-07", "OR-2026-114", 2, false)]
    [InlineData("DPIA-2026-07", "OR-2026-114", null, false)]
    public void All_three_are_asked_and_have_happened(string assessment, string consent, int? days, bool right)
    {
        var staff = new StaffPatternSettings { Pattern = Pattern, ImpactAssessment = assessment, WorksCouncilConsent = consent, StaffInformedOn = days is { } later ? Iso(DateTime.Today.AddDays(later)) : "soon" };
        Assert.Equal(right, SettingsCheck.IsComplete(staff));
        Assert.Equal(right, !SettingsCheck.Complaints(new NodeSettings { StaffPatterns = [staff] }).Any(complaint => complaint.Contains("stays off", StringComparison.Ordinal)));
    }

    static StaffPatternSettings Cleared(DateTime informed) => new() { Pattern = Pattern, ImpactAssessment = "DPIA-2026-07", WorksCouncilConsent = "OR-2026-114", StaffInformedOn = Iso(informed) };

    static string Iso(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static async Task Read(RunningNode node, string id)
    {
        using var client = node.Sender();
        using var answer = await client.PostAsync(Intake.Route, Intake.Structured(Intake.Event(id, "ect/gate", "pass_read", new JsonObject { ["pass"] = "P0012345", ["rostered"] = false, ["place"] = "ect-delta/gate" })));
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
    }
}
