using System.Text.RegularExpressions;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Observations;
using Knooppunt.Patterns;
using Knooppunt.Signals;
using Knooppunt.Tests.Core.Simulation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace Knooppunt.Tests.Node.Shell;

/// <summary>Whatever reaches a screen as a code has a Dutch and an English word.</summary>
public sealed partial class WordTests
{
    // Words that are the same in both languages.
    static readonly string[] Same = ["in", "pin", "passkey", "CloudEvents", "export", "terminal", "container", "camera", "sensor", "drone", "status", "zone", "zones", "auditor"];

    [Fact]
    public void Every_type_field_and_code_of_the_taxonomy_has_its_words()
    {
        Assert.Equal([], Taxonomy.Types.Keys.Where(type => !TypeNames.Has(type)));
        Assert.Equal([], Taxonomy.Fields.Keys.Where(field => !FieldWords.Has(field)));
        Assert.Equal([], from codes in Taxonomy.Codes from code in codes.Value where CodeWords.Of(codes.Key, code) is null select $"{codes.Key}: {code}");
        Assert.Equal([], Taxonomy.Codes.Keys.Where(field => !Taxonomy.Fields.ContainsKey(field)));
    }

    [Fact]
    public void Enumerations_and_kinds_have_words_of_their_own_in_both_languages()
    {
        foreach (var language in new[] { In("nl"), In("en") })
        {
            AssertDistinct(Enum.GetValues<Severity>().Select(each => SeverityNames.Of(each, language)));
            AssertDistinct(Enum.GetValues<Family>().Select(each => FamilyNames.Of(each, language)));
            AssertDistinct(Enum.GetValues<Regime>().Select(each => RegimeNames.Of(each, language)));
            AssertDistinct(Enum.GetValues<Purpose>().Select(each => PurposeNames.Of(each, language)));
            AssertDistinct(Enum.GetValues<Tlp>().Select(each => MarkNames.Of(each, language)));
            AssertDistinct(Enum.GetValues<Role>().Select(each => RoleNames.Of(each, language)));
            AssertDistinct(Taxonomy.SubjectKinds.Select(each => SubjectNames.Of(each, language)));
        }
    }

    [Fact]
    public void Kinds_of_places_scripts_and_formats_that_we_ship_have_words()
    {
        var places = Directory.EnumerateFiles(Path.Combine(SharedData.Repository, "places"), "*.geojson").SelectMany(file => NodePlaces.Read(file).Value.Map.All);
        AssertTranslated(places.Select(place => place.Kind).Distinct(), KindNames.Place);
        AssertTranslated(["signal", "signals", "live", "subject", "search", "clear-text", "export", "backtest", "release-preview", "proofs", "role"], KindNames.Look);
        AssertTranslated(["edifact", "ais", "dcsa", "cloudevents", "mapped"], KindNames.Format);
        Assert.Equal([], ShippedDocuments().Select(document => document.Card?.Script).OfType<string>().Where(script => !ScriptNames.Has(script)));
    }

    [Fact]
    public void Citations_of_the_access_table_have_their_words_in_English()
    {
        Assert.Equal("Police Data Act art. 8 para. 2 and 3, art. 11", LawWords.English("Wpg art. 8 lid 2 en 3, art. 11"));
        Assert.Equal("GDPR art. 6 para. 1 f; ISPS (Regulation 725/2004)", LawWords.English("AVG art. 6 lid 1 f; ISPS (Vo. 725/2004)"));
        Assert.Null(LawWords.English("TLP:AMBER+STRICT, TLP:RED"));
        // What is left as it stands is a name, or a number with a letter.
        string[] untouched = ["art", "b", "c", "e", "f", "PAP", "RED", "TLP", "AMBER", "STRICT", "ISPS"];
        var dutch = AccessTable.Rows.Select(row => row.Answer.Article).SelectMany(article => article.Split([' ', '.', ',', ';', ':', '+', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
            .Distinct().Where(word => char.IsLetter(word[0]) && !untouched.Contains(word) && word != "Vo");
        Assert.NotEmpty(dutch);
        Assert.Equal([], dutch.Where(word => LawWords.English(word) is null));
    }

    // The list of codes is only worth something when it is what really comes in.
    [Theory]
    [InlineData("rotterdam")]
    [InlineData("schiphol")]
    [InlineData("flowers")]
    public void Codes_that_a_simulated_day_writes_are_in_the_taxonomy(string node)
    {
        var seen = from day in Simulated.Of(node).Days()
                   from observation in day.Observations
                   from field in observation.Data
                   where Taxonomy.Codes.ContainsKey(field.Key) && field.Value.Text is not null
                   select (field.Key, Code: field.Value.Text!);
        Assert.Equal([], seen.Distinct().Where(pair => !Taxonomy.Codes[pair.Key].Contains(pair.Code)));
    }

    [Fact]
    public void Codes_in_the_proofs_of_the_patterns_are_in_the_taxonomy()
    {
        var seen = from file in Directory.EnumerateFiles(Path.Combine(SharedData.Repository, "patterns"), "*.jsonl", SearchOption.AllDirectories)
                   from pair in TextMember().Matches(File.ReadAllText(file))
                   select (Field: pair.Groups[1].Value, Code: pair.Groups[2].Value);
        var coded = seen.Where(pair => Taxonomy.Codes.ContainsKey(pair.Field)).ToHashSet();
        Assert.NotEmpty(coded);
        Assert.Equal([], coded.Where(pair => !Taxonomy.Codes[pair.Field].Contains(pair.Code)));
    }

    [Fact]
    public void Values_are_written_as_a_reader_says_them()
    {
        var places = NodePlaces.Read(Path.Combine(SharedData.Repository, "places", "rotterdam.geojson")).Value;
        var (dutch, english) = (new ValueText(false, places), new ValueText(true, places));
        Assert.Equal("geschorst", dutch.Of("pass_state", "suspended"));
        Assert.Equal("suspended", english.Of("pass_state", "suspended"));
        Assert.Equal("nee", dutch.Of("has_right", false));
        Assert.Equal("7 min", dutch.Of("since_seconds", 432));
        Assert.Equal("12,3 knopen", dutch.Of("speed_knots", 12.3));
        Assert.Equal("12,3", dutch.InSentence("speed_knots", 12.3));
        Assert.Equal("1,5 zeemijl", dutch.Of("distance_m", 2778, "encounter"));
        Assert.Equal("2,778 m", english.Of("distance_m", 2778, "camera_event"));
        Assert.Equal("onbekend", dutch.Of("place", default));
        Assert.Equal("ECT Delta", dutch.Of("place", "ect-delta"));
        Assert.Equal(("ECT Delta, importstapel", "ECT Delta, import stack", "ECT Delta"), (dutch.Of("place", "ect-delta/import-stack"), english.Of("place", "ect-delta/import-stack"), english.Of("place", "ect-delta")));
        Assert.Equal("gate-9", dutch.Of("place", "gate-9"));
        Assert.Equal("own-code", dutch.Of("status", "own-code"));
        var position = Fields.Of(("lat", 51.97131), ("lon", 4.031));
        Assert.Equal(("51,9713° N, 4,0310° O", "51.9713° N, 4.0310° E"), (dutch.Position(position), english.Position(position)));
        Assert.Equal("33.9000° S, 70.0000° W", english.Position(Fields.Of(("lat", -33.9), ("lon", -70.0))));
        Assert.Null(dutch.Position(Fields.Of(("lat", 51.97131))));
    }

    [Theory]
    [InlineData(-5, "0 s", "0 s")]
    [InlineData(59, "59 s", "59 s")]
    [InlineData(47 * 60, "47 min", "47 min")]
    [InlineData(3 * 3600, "3 u", "3 h")]
    [InlineData(3 * 3600 + 660, "3 u 11 min", "3 h 11 min")]
    [InlineData(50 * 3600, "2 dagen", "2 days")]
    public void Durations_are_words(int seconds, string dutch, string english) =>
        Assert.Equal((dutch, english), (Durations.Of(TimeSpan.FromSeconds(seconds), false), Durations.Of(TimeSpan.FromSeconds(seconds), true)));

    internal static IEnumerable<PatternDocument> ShippedDocuments() =>
        Directory.EnumerateFiles(Path.Combine(SharedData.Repository, "patterns"), "*.yml", SearchOption.AllDirectories).SelectMany(file => PatternFile.Parse(file, File.ReadAllText(file)).Documents);

    static Language In(string code)
    {
        var http = new DefaultHttpContext();
        http.Features.Set<IRequestCultureFeature>(new RequestCultureFeature(new(code), null));
        return new Language(new HttpContextAccessor { HttpContext = http });
    }

    static void AssertDistinct(IEnumerable<string> words)
    {
        string[] all = [.. words];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.DoesNotContain("", all);
    }

    [GeneratedRegex("\"([a-z_]+)\"\\s*:\\s*\"([^\"]+)\"")]
    private static partial Regex TextMember();

    static void AssertTranslated(IEnumerable<string> kinds, Func<string, Language, string> name) =>
        Assert.Equal([], kinds.Where(kind => name(kind, In("nl")) == name(kind, In("en")) && !Same.Contains(name(kind, In("nl")))));
}
