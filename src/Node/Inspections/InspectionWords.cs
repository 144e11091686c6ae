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

    /// <summary>What of a closed regime cannot travel, why, and what can.</summary>
    public static Word Stays(Power power) => new(
        $"Wat deze controle vond onder {power.Article} blijft bij uw organisatie: het gaat van hieruit niet als actiepunt naar een partner en niet als voorstel naar een script, want wie daar leest mag het niet weten. Het verlaat uw organisatie alleen na een vastgelegd besluit van de privacyfunctionaris. Aantallen en de uitkomst van de controle delen alle deelnemers wel.",
        $"What this inspection found under {power.Article} stays with your organisation: from here it does not go to a partner as an action point nor to a script as a proposal, because who reads there may not know it. It leaves your organisation only by a recorded decision of the privacy officer. Counts and the outcome of the inspection all participants do share.");

    /// <summary>The sign before a verdict.</summary>
    public static string SignOf(string verdict) => verdict switch { nameof(FieldVerdict.Fine) => "✓", nameof(FieldVerdict.Wrong) => "✗", _ => "–" };

    /// <summary>What a question or count is called.</summary>
    public static Word OfItem(string code) => Checklist.All.FirstOrDefault(item => item.Code == code) is { } item ? new(item.Dutch, item.English)
        : Checklist.Units.FirstOrDefault(unit => unit.Code == code) is { } unit ? new(unit.Dutch, unit.English) : new(code, code);
}
