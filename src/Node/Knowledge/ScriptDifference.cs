namespace Knooppunt.Node.Knowledge;

/// <summary>Which lines one text of a script has and another has not. A line says one thing, so that is what changed.</summary>
static class ScriptDifference
{
    /// <summary>The lines, those that went first.</summary>
    /// <param name="before">The text before; empty when there was none.</param>
    /// <param name="now">The text now.</param>
    public static (string Line, bool Added)[] Of(string before, string now)
    {
        var (old, fresh) = (Lines(before), Lines(now));
        return [.. old.Except(fresh).Select(line => (line, false)), .. fresh.Except(old).Select(line => (line, true))];
    }

    // Each version has another moment; that says nothing.
    static string[] Lines(string text) => [.. text.Split('\n').Where(line => line.Trim().Length > 0 && !line.StartsWith("modified:", StringComparison.Ordinal))];
}
