using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Observations;

namespace Knooppunt.Knowledge.Mapping;

/// <summary>A file of Sigma without more, as an indicator that travels like any other: for who has rules and knows nothing of STIX.</summary>
public static partial class SigmaStix
{
    /// <summary>The longest file, in characters: that of one object.</summary>
    public const int Longest = 500_000;

    /// <summary>The indicator of a file, who gave it, and its mark. The same file gives the same objects; one of which the date or modified is later is a later version.</summary>
    /// <param name="text">The file.</param>
    /// <param name="giver">Short name of who gave it.</param>
    /// <param name="source">Name for complaints.</param>
    /// <param name="tlp">With whom it may be shared; Sigma does not say.</param>
    /// <returns>The objects, or why the file is no rule that could be known again.</returns>
    public static Parsed<StixObject[]> Of(string text, string giver, string source, Tlp tlp)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > Longest)
            return new Complaint(new(source), $"It has {text.Length:N0} characters; a rule has at most {Longest:N0}.");
        if (SharedPattern.IdOf(text) is not { } id)
            return new Complaint(new(source, Part: "id"), "No rule in it has an id (a UUID), so that it could not be known again.");
        var maker = ScriptExtension.Maker($"sigma/{giver}", giver, "organization", DateTimeOffset.UnixEpoch);
        var days = Dates().Matches(text).Select(found => DateTimeOffset.TryParseExact(found.Groups[1].Value.Replace('/', '-'), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) ? day : DateTimeOffset.UnixEpoch)
            .DefaultIfEmpty(DateTimeOffset.UnixEpoch).ToArray();
        var indicator = StixObject.From(new JsonObject
        {
            ["type"] = "indicator",
            ["spec_version"] = "2.1",
            ["id"] = StixId.Named("indicator", $"{maker.Id}/{id}").ToString(),
            ["created_by_ref"] = maker.Id.ToString(),
            ["created"] = StixTime.Format(days.Min()),
            ["modified"] = StixTime.Format(days.Max()),
            ["name"] = Titles().Matches(text).LastOrDefault()?.Groups[1].Value.Trim().Trim('\'', '"') is { Length: > 0 } title ? title : id,
            ["indicator_types"] = new JsonArray("anomalous-activity"),
            ["pattern"] = text,
            ["pattern_type"] = "sigma",
            ["valid_from"] = StixTime.Format(days.Max()),
            ["object_marking_refs"] = new JsonArray(Marks.Of(tlp).Id.ToString()),
        });
        return new[] { maker, indicator, Marks.Of(tlp) };
    }

    [GeneratedRegex("^(?:date|modified): *['\"]?(\\d{4}[-/]\\d{2}[-/]\\d{2})", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Dates();

    [GeneratedRegex("^title: *([^\\r\\n]{1,256})", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Titles();
}
