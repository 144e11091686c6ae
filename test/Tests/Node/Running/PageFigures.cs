using System.Text.RegularExpressions;

namespace Knooppunt.Tests.Node.Running;

/// <summary>What a page shows a person in figures, without the tokens of its forms: those are drawn at random and have any three letters in them now and then.</summary>
static partial class PageFigures
{
    /// <summary>Fails when a figure on a page, or a point of a drawing, is no number.</summary>
    public static void AreNumbers(string page) => Assert.DoesNotContain("NaN", Token().Replace(page, ""), StringComparison.Ordinal);

    [GeneratedRegex("[A-Za-z0-9_-]{60,}")]
    private static partial Regex Token();
}
