namespace Knooppunt.Riec;

/// <summary>How long a RIEC case is kept; a privacy officer of the RIEC confirms it before real data goes in.</summary>
public static class RiecTerms
{
    /// <summary>Whole days after closing: five years for what was a case (Wet gegevensverwerking door samenwerkingsverbanden; neither term nor article was found in a text: the RIEC's privacy officer confirms both, see docs/articles.md).</summary>
    public const int CaseDays = 1826;

    /// <summary>Whole days after closing of what was not taken up.</summary>
    public const int OtherDays = 90;
}
