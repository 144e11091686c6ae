using System.Net;
using System.Text.Json;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Concerned;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Tests.Node.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Concerned;

/// <summary>The register of processing comes out of the configuration, with its holes.</summary>
[Collection(nameof(ConcernedNode))]
public sealed class RegisterTests(ConcernedNode concerned)
{
    readonly RunningNode _node = concerned.Node;

    [Fact]
    public async Task Register_names_every_source_and_what_the_node_makes_of_them()
    {
        using var officer = await _node.SignIn(("ect", Role.PrivacyOfficer));
        using var json = JsonDocument.Parse(await officer.Read("/register/export?format=json"));
        var lines = json.RootElement.GetProperty("processing").EnumerateArray().ToDictionary(line => line.GetProperty("name").GetString()!);
        Assert.All(_node.Settings.Sources, source =>
        {
            var line = lines[source.Name];
            Assert.Contains(_node.Settings.NameOf(source.Organisation), line.GetProperty("controller").GetString(), StringComparison.Ordinal);
            Assert.Contains($"{source.RetentionDays} dagen", line.GetProperty("kept").GetString(), StringComparison.Ordinal);
            Assert.Equal(source.Name == "zhp/knowledge", line.GetProperty("ground").GetString() == "");
        });
        Assert.Contains("signalen", lines.Keys);
        Assert.Contains("verzoeken over eigen gegevens", lines.Keys);
        var csv = await officer.Read("/register/export");
        Assert.StartsWith("processing,controller,", csv, StringComparison.Ordinal);
        var (page, holes) = (await officer.Read("/register"), json.RootElement.GetProperty("holes").EnumerateArray().Select(hole => hole.GetString()!).ToArray());
        Assert.All(_node.Settings.Sources, source => Assert.True(page.Contains(source.Name, StringComparison.Ordinal) && csv.Contains(source.Name, StringComparison.Ordinal), source.Name));
        Assert.Contains(holes, hole => hole.Contains("niemand ziet het: zhp/knowledge", StringComparison.Ordinal));
        Assert.Contains(holes, hole => hole.Contains("ect/gate", StringComparison.Ordinal) && hole.Contains("persons", StringComparison.Ordinal));
        Assert.DoesNotContain(holes, hole => hole.Contains("ect/open", StringComparison.Ordinal));
        Assert.Contains(await _node.Services.GetRequiredService<ReadLog>().Search(officer.Name, null), look => look is { Kind: "export", What: "register" });
        Assert.Equal(HttpStatusCode.BadRequest, (await officer.Get("/register/export?format=xlsx")).StatusCode);
    }

    [Fact]
    public void Setting_that_nobody_wrote_is_a_hole_and_one_that_was_written_is_none()
    {
        var file = Path.Combine(_node.Folder, "register.yml");
        File.WriteAllText(file, SampleFiles.Yaml(_node.Settings) + "    purpose: logistics\n    retention-days: 7\n    regime: avg\n    persons:\n      - chauffeurs\ncontact-point:\n  organisation: rwg\n  mail: privacy@haven.example\n");
        var settings = SettingsFile.Load(file, new Dictionary<string, string?>()).Value;
        Assert.Equal(["purpose", "regime", "retention-days"], settings.Sources[0].LeftToDefault);
        Assert.Empty(settings.Sources[1].LeftToDefault);
        Assert.Equal("chauffeurs", Assert.Single(settings.Sources[1].Persons));
        Assert.Equal("rwg", settings.ContactOrganisation);
        Assert.Empty(SettingsCheck.Complaints(settings));
        Assert.Contains(ProcessingRegister.Missing(settings), hole => hole.English == "No purpose set for ect/gate; the default counts now. Write it down if it is right.");
        Assert.DoesNotContain(ProcessingRegister.Missing(settings), hole => hole.Dutch.Contains("contact-point", StringComparison.Ordinal));
        Assert.Contains(ProcessingRegister.Missing(new NodeSettings()), hole => hole.Dutch.Contains("contact-point", StringComparison.Ordinal));
        settings.ContactPoint!.Organisation = "nobody";
        settings.RequestRetentionDays = 1;
        Assert.Equal(2, SettingsCheck.Complaints(settings).Count());
    }

    [Fact]
    public async Task Arrangement_and_inputs_of_the_assessment_follow_the_configuration()
    {
        using var manager = await _node.SignIn(("ect", Role.ProgrammeManager));
        var arrangement = await manager.Read("/register/arrangement");
        Assert.All(_node.Settings.Organisations, organisation => Assert.Contains(organisation.Name, arrangement, StringComparison.Ordinal));
        Assert.Contains("AVG art. 6 lid 1 f, art. 26", arrangement, StringComparison.Ordinal);
        var assessment = await manager.Read("/register/dpia");
        Assert.Contains("Een DPIA is verplicht", assessment, StringComparison.Ordinal);
        Assert.Contains("Medewerker buiten het rooster: staat uit", assessment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_daily_work_says_what_it_ends_and_when_it_was_done()
    {
        using var auditor = await _node.SignIn(("ect", Role.Auditor));
        var works = _node.Services.GetServices<IDaily>().ToArray();
        Assert.All(works, work => Assert.NotEqual(work.GetType().Name, work.Ends.Dutch));
        await _node.Services.GetRequiredService<ReadLog>().RecordEnd("reports", "3 meldingen / 3 reports", default);
        var page = WebUtility.HtmlDecode(await auditor.Read("/register/ended"));
        Assert.All(works, work => Assert.Contains(work.Ends.Dutch, page, StringComparison.Ordinal));
        Assert.Contains("3 meldingen / 3 reports", page, StringComparison.Ordinal);
        Assert.Contains("Niets in de journalen is over zijn termijn", page, StringComparison.Ordinal);
    }
}
