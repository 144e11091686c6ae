using System.Net;
using System.Text.Json;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Tests.Node.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Detection;

/// <summary>The algorithm register says what the patterns and the organisation said, and names what neither did.</summary>
public sealed class AlgorithmRegisterTests(RunningNode node) : IClassFixture<RunningNode>
{
    static readonly string[] Unwritten = ["Organisatie", "Thema", "Begindatum", "Contactgegevens", "Publicatiecategorie", "Doel en impact", "Afwegingen", "Menselijke tussenkomst", "Risicobeheer", "Link naar wettelijke basis", "Impacttoets"];

    [Fact]
    public async Task Entry_is_the_pattern_with_its_record_and_what_nobody_wrote_is_missing()
    {
        node.Settings.AlgorithmRegister = null;
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        var signal = await node.MakeSignal("TCLU4265787");
        (await officer.Post("/signals/assess", "/account", ("signals", signal.Id), ("kind", "dismissed"), ("reason", "innocent-explanation"))).Dispose();
        using var json = JsonDocument.Parse(await officer.Read("/patterns/register.json"));
        Assert.Equal("1.0.0", json.RootElement.GetProperty("standard").GetString());
        var algorithms = json.RootElement.GetProperty("algorithms").EnumerateArray().ToDictionary(item => item.GetProperty("entry").GetProperty("source_id").GetString()!);
        // The pattern about staff is off, so it is no algorithm in use.
        Assert.Equal([SampleFiles.PatternId, "3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a03"], algorithms.Keys.Order(StringComparer.Ordinal));
        var entry = algorithms[SampleFiles.PatternId].GetProperty("entry");
        Assert.Equal(("Container waar hij niet hoort", "In gebruik", "nld", "1.0.0"), (Text(entry, "name"), Text(entry, "status"), Text(entry, "lang"), Text(entry, "standard_version")));
        foreach (var part in new[] { "Niet zelflerend", "ernst hoog: \"Container [container] gezien op de gesloten kade\".", "Een proef met de kraan.", "1 keer afgegaan, 0 keer bevestigd, 1 keer afgewezen, waarvan 1 keer", "Het klopte in 0% tot 79%" })
            Assert.Contains(part, Text(entry, "methods_and_models"), StringComparison.Ordinal);
        Assert.Contains("(container_seen)", Text(entry, "source_data"), StringComparison.Ordinal);
        Assert.False(entry.TryGetProperty("organization", out _));
        Assert.Equal([.. Unwritten, "Leverancier"], algorithms[SampleFiles.PatternId].GetProperty("missing").EnumerateArray().Select(name => name.GetString()));
        Assert.False(algorithms[SampleFiles.PatternId].GetProperty("may_be_published").GetBoolean());
        var page = await officer.Read("/patterns/register");
        Assert.Contains("0 van 2 vermeldingen", page, StringComparison.Ordinal);
        Assert.Contains("human-intervention", page, StringComparison.Ordinal);
        Assert.Contains(await node.Services.GetRequiredService<ReadLog>().Search(officer.Name, null), look => look is { Kind: "export", What: "algorithms" });
    }

    [Fact]
    public async Task What_the_organisation_wrote_fills_the_entry_and_what_is_too_long_is_named()
    {
        node.Settings.AlgorithmRegister = Written();
        Assert.Empty(SettingsCheck.Complaints(node.Settings));
        using var auditor = await node.SignIn(("ect", Role.Auditor));
        var csv = await auditor.Read("/patterns/register.csv");
        Assert.StartsWith("name,description_short,organization,category,status,", csv, StringComparison.Ordinal);
        Assert.Equal(3, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("Rotterdam World Gateway", csv, StringComparison.Ordinal);
        var page = await auditor.Read($"/patterns/register/{SampleFiles.PatternId}");
        Assert.Contains("Het register kan deze vermelding plaatsen.", page, StringComparison.Ordinal);
        Assert.Contains("Alleen deze kade.", page, StringComparison.Ordinal);
        // The visit pattern has no description, which the register must have.
        Assert.Contains("Ontbreekt, en is verplicht.", await auditor.Read("/patterns/register/3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a03"), StringComparison.Ordinal);
        node.Settings.AlgorithmRegister.Patterns[0].Goal = new string('x', 2500);
        Assert.Contains("Doel en impact heeft 2500 tekens; het register neemt er minder dan 2500.", await auditor.Read("/patterns/register"), StringComparison.Ordinal);
        Assert.Contains("has 2500 characters; the register takes fewer than 2500.", Assert.Single(SettingsCheck.Complaints(node.Settings)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await auditor.Get("/patterns/register/3f1c2c86-6c0b-4a55-9c57-0e2f6c0d9a02")).StatusCode);
    }

    [Theory]
    [InlineData("  organisation: nobody\n", "organisation \"nobody\" is not listed under organisations")]
    [InlineData("  contact: bel maar\n", "contact must be an e-mail address")]
    [InlineData("  legal-basis-link: wetten.overheid.nl\n", "legal-basis-link must be an address that begins with https://")]
    [InlineData("  in-use-since: november\n", "in-use-since must be a month as yyyy-mm")]
    [InlineData("  themes: [Haven]\n", "themes must be of the register's list: Organisatie en bedrijfsvoering,")]
    [InlineData("  patterns:\n    - goal: zien\n", "must name its pattern by id")]
    [InlineData("  patterns:\n    - pattern: a\n      contact: x\n", "pattern \"a\": contact must be")]
    public void Settings_that_the_register_would_refuse_are_told(string yaml, string expected) =>
        Assert.Contains(expected, Assert.Single(SettingsCheck.Complaints(SettingsFile.Part<NodeSettings>("node.yml", "algorithm-register:\n" + yaml).Value)), StringComparison.Ordinal);

    [Fact]
    public void Right_settings_are_read()
    {
        var settings = SettingsFile.Part<NodeSettings>("node.yml", "organisations:\n  - id: ect\nalgorithm-register:\n  organisation: ect\n  category: high-risk-ai\n  themes: [Verkeer, Recht]\n  patterns:\n    - pattern: a\n      in-use-since: 2026-11\n").Value;
        Assert.Empty(SettingsCheck.Complaints(settings));
        Assert.Equal(["Verkeer", "Recht"], settings.AlgorithmRegister!.Themes);
        Assert.Equal(("a", "2026-11"), (Assert.Single(settings.AlgorithmRegister.Patterns).Pattern, settings.AlgorithmRegister.Patterns[0].InUseSince));
    }

    static AlgorithmRegisterSettings Written() => new()
    {
        Organisation = "rwg",
        Themes = ["Openbare orde en veiligheid"],
        InUseSince = "2026-11",
        Contact = "algoritmes@haven.example",
        Category = Knooppunt.Transparency.PublicationCategory.Impactful,
        Goal = "Zien dat een container verkeerd staat.",
        LegalBasisTitle = "Wet",
        LegalBasisLink = "https://wetten.overheid.nl/",
        Patterns = [new() { Pattern = SampleFiles.PatternId, Goal = "Alleen deze kade." }],
    };

    static string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString()!;
}
