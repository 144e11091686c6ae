namespace Knooppunt.Measures;

/// <summary>How one instrument fared with one organisation, or with all.</summary>
/// <param name="Used">How often it was used, 0 or more.</param>
/// <param name="Worked">Of those, how often it did what it was for.</param>
/// <param name="DidNotWork">Of those, how often it did not, or was withdrawn.</param>
/// <param name="Stood">Of those that a court decided, how many stood, in whole or in part.</param>
/// <param name="Fell">Of those that a court decided, how many were annulled.</param>
/// <param name="Pending">How many a court has now.</param>
public readonly record struct InstrumentRecord(int Used, int Worked, int DidNotWork, int Stood, int Fell, int Pending)
{
    /// <summary>How many a court decided.</summary>
    public int Decided => Stood + Fell;

    /// <summary>How many could be judged for what they were for.</summary>
    public int Judged => Worked + DidNotWork;

    /// <summary>The record of uses.</summary>
    public static InstrumentRecord Of(IEnumerable<(MeasureResult Result, CourtOutcome Court)> uses) => uses.Aggregate(default(InstrumentRecord), (sum, use) => new(
        sum.Used + 1,
        sum.Worked + One(use.Result == MeasureResult.Worked),
        sum.DidNotWork + One(use.Result is MeasureResult.DidNotWork or MeasureResult.Withdrawn),
        sum.Stood + One(use.Court is CourtOutcome.Upheld or CourtOutcome.Amended),
        sum.Fell + One(use.Court == CourtOutcome.Annulled),
        sum.Pending + One(use.Court == CourtOutcome.Pending)));

    static int One(bool yes) => yes ? 1 : 0;
}
