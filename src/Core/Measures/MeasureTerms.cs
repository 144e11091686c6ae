using Knooppunt.Disclosure.Access;
using Knooppunt.Observations;

namespace Knooppunt.Measures;

/// <summary>Under which label measures and extractor incidents stand, and how long they are kept; a privacy officer confirms it before real data goes in.</summary>
public static class MeasureTerms
{
    /// <summary>Whole days after a measure has ended, or a court has decided, that it is kept: five years, so that its survival can be counted.</summary>
    public const int MeasureDays = 1826;

    /// <summary>Whole days that an extractor incident is kept (AVG art. 5 lid 1 e).</summary>
    public const int IncidentDays = 1826;

    /// <summary>What can be written down here: the purpose decides who of the partners sees it reduced.</summary>
    public static IReadOnlyList<Purpose> Purposes { get; } = [Purpose.SiteSecurity, Purpose.Supervision];

    /// <summary>The label of a measure or incident.</summary>
    /// <param name="organisation">Who took it or saw it.</param>
    /// <param name="purpose">One of <see cref="Purposes"/>.</param>
    public static VisibilityLabel Label(string organisation, Purpose purpose) => new(organisation, Regime.Avg, purpose, Tlp.Amber, Pap.Amber, Released: true);

    /// <summary>The label of what is about nobody: seized amounts per month.</summary>
    public static VisibilityLabel AboutNobody(string organisation) => new(organisation, Regime.None, Purpose.Knowledge, Tlp.Amber, Pap.Clear, Released: true);

    /// <summary>Whether somebody of this age is a minor, so that youth care is asked.</summary>
    public static bool IsMinor(this AgeGroup group) => group is AgeGroup.Under16 or AgeGroup.From16To17;
}
