using System.Runtime.CompilerServices;

namespace Knooppunt.Tests.Conformance;

/// <summary>Walks the folder: a case per sentence of the SigmaHQ specification 2.1.0.</summary>
public sealed class ConformanceTests
{
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder(), "*.yml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_engine_does_as_every_sentence_says(string file)
    {
        var cases = ConformanceCase.In(Path.Combine(Folder(), file)).ToList();
        Assert.NotEmpty(cases);
        var wrong = from one in cases let sentence = one.Wrong() where sentence is not null select $"{one.File}:{one.Line} [{one.Section}] {one.Says}: {sentence}";
        Assert.Equal("", string.Join('\n', wrong));
    }

    [Fact]
    public void A_case_that_does_not_hold_is_told()
    {
        var right = ConformanceCase.In(Path.Combine(Folder(), "modifiers.yml")).First(one => one.Expected.Count > 0);
        Assert.Contains("expected [99]", (right with { Expected = ["99"] }).Wrong(), StringComparison.Ordinal);
        Assert.Contains("no complaint says", (right with { Complaint = "never said" }).Wrong(), StringComparison.Ordinal);
    }

    static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
