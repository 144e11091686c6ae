using Knooppunt.Node.Shell.Layout;
using Knooppunt.Observations;

namespace Knooppunt.Node.Shell.Words;

/// <summary>Marks as a screen names them: "may go to …".</summary>
static class MarkNames
{
    public static string Of(Tlp tlp, Language language) => tlp switch
    {
        Tlp.Clear => language["iedereen", "everybody"],
        Tlp.Green => language["de gemeenschap", "the community"],
        Tlp.Amber => language["partners die het nodig hebben", "partners who need it"],
        Tlp.AmberStrict => language["alleen de eigen organisatie", "the own organisation only"],
        _ => language["alleen genoemde personen", "named persons only"],
    };
}

/// <summary>Legal regimes as a screen names them.</summary>
static class RegimeNames
{
    public static string Of(Regime regime, Language language) => regime switch
    {
        Regime.None => language["geen persoonsgegevens", "no personal data"],
        Regime.Avg => language["AVG", "GDPR (AVG)"],
        Regime.Wpg8 => language["Wpg artikel 8", "Police Data Act, article 8"],
        Regime.Wpg9 => language["Wpg artikel 9", "Police Data Act, article 9"],
        Regime.Wjsg => language["Wjsg", "Judicial Records Act"],
        Regime.Fiscal => language["fiscale geheimhouding", "fiscal secrecy"],
        _ => language["douanegeheimhouding", "customs secrecy"],
    };
}

/// <summary>Purposes as a screen names them.</summary>
static class PurposeNames
{
    public static string Of(Purpose purpose, Language language) => Of(purpose).In(language);

    public static Word Of(Purpose purpose) => purpose switch
    {
        Purpose.SiteSecurity => new("beveiliging van het terrein", "security of the site"),
        Purpose.Logistics => new("logistiek", "logistics"),
        Purpose.TrafficSafety => new("verkeersveiligheid", "traffic safety"),
        Purpose.Supervision => new("toezicht", "supervision"),
        Purpose.Investigation => new("opsporing", "investigation"),
        _ => new("kennis", "knowledge"),
    };
}
