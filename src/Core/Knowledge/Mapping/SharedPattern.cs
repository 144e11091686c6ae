using System.Text.RegularExpressions;
using Knooppunt.Knowledge.Stix;

namespace Knooppunt.Knowledge.Mapping;

/// <summary>A Sigma pattern as it travels: whole, so that it runs on arrival.</summary>
/// <param name="Id">Its Sigma id: of the last document of its file that has one.</param>
/// <param name="Title">Its title.</param>
/// <param name="Text">The file, with everything that feeds the pattern.</param>
/// <param name="Since">From when it says something.</param>
public sealed partial record SharedPattern(string Id, string Title, string Text, DateTimeOffset Since)
{
    /// <summary>What another tool must know before it reads the text, in English; null when it is Sigma as published.</summary>
    public string? Warning { get; init; }

    /// <summary>The Sigma id that a text says; null when it says none.</summary>
    public static string? IdOf(string text) => Ids().Matches(text).LastOrDefault()?.Groups[1].Value;

    /// <summary>The text of the rule that an indicator carries. The converter of MISP writes a rule between square brackets as if it were a pattern of STIX; those are taken off.</summary>
    /// <param name="indicator">An indicator of the pattern type sigma.</param>
    public static string TextOf(StixObject indicator)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        var text = indicator.Text("pattern") ?? "";
        return text is ['[', .. var inside, ']'] && IdOf(inside) is not null ? inside + "\n" : text;
    }

    [GeneratedRegex("^id: *['\"]?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Ids();
}

/// <summary>A source behind a tag.</summary>
/// <param name="Tag">The tag, for example <c>S19</c>.</param>
/// <param name="Address">Where it can be read; null when it has no address.</param>
/// <param name="Title">What it is; null when not said.</param>
public sealed record ScriptSource(string Tag, string? Address, string? Title);
