using Knooppunt.Inspections;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Inspections;

/// <summary>Words of this room on screens.</summary>
static class InspectionWords
{
    public static Word Of(InspectionOutcome outcome) => outcome switch
    {
        InspectionOutcome.Found => new("er is iets gevonden", "something was found"),
        InspectionOutcome.Measure => new("er is een maatregel genomen", "a measure was taken"),
        InspectionOutcome.NothingFound => new("niets gevonden", "nothing found"),
        InspectionOutcome.NotDone => new("ging niet door", "did not take place"),
        _ => new("nog open", "still open"),
    };

    public static Word Of(FieldVerdict verdict) => verdict switch
    {
        FieldVerdict.Fine => new("in orde", "in order"),
        FieldVerdict.Wrong => new("niet in orde", "not in order"),
        _ => new("niet bekeken", "not looked at"),
    };

    /// <summary>The sign before a verdict.</summary>
    public static string SignOf(string verdict) => verdict switch { nameof(FieldVerdict.Fine) => "✓", nameof(FieldVerdict.Wrong) => "✗", _ => "–" };

    /// <summary>What a question or count is called.</summary>
    public static Word OfItem(string code) => Checklist.All.FirstOrDefault(item => item.Code == code) is { } item ? new(item.Dutch, item.English)
        : Checklist.Units.FirstOrDefault(unit => unit.Code == code) is { } unit ? new(unit.Dutch, unit.English) : new(code, code);
}
