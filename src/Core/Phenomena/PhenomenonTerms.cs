namespace Knooppunt.Phenomena;

/// <summary>How long a closed phenomenon file is kept; a privacy officer confirms it for the node before real data goes in.</summary>
public static class PhenomenonTerms
{
    /// <summary>Whole days after closing that what was brought under the AVG is kept (AVG art. 5 lid 1 e).</summary>
    public const int PersonalDays = 365;

    /// <summary>Whole days after closing that the file is kept: five years, so that the next partners need not begin anew.</summary>
    public const int FileDays = 1827;
}
