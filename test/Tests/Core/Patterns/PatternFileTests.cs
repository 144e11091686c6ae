using System.Text;
using CsCheck;
using Knooppunt.Patterns;

namespace Knooppunt.Tests.Core.Patterns;

public sealed class PatternFileTests
{
    const string Good = """
        title: A rule
        id: 5a1d0a3c-0000-4000-8000-000000000001
        logsource:
          category: t
        detection:
          sel:
            a|contains|all: [x, y]
            b|re: '^\d+$'
          filter_one:
            - c: null
            - d|cidr: 10.0.0.0/8
          condition: sel and not 1 of filter_*
        level: high
        ---
        title: A correlation
        correlation:
          type: temporal_ordered
          rules: [A, B]
          group-by: [k]
          timespan: 5m
          condition: A and not B
        """;

    [Theory]
    [InlineData("title: T\nlogsource: {category: t}\ndetection:\n  s: {a|begins: x}\n  condition: s\n", 4, 7, "\"begins\" is not in the Sigma specification")]
    [InlineData("title: T\nlogsource: {category: t}\ndetection:\n  s: {a: x}\n  condition: s and t\n", 5, 14, "names \"t\"")]
    [InlineData("title: T\nlogsource: {category: t}\ndetection:\n  s: {a: x}\n  condition: s | count() > 5\n", 5, 14, "old Sigma")]
    [InlineData("title: T\nlogsource: {category: t}\ndetection:\n  s: {a: x}\n  condition: 2 of s*\n", 5, 14, "\"2 of\"")]
    [InlineData("title: T\naction: global\nlogsource: {category: t}\n", 2, 1, "gone since 2.0")]
    [InlineData("title: T\nlogsource: {category: t}\ndetection:\n  s: {a|re: '('}\n  condition: s\n", 4, 13, "cannot be read")]
    [InlineData("title: T\nlogsource: {category: t}\ndetection:\n  s: {a|gt: many}\n  condition: s\n", 4, 13, "with a number")]
    [InlineData("title: T\nlogsource: {category: t}\ndetection:\n  s: {a|i: x}\n  condition: s\n", 4, 7, "behind re")]
    [InlineData("title: T\nlogsource: {category: t}\ndetection:\n  s: {a: x}\n  condition: s\nknooppunt: {colour: red}\n", 6, 13, "\"colour\" is not known")]
    [InlineData("title: T\ncorrelation: {type: event_count, rules: [a], timespan: 5 minutes, condition: {gte: 1}}\n", 2, 56, "a number and a letter")]
    [InlineData("title: T\nderived: {kind: drift, depth: 3}\n", 2, 24, "\"depth\" is not a parameter")]
    [InlineData("a: &x [1]\nb: *x\n", 2, 4, "alias")]
    [InlineData("title: 'T\n", 1, 0, "not YAML")]
    [InlineData("title: T\nlogsource:\n\tcategory: t\n", 3, 1, "Indent with spaces")]
    [InlineData("title: T\nfields: [b\nlevel: low\n", 2, 9, "bracket is not closed")]
    [InlineData("title: T\nauthor: @me\n", 2, 9, "Put the value in quotes")]
    [InlineData("title: T\nown: {<<: {b: c}}\n", 2, 7, "merge")]
    [InlineData("title: T\ncorrelation: {type: event_count, rules: [a], timespan: 1h}\n", 2, 14, "\"condition\" is missing")]
    [InlineData("title: T\ncorrelation: {type: event_count, rules: [a], timespan: 0s, condition: {gte: 1}}\n", 2, 56, "above zero")]
    [InlineData("title: T\nderived:\n", 2, 9, "\"derived\" must be a map")]
    public void What_is_wrong_is_told_with_its_place(string text, int line, int column, string sentence)
    {
        var file = PatternFile.Parse("p.yml", text);
        var complaint = file.Complaints[0];
        Assert.Empty(file.Documents);
        Assert.Contains(sentence, complaint.Sentence, StringComparison.Ordinal);
        Assert.Equal("p.yml", complaint.Place.Source);
        if (column > 0)
            Assert.Equal((line, column), ((int)complaint.Place.Line, complaint.Place.Column));
        if (text.StartsWith("title: T\n", StringComparison.Ordinal))
            Assert.Equal("T", complaint.Place.Part);
    }

    [Fact]
    public void One_wrong_document_leaves_the_others()
    {
        var file = PatternFile.Parse("p.yml", "title: 'unclosed\n---\n" + Good + "\n---\n{[");
        Assert.Equal(2, file.Documents.Count);
        Assert.Equal(2, file.Complaints.Count);
    }

    [Fact]
    public void Deep_nesting_is_refused() =>
        Assert.Contains("deep", Assert.Single(PatternFile.Parse("p.yml", "a: " + new string('[', 5000)).Complaints).Sentence, StringComparison.Ordinal);

    [Fact]
    public void The_specifications_own_examples_are_read()
    {
        foreach (var path in Directory.EnumerateFiles(SharedData.Path("data", "sigma-specification", "schema"), "*.yml", SearchOption.AllDirectories))
            Assert.Empty(PatternFile.Parse(Path.GetFileName(path), File.ReadAllText(path)).Complaints);
    }

    [Fact]
    public void Mutated_files_never_throw() =>
        Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Int[0, 8], Gen.String[0, 5]).Array[1, 4].Sample(changes =>
        {
            var text = new StringBuilder(Good);
            foreach (var (at, length, put) in changes)
            {
                var from = at % text.Length;
                text.Remove(from, Math.Min(length, text.Length - from)).Insert(from, put).Append(' ');
            }

            var file = PatternFile.Parse("p.yml", text.ToString());
            Knooppunt.Detection.Plan.Compile(file.Documents);
            PatternLint.Check(file.Documents);
        }, iter: 3000);
}
