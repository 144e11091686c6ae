using System.Text.RegularExpressions;
using Knooppunt.Programme;

namespace Knooppunt.Tests.Core.Programme;

/// <summary>What is quoted of the programme letter stands in it, and its budgets add up to what it gives.</summary>
public sealed partial class LetterTests
{
    [Fact]
    public void Budgets_add_up_to_those_of_the_programme()
    {
        Assert.Equal([21_500_000L, 25_500_000, 26_500_000, 26_500_000], new[] { 2023, 2024, 2025, 2031 }.Select(year => LetterNode.All.Sum(node => node.BudgetOf(year))));
        Assert.Equal(0, LetterNode.All.Sum(node => node.BudgetOf(2022)));
    }

    [Fact]
    public void Every_measure_is_quoted_from_the_letter()
    {
        var letter = Squeezed(File.ReadAllText(SharedData.Path("domain", "programme-letter-annex.nl.txt")));
        foreach (var measure in LetterMeasure.All)
        {
            Assert.True(letter.Contains(measure.Quote, StringComparison.Ordinal), $"The letter does not say \"{measure.Quote}\".");
            Assert.NotNull(LetterNode.Find(measure.Node));
        }

        foreach (var budget in LetterNode.All.SelectMany(node => node.Budgets))
            Assert.Contains((budget / 1000m).ToString("0.# mln.", new System.Globalization.CultureInfo("nl")), letter, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_code_is_given_once() => Assert.Equal(LetterMeasure.All.Count, LetterMeasure.All.Select(measure => measure.Code).Distinct().Count());

    static string Squeezed(string text) => Blanks().Replace(text, " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
