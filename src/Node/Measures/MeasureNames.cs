using System.Globalization;
using Knooppunt.Effect;
using Knooppunt.Measures;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Measures;

/// <summary>Kinds, outcomes and figures of measures as a screen says them.</summary>
static class MeasureNames
{
    /// <summary>A kind of measure.</summary>
    public static Word Of(MeasureKind kind) => kind switch
    {
        MeasureKind.Administrative => ("bestuurlijk", "administrative"),
        MeasureKind.Financial => ("financieel", "financial"),
        MeasureKind.Criminal => ("strafrechtelijk", "criminal"),
        MeasureKind.Civil => ("civiel", "civil"),
        MeasureKind.Labour => ("arbeidsrechtelijk", "labour"),
        _ => ("toegangsverbod", "access ban"),
    };

    /// <summary>What came of it.</summary>
    public static Word Of(MeasureResult result) => result switch
    {
        MeasureResult.Running => ("loopt", "runs"),
        MeasureResult.Worked => ("werkte", "worked"),
        MeasureResult.DidNotWork => ("werkte niet", "did not work"),
        _ => ("ingetrokken", "withdrawn"),
    };

    /// <summary>What a court made of it.</summary>
    public static Word Of(CourtOutcome court) => court switch
    {
        CourtOutcome.NotTested => ("niet bij de rechter", "not in court"),
        CourtOutcome.Pending => ("bij de rechter", "in court"),
        CourtOutcome.Upheld => ("hield stand", "stood"),
        CourtOutcome.Amended => ("hield deels stand", "stood in part"),
        _ => ("vernietigd", "annulled"),
    };

    /// <summary>A kind of asset.</summary>
    public static Word Of(AssetKind kind) => kind switch
    {
        AssetKind.Cash => ("contant geld", "cash"),
        AssetKind.Accounts => ("bankrekeningen", "bank accounts"),
        AssetKind.Crypto => ("cryptovaluta", "crypto assets"),
        AssetKind.Vehicles => ("voertuigen en vaartuigen", "vehicles and vessels"),
        AssetKind.RealEstate => ("vastgoed", "real estate"),
        AssetKind.Valuables => ("horloges, sieraden", "watches, jewellery"),
        _ => ("anders", "other"),
    };

    /// <summary>What a court made of a seizure.</summary>
    public static Word Of(AssetOutcome outcome) => outcome switch
    {
        AssetOutcome.Held => ("nog geen beslissing", "no decision yet"),
        AssetOutcome.Confiscated => ("verbeurd of ontnomen", "confiscated"),
        _ => ("teruggegeven", "returned"),
    };

    /// <summary>An age group.</summary>
    public static Word Of(AgeGroup group) => group switch
    {
        AgeGroup.Under16 => ("onder 16", "under 16"),
        AgeGroup.From16To17 => ("16 of 17", "16 or 17"),
        AgeGroup.From18To22 => ("18 tot en met 22", "18 to 22"),
        AgeGroup.From23 => ("23 of ouder", "23 or older"),
        _ => ("onbekend", "unknown"),
    };

    /// <summary>How an instrument fared: the interval before the count, for with three cases nobody should read a percentage.</summary>
    public static string Worked(InstrumentRecord record, Language language) => record.Judged == 0 ? "" :
        language[$"{Interval(record.Worked, record.Judged, "tot")} werkte ({record.Worked} van {record.Judged})", $"{Interval(record.Worked, record.Judged, "to")} worked ({record.Worked} of {record.Judged})"];

    /// <summary>How it fared in court.</summary>
    public static string Court(InstrumentRecord record, Language language) => record.Decided + record.Pending == 0 ? "" :
        language[$"rechter: {record.Stood} hield stand, {record.Fell} vernietigd", $"court: {record.Stood} stood, {record.Fell} annulled"] + (record.Pending > 0 ? language[$", {record.Pending} loopt nog", $", {record.Pending} pending"] : "");

    /// <summary>A day; a month where the person sees it reduced.</summary>
    public static string Day(int day, bool whole, Language language) => DateOnly.FromDayNumber(day).ToString(whole ? "d MMM yyyy" : "MMM yyyy", language.Culture);

    /// <summary>A day as a form sends it.</summary>
    public static string Field(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    static string Interval(int part, int whole, string to)
    {
        var share = new Share(part, whole);
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share.Low * 100):F0}% {to} {Math.Round(share.High * 100):F0}%");
    }
}
