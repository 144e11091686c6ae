using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Shell.Words;

/// <summary>Amounts of money as a screen writes them.</summary>
static class Amounts
{
    /// <summary>Whole euros: "€ 16.500.000".</summary>
    public static string Euros(long euros, Language language) => "€ " + euros.ToString("N0", language.Culture);
}
