using System.Globalization;
using System.Text.RegularExpressions;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Shell.Layout;

/// <summary>Numbers with decimals as people type them: a comma or a point before the decimals, nothing between thousands. What may be read in two ways is not read.</summary>
/// <remarks>A Dutch reader writes 1.000 for a thousand and an English one 1,000; each is one to the other, whatever the language of the page.</remarks>
static partial class TypedNumber
{
    /// <summary>Reads it.</summary>
    /// <param name="text">What was typed.</param>
    /// <returns>Null when nothing was typed; not a number (NaN) when it is none of 0 or more, and when it may be read in two ways.</returns>
    public static double? Read(string text) => text.Length == 0 ? null
        : !TwoWays().IsMatch(text) && double.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    /// <summary>What to write instead; null for what can be read, and for what is no number with a sign between its digits.</summary>
    public static Word? Unclear(string text) => TwoWays().IsMatch(text)
            ? new($"\"{text}\" kan duizendtallen of decimalen betekenen. Schrijf {Plain(text)} voor duizendtallen of {text.Replace('.', ',')}0 voor decimalen.", $"\"{text}\" may mean thousands or decimals. Write {Plain(text)} for thousands or {text.Replace(',', '.')}0 for decimals.")
        : double.IsNaN(Read(text) ?? 0) && Grouped().IsMatch(text)
            ? new($"\"{text}\" is niet te lezen: schrijf niets tussen de duizendtallen, en één komma of punt voor de decimalen, zoals 1000 of 1,5.", $"\"{text}\" cannot be read: write nothing between thousands, and one comma or point before the decimals, as 1000 or 1.5.")
        : null;

    /// <summary>As <see cref="Read"/> takes it back, in the language of the page.</summary>
    public static string Write(double number, Language language)
    {
        var text = number.ToString("0.###############", language.Culture);
        return TwoWays().IsMatch(text) ? text + "0" : text;
    }

    static string Plain(string text) => text.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);

    // Nobody writes thousands after a 0.
    [GeneratedRegex(@"^[1-9][0-9]{0,2}[.,][0-9]{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex TwoWays();

    [GeneratedRegex(@"^[0-9]+([., '\u00a0\u202f][0-9]+){1,10}$", RegexOptions.CultureInvariant)]
    private static partial Regex Grouped();
}
