using System.Text.Json.Nodes;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Observations;

namespace Knooppunt.Knowledge.Sightings;

/// <summary>What a node told of one week of a pattern.</summary>
/// <param name="Indicator">The indicator that carries the pattern.</param>
/// <param name="Node">The identity of the node that saw it.</param>
/// <param name="Week">The week.</param>
/// <param name="Counts">What it told.</param>
public sealed record WeekSighting(StixId Indicator, StixId Node, IsoWeek Week, SightingCounts Counts);

/// <summary>Counts per week as STIX sightings (STIX 2.1, section 5.2): no subject, no observed data, no place but the node.</summary>
public static class SightingStix
{
    const string Since = "2026-11-27T00:00:00.000Z";

    /// <summary>The definition of what is added to a sighting.</summary>
    public static StixObject Definition { get; } = StixObject.From(new JsonObject
    {
        ["type"] = "extension-definition",
        ["spec_version"] = "2.1",
        ["id"] = StixId.Named("extension-definition", "week-sighting").ToString(),
        ["created_by_ref"] = ScriptExtension.Knooppunt.Id.ToString(),
        ["created"] = Since,
        ["modified"] = Since,
        ["name"] = "Sightings per week",
        ["description"] = "How many of the sightings of an ISO week people confirmed and dismissed. Counts only, each of at least five subjects or none.",
        ["schema"] = "Property extension of sighting, for one ISO week in UTC. confirmed and dismissed: whole numbers of the count; both are left out where one of them, or what is not judged, is of one to four subjects.",
        ["version"] = "1.0.0",
        ["extension_types"] = new JsonArray("property-extension"),
    });

    /// <summary>The id of the sighting of a week: the same for the same node, indicator and week.</summary>
    public static StixId IdOf(StixId node, StixId indicator, IsoWeek week) => StixId.Named("sighting", $"{node}/{indicator}/{week}");

    /// <summary>Writes one.</summary>
    /// <param name="sighting">What is told.</param>
    /// <param name="tlp">With whom it may be shared: the mark of the indicator.</param>
    /// <param name="pap">What may be done with it: the mark of the indicator.</param>
    /// <param name="modified">When it was counted anew; null for the first version, which is then the same whenever it is written.</param>
    public static StixObject Write(WeekSighting sighting, Tlp tlp, Pap pap, DateTimeOffset? modified = null)
    {
        ArgumentNullException.ThrowIfNull(sighting);
        var extension = new JsonObject { ["extension_type"] = "property-extension" };
        if (sighting.Counts.Parts is var (confirmed, dismissed))
            (extension["confirmed"], extension["dismissed"]) = (confirmed, dismissed);
        return StixObject.From(new JsonObject
        {
            ["type"] = "sighting",
            ["spec_version"] = "2.1",
            ["id"] = IdOf(sighting.Node, sighting.Indicator, sighting.Week).ToString(),
            ["created_by_ref"] = sighting.Node.ToString(),
            ["created"] = StixTime.Format(sighting.Week.Ends),
            ["modified"] = StixTime.Format(modified ?? sighting.Week.Ends),
            ["first_seen"] = StixTime.Format(sighting.Week.Begins),
            ["last_seen"] = StixTime.Format(sighting.Week.Last),
            ["count"] = sighting.Counts.Hits,
            ["sighting_of_ref"] = sighting.Indicator.ToString(),
            ["where_sighted_refs"] = new JsonArray(sighting.Node.ToString()),
            ["summary"] = true,
            ["object_marking_refs"] = new JsonArray(Marks.Of(tlp).Id.ToString(), Marks.Of(pap).Id.ToString()),
            ["extensions"] = new JsonObject { [Definition.Id.ToString()] = extension },
        });
    }

    /// <summary>Reads one that somebody sent.</summary>
    /// <param name="one">A sighting.</param>
    /// <param name="source">Name for complaints.</param>
    /// <returns>What it tells of a week, or why it is no such sighting.</returns>
    public static Parsed<WeekSighting> Read(StixObject one, string source)
    {
        ArgumentNullException.ThrowIfNull(one);
        Complaint Wrong(string path, string sentence) => new(new InputPlace(source, Part: $"{one.Id} {path}"), sentence);
        if (one.Type != "sighting" || one.Ref("sighting_of_ref") is not { Type: "indicator" } indicator)
            return Wrong("sighting_of_ref", "It is no sighting of an indicator.");
        if (one.Refs("observed_data_refs").Count > 0)
            return Wrong("observed_data_refs", "A sighting per week holds counts only; it may refer to no observed data.");
        if (one.Refs("where_sighted_refs") is not [{ Type: "identity" } node])
            return Wrong("where_sighted_refs", "It must name one identity: the node that saw it.");
        if (one.Time("first_seen") is not { } first || one.Time("last_seen") is not { } last || IsoWeek.Within(first, last) is not { } week)
            return Wrong("first_seen", "It must begin on Monday at 00:00:00.000Z and end on Sunday at 23:59:59.999Z of one ISO week.");
        if (one.Whole("count") is not (>= SightingRule.Fewest and <= 999_999_999 and var hits))
            return Wrong("count", $"It must count at least {SightingRule.Fewest} signals; fewer are never sent.");
        (int, int)? parts = null;
        if (one.Extension(Definition.Id) is { ValueKind: System.Text.Json.JsonValueKind.Object } extension && (extension.TryGetProperty("confirmed", out _) || extension.TryGetProperty("dismissed", out _)))
        {
            if (Whole(extension, "confirmed") is not { } confirmed || Whole(extension, "dismissed") is not { } dismissed || (long)confirmed + dismissed > hits)
                return Wrong("extensions", "Confirmed and dismissed must be whole numbers, both or none, and together no more than the count.");
            if (new[] { confirmed, dismissed, hits - confirmed - dismissed }.Any(part => part is > 0 and < SightingRule.Fewest))
                return Wrong("extensions", $"Confirmed, dismissed and what is left of the count must each be 0 or at least {SightingRule.Fewest}; smaller groups are never sent.");
            parts = (confirmed, dismissed);
        }

        return new WeekSighting(indicator, node, week, new((int)hits, parts));
    }

    static int? Whole(System.Text.Json.JsonElement from, string name) =>
        from.TryGetProperty(name, out var number) && number.ValueKind == System.Text.Json.JsonValueKind.Number && number.TryGetInt32(out var whole) && whole >= 0 ? whole : null;
}
