namespace Knooppunt.Knowledge.Authoring;

/// <summary>
/// The line in which a claim is written: <c>Dutch | English [S19, S20]</c>. A text that holds a bar, or ends so that the line could be read two ways, is written as three
/// named parts instead.
/// </summary>
static class ScriptLine
{
    const string Bar = " | ";

    /// <summary>Reads a claim; null when the line is none.</summary>
    public static Claim? Claim(string line)
    {
        line = line.Trim();
        var open = line.LastIndexOf('[');
        if (open < 0 || !line.EndsWith(']') || Pair(line[..open].Trim()) is not { } pair)
            return null;
        return new(pair, [.. line[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]);
    }

    /// <summary>Reads a text in both languages; null when the line is none.</summary>
    public static Bilingual? Pair(string line)
    {
        var bar = line.IndexOf(Bar, StringComparison.Ordinal);
        return bar < 0 || line.IndexOf(Bar, bar + 1, StringComparison.Ordinal) >= 0 ? null : new(line[..bar].Trim(), line[(bar + Bar.Length)..].Trim());
    }

    /// <summary>Reads a word and what stands after its colon.</summary>
    public static (string Word, string Says)? Word(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        return colon <= 0 ? null : (line[..colon].Trim(), line[(colon + 2)..]);
    }

    /// <summary>A claim as a line; null when it does not come back from one.</summary>
    public static string? Of(Claim claim, string before = "")
    {
        var line = $"{claim.Text.Dutch}{Bar}{claim.Text.English} [{string.Join(", ", claim.Sources)}]";
        return Claim(line) is { } again && again.Text == claim.Text && again.Sources.SequenceEqual(claim.Sources) && !line.Any(char.IsControl) ? before + line : null;
    }

    /// <summary>A scalar of YAML: in single quotes, or as JSON writes it when it has control characters.</summary>
    public static string Quoted(string text) =>
        text.Any(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF' or '\u0085' or > '\uFFFD') || text.Trim() != text
            ? System.Text.Json.JsonSerializer.Serialize(text) : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
