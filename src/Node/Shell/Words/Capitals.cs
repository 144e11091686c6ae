namespace Knooppunt.Node.Shell.Words;

/// <summary>Words that begin with a capital where a line or heading does.</summary>
static class Capitals
{
    /// <summary>The text with its first letter as a capital, the rest as it is; empty stays empty.</summary>
    public static string Capital(this string text) => text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..];
}
