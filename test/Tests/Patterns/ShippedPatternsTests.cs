using System.Text.RegularExpressions;
using Knooppunt.Node.Commands.Patterns;
using Knooppunt.Node.Detection;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Patterns;

public partial class ShippedPatternsTests
{
    static readonly string Folder = Path.Combine(SharedData.Repository, "patterns");
    static readonly string Places = Path.Combine(SharedData.Repository, "places");
    static readonly Lazy<IReadOnlyList<ProvedPattern>> All = new(() => [.. PatternProofs.Of(Folder, Places)]);

    public static TheoryData<string> Files => [.. PatternFolder.Files(Folder).Select(path => PatternFolder.NameIn(Folder, path))];

    static ProvedPattern Named(string file) => All.Value.Single(proved => proved.File.Name == file);

    [Fact]
    public void Check_finds_nothing_wrong() => Assert.Empty(CheckPatterns.Of(Folder));

    [Theory]
    [MemberData(nameof(Files))]
    public void Proof_holds(string file) => Assert.Equal([], Named(file).Complaints.Select(complaint => complaint.ToString()));

    [Theory]
    [MemberData(nameof(Files))]
    public void Card_has_every_part(string file)
    {
        var document = Named(file).Speaks;
        Assert.NotNull(document);
        var card = document.Card;
        Assert.NotNull(card);
        Assert.Equal(file[..file.IndexOf('/', StringComparison.Ordinal)], card.Place);
        Assert.Contains(card.Subject, Taxonomy.SubjectKinds);
        Assert.NotEmpty(card.Families);
        Assert.NotNull(card.Sentence);
        Assert.NotNull(card.Innocent);
        Assert.False(string.IsNullOrWhiteSpace(card.Dutch?.Title) || string.IsNullOrWhiteSpace(card.Dutch.Description), "A Dutch screen has no Dutch title or description.");
        Assert.Equal(card.Contradiction is null, card.Dutch.Contradiction is null);
        Assert.Matches("^MO-[0-9]{2}/[a-z-]+$", card.Script);
        Assert.NotEmpty(card.Sources);
        Assert.NotEmpty(document.FalsePositives);
        Assert.NotNull(document.Description);
        Assert.True(Guid.TryParse(document.Id, out _));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Sentence_names_known_fields_and_the_same_ones_in_both_languages(string file)
    {
        var sentence = Named(file).Speaks!.Card!.Sentence!;
        var dutch = Placeholders(sentence.Dutch);
        Assert.All(dutch, field => Assert.True(Taxonomy.Knows(field), field));
        Assert.Equal(dutch, Placeholders(sentence.English));
    }

    [Fact]
    public void Library_covers_eight_places()
    {
        var perPlace = All.Value.CountBy(proved => proved.Speaks!.Card!.Place!).ToDictionary(StringComparer.Ordinal);
        Assert.True(All.Value.Count >= 30);
        Assert.Equal(["air", "flowers", "gate", "passes", "premises", "quay", "terminal", "water"], perPlace.Keys.Order(StringComparer.Ordinal));
        Assert.True(perPlace["air"] >= 3 && perPlace["flowers"] >= 3);
    }

    [Fact]
    public void Exactly_the_hard_contradictions_declare_one() => Assert.Equal(
        [
            "gate/two-entries-without-exit.yml", "passes/dead-pass-granted.yml", "quay/person-in-stack.yml", "quay/vehicle-in-closed-zone.yml",
            "terminal/release-before-arrival.yml", "terminal/same-number-two-places.yml", "terminal/second-collector.yml",
        ],
        All.Value.Where(proved => proved.Speaks!.Card!.Contradiction is not null).Select(proved => proved.File.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Ids_are_unique()
    {
        var ids = All.Value.SelectMany(proved => proved.File.Documents).Select(document => document.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void Patterns_about_staff_are_off_and_so_is_what_only_feeds_them()
    {
        var shelved = PatternFolder.Read(Folder).Patterns;
        Assert.True(shelved.Count(pattern => pattern.Document.Card?.Staff == true) >= 3);
        Assert.All(shelved.Where(pattern => pattern.Document.Card?.Staff == true), pattern => Assert.NotNull(pattern.Off));
        Assert.Contains(shelved, pattern => pattern.Document.Name == "repeat_interest_lookup" && pattern.Off is not null);
        Assert.All(shelved.Where(pattern => pattern is { Off: null, Speaks: true }), pattern => Assert.NotNull(pattern.Document.Card));
    }

    static List<string> Placeholders(string sentence) => [.. Placeholder().Matches(sentence).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{([a-z_0-9]+)\}")]
    private static partial Regex Placeholder();
}
