namespace Knooppunt.Municipal;

/// <summary>Why a weighing cannot be made now.</summary>
public enum WeighingAnswer : byte
{
    /// <summary>It can.</summary>
    Yes,
    /// <summary>Another one comes first, or it was made already, or the signal has ended.</summary>
    NotNow,
    /// <summary>This weighing does not come to that.</summary>
    NotThisOutcome,
    /// <summary>A source has not answered yet, or the privacy officer opened none.</summary>
    SourcesOpen,
    /// <summary>The privacy officer has not written yet which hit may go to which department (check 2A).</summary>
    CheckA,
    /// <summary>The privacy officer has not written yet which exchange the approach needs (check 2B).</summary>
    CheckB,
}

/// <summary>
/// Where a municipal signal is in the protocol, from what was agreed: four steps and five weighings, each with a privacy check. A weighing
/// counts when the privacy officer agrees. It goes one way: what ended does not begin again, and no hit is the end.
/// </summary>
/// <param name="Agreed">The weighings that count, in the order in which they were made.</param>
/// <param name="Sources">The sources that the privacy officer opened, with their answers.</param>
/// <param name="CheckB">Whether the privacy officer wrote which exchange the approach needs.</param>
/// <param name="Closed">Whether the approach was closed with its result.</param>
/// <remarks>CCV, Modelprotocol ondermijning: step 1 intake (weighing 1), step 2 severity (weighings 2 and 3), step 3 sources (weighing 4), step 4 approach (checks 2A and 2B, weighing 5).</remarks>
public sealed record ProtocolCourse(IReadOnlyList<Weighed> Agreed, IReadOnlyList<AskedSource> Sources, bool CheckB, bool Closed)
{
    /// <summary>A signal that just came in.</summary>
    public static ProtocolCourse New { get; } = new([], [], false, false);

    /// <summary>How it ended; null while it has not.</summary>
    public ProtocolEnd? End =>
        Agreed.Count > 0 && EndOf(Agreed[^1].Outcome) is { } end ? end
        : NoHit ? ProtocolEnd.NoHit
        : Closed ? ProtocolEnd.Done
        : null;

    /// <summary>The step that it is in.</summary>
    public ProtocolStep Step => End is not null ? ProtocolStep.Ended : Agreed.Count == 0 ? ProtocolStep.Intake : Agreed[^1].Weighing switch
    {
        Weighing.Intake or Weighing.Concrete => ProtocolStep.Severity,
        Weighing.Phenomenon => ProtocolStep.Sources,
        _ => ProtocolStep.Approach,
    };

    /// <summary>The weighing that comes next; null when it has ended or its approach is being carried out.</summary>
    public Weighing? Next => End is not null || Agreed.Count > (int)Weighing.Approach ? null : (Weighing)Agreed.Count;

    /// <summary>Whether the approach was agreed on and is being carried out.</summary>
    public bool Running => End is null && Next is null;

    /// <summary>What a weighing can come to.</summary>
    public static IReadOnlyList<WeighingOutcome> OutcomesOf(Weighing weighing) => weighing switch
    {
        Weighing.Intake or Weighing.Concrete => [WeighingOutcome.GoOn, WeighingOutcome.NoAction],
        Weighing.Phenomenon => [WeighingOutcome.GoOn, WeighingOutcome.ShareOutside, WeighingOutcome.NoAction],
        Weighing.Hits => [WeighingOutcome.LineDepartments, WeighingOutcome.CaseMeeting, WeighingOutcome.Riec, WeighingOutcome.NoAction],
        _ => [WeighingOutcome.GoOn, WeighingOutcome.NoAction],
    };

    /// <summary>Whether a weighing can be made now.</summary>
    /// <param name="weighing">Which.</param>
    /// <param name="outcome">What it would come to.</param>
    public WeighingAnswer Weigh(Weighing weighing, WeighingOutcome outcome) =>
        Next != weighing ? WeighingAnswer.NotNow
        : !OutcomesOf(weighing).Contains(outcome) ? WeighingAnswer.NotThisOutcome
        : weighing == Weighing.Hits && (Sources.Count == 0 || Sources.Any(source => source.Hit is null)) ? WeighingAnswer.SourcesOpen
        : weighing != Weighing.Approach || outcome == WeighingOutcome.NoAction ? WeighingAnswer.Yes
        : Sources.Any(source => source is { Hit: true, Departments: false }) ? WeighingAnswer.CheckA
        : !CheckB ? WeighingAnswer.CheckB
        : WeighingAnswer.Yes;

    bool NoHit => Agreed.Count == (int)Weighing.Hits && Sources.Count > 0 && Sources.All(source => source.Hit is false);

    static ProtocolEnd? EndOf(WeighingOutcome outcome) => outcome switch
    {
        WeighingOutcome.NoAction => ProtocolEnd.NoAction,
        WeighingOutcome.ShareOutside => ProtocolEnd.ShareOutside,
        WeighingOutcome.Riec => ProtocolEnd.Riec,
        _ => null,
    };
}
