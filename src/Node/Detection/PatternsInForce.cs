using System.Collections.Frozen;
using Knooppunt.Detection;
using Knooppunt.Detection.Enrichment;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;

namespace Knooppunt.Node.Detection;

/// <summary>Puts the patterns on the shelf and compiles those that are in force.</summary>
sealed class PatternsInForce(NodeSettings settings, NodeFolders folders, NodePlaces places, ShippedPatterns shipped, PatternShelf shelf)
{
    /// <summary>Reads the folders and compiles. Files with complaints are left out and shown; the rest goes on.</summary>
    public Plan Compile()
    {
        var (patterns, complaints) = PatternFolder.Read([folders.Patterns, settings.Patterns ?? shipped.Folder], settings.StaffPatterns);
        // The journal's own ticks move the watermark, each source with its lateness.
        var plan = Plan.Compile(patterns.Where(pattern => pattern.Off is null).Select(pattern => pattern.Document), new PlanOptions { Lateness = null });
        shelf.Fill(patterns, plan, [.. complaints, .. plan.Complaints]);
        return plan;
    }

    /// <summary>What adds zones, local time and lists to each observation.</summary>
    public Enricher Enricher() => new(places.Map, TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone), [RiskOrigins]);

    // Field notes, MO-01 and MO-07: lines from these countries carry most of what is found; a node may overrule it with a list of its own.
    static readonly KeyList RiskOrigins = new("risk-origin", "origin", FrozenSet.ToFrozenSet(
        ["BRSSZ", "BRPNG", "BRNVT", "COCTG", "COSMR", "COTRB", "ECGYE", "ECPBO", "PECLL", "PEPAI", "CRMOB", "CRLIO", "PAMIT", "PABLB", "DOCAU", "GTPBR", "HNPCR", "SRPBM"], StringComparer.Ordinal));
}

/// <summary>Where the shipped patterns lie.</summary>
sealed record ShippedPatterns(string Folder);
