using Knooppunt.Observations;
using YamlDotNet.Core;

namespace Knooppunt.Patterns;

/// <summary>Says where a text is no YAML and what to do about it; the library names what it met, which is not always where somebody wrote it.</summary>
static class YamlMistakes
{
    static readonly (string Says, string Remedy)[] Remedies =
    [
        ("invalid tab", "Indent with spaces."),
        ("cannot start any token", "Put the value in quotes."),
        ("invalid mapping", "Put a value that holds a colon in quotes, or look at the indentation."),
        ("expected key", "Look at the indentation, and at the quotes of what stands before."),
        ("unknown escape character", "Put the value in single quotes, in which a backslash is itself."),
        ("quoted scalar", "Close the quotes, or indent the lines that belong to the value."),
    ];

    /// <summary>The complaint about what the library could not read.</summary>
    /// <param name="wrong">What it threw.</param>
    /// <param name="file">The file.</param>
    /// <param name="text">The document.</param>
    /// <param name="before">Lines of the file before the document.</param>
    public static Complaint Of(YamlException wrong, string file, string text, int before)
    {
        var says = OneLine(wrong.InnerException?.Message ?? wrong.Message);
        var place = says.Contains("invalid tab", StringComparison.Ordinal) ? Tab(text) : null;
        var (line, column) = place ?? ((int)wrong.Start.Line, (int)wrong.Start.Column);
        var remedy = Remedies.FirstOrDefault(pair => says.Contains(pair.Says, StringComparison.Ordinal)).Remedy ?? "Look at the quotes, brackets and indentation here.";
        return new Complaint(new InputPlace(file, before + line, column), $"This is not YAML: {says} {remedy}");
    }

    /// <summary>The same where the library gives no place: behind the last thing that it read.</summary>
    /// <param name="last">The end of that.</param>
    /// <param name="file">The file.</param>
    /// <param name="before">Lines of the file before the document.</param>
    public static Complaint Behind(Mark last, string file, int before) =>
        new(new InputPlace(file, before + (int)last.Line, (int)last.Column), "This is not YAML from here on: a bracket is not closed, or an escape or a directive is malformed. Look at the brackets and quotes here.");

    /// <summary>The title as it stands in a text that could not be read; null when none is seen.</summary>
    public static string? Title(string text)
    {
        const string Key = "title:";
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(Key, StringComparison.Ordinal) && line[Key.Length..].Trim().Trim("'\"") is { Length: > 0 and <= 256 } title)
                return title.ToString();
        }

        return null;
    }

    // The library says where the mapping begins in which the tab stands.
    static (int Line, int Column)? Tab(string text)
    {
        var line = 0;
        foreach (var each in text.AsSpan().EnumerateLines())
        {
            line++;
            var indent = each[..(each.Length - each.TrimStart(" \t").Length)];
            if (indent.IndexOf('\t') is >= 0 and var at)
                return (line, at + 1);
        }

        return null;
    }

    static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim().TrimEnd('.') + ".";
}
