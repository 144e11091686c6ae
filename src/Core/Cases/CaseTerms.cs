using Knooppunt.Observations;

namespace Knooppunt.Cases;

/// <summary>How long a closed case is kept.</summary>
/// <param name="Days">Whole days after closing.</param>
/// <param name="Article">On what the term rests.</param>
public readonly record struct CaseTerm(int Days, string Article);

/// <summary>A term per regime, counted from closing; a privacy officer confirms them for the node before real data goes in.</summary>
public static class CaseTerms
{
    const int Year = 365, FiveYears = 1827;

    /// <summary>The term of a regime.</summary>
    public static CaseTerm Of(Regime regime) => regime switch
    {
        // As a signal: a year covers a season of the same trade and an objection to what was decided.
        Regime.None or Regime.Avg => new(Year, "AVG art. 5 lid 1 e"),
        Regime.Wpg8 => new(FiveYears, "Wpg art. 8 lid 6, art. 14"),
        Regime.Wpg9 => new(FiveYears, "Wpg art. 9 lid 4, art. 14"),
        Regime.Wjsg => new(Year, "Wjsg art. 39d"),
        // Seven years, with their leap days.
        Regime.Fiscal => new(2557, "AWR art. 52 lid 4"),
        _ => new(1096, "DWU art. 51"),
    };

    /// <summary>When a case that was closed at a moment ends.</summary>
    public static DateTimeOffset EndOf(Regime regime, DateTimeOffset closed) => closed.AddDays(Of(regime).Days);
}
