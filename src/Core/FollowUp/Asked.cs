namespace Knooppunt.FollowUp;

/// <summary>What one organisation asks of another by name. No map decides here: it comes to who was asked, and what they leave lying comes back to who asked.</summary>
public static class Asked
{
    /// <summary>Within which time a grave thing that was shared is answered.</summary>
    public static readonly TimeSpan ShareAnswer = TimeSpan.FromHours(1);

    /// <summary>Within which time after that the receiver says what came of it.</summary>
    public static readonly TimeSpan ShareAct = TimeSpan.FromDays(3);

    /// <summary>The longest wait for an answer to an action point: half of its term when that is shorter.</summary>
    public static readonly TimeSpan ActionAnswer = TimeSpan.FromDays(1);

    /// <summary>Within which time a grave report is answered: who reports something must not think that nobody reads it. A report that nobody read yet counts as medium, which gives four times as long.</summary>
    public static readonly TimeSpan ReportAnswer = TimeSpan.FromHours(6);

    /// <summary>Within which time after that the reporter hears what came of it; the law's own term for an internal report is three months (Wet bescherming klokkenluiders art. 2).</summary>
    public static readonly TimeSpan ReportAct = TimeSpan.FromDays(7);

    /// <summary>Within which time somebody takes a case that comes to them.</summary>
    public static readonly TimeSpan CaseAnswer = TimeSpan.FromDays(1);

    /// <summary>Within which time after that a case is closed, or shows as late: work of partners takes weeks, and one that is forgotten must not stay unseen for longer.</summary>
    public static readonly TimeSpan CaseAct = TimeSpan.FromDays(30);

    /// <summary>The route of a case: it begins with who leads it; who comes after is for <see cref="Onward"/>.</summary>
    /// <param name="owner">Short name of the organisation that leads it.</param>
    public static CompetenceRoute ToCase(string owner) => new(null, [owner], CaseAnswer, CaseAct);

    /// <summary>The route of a case as its partners are now: who had it and who has it; then who came after, whom the competence map names and who else takes part, as far as they may act in it.</summary>
    /// <param name="duty">Its duty.</param>
    /// <param name="competent">Short names of the organisations that the map names, in order.</param>
    /// <param name="able">Short names of the organisations that may act in it, in the order in which they came.</param>
    public static IReadOnlyList<string> Onward(Duty duty, IEnumerable<string> competent, IReadOnlyCollection<string> able)
    {
        ArgumentNullException.ThrowIfNull(duty);
        string[] past = [.. duty.Route.Take(duty.Step + 1)];
        return [.. past, .. duty.Route.Skip(duty.Step + 1).Concat(competent).Concat(able).Where(organisation => able.Contains(organisation) && !past.Contains(organisation)).Distinct()];
    }

    /// <summary>The route of a report: only its owner can read it, so nobody comes after.</summary>
    /// <param name="owner">Short name of the organisation to which it was told.</param>
    public static CompetenceRoute ToDesk(string owner) => new(null, [owner], ReportAnswer, ReportAct);

    /// <summary>The route of a signal that was shared.</summary>
    /// <param name="from">Short name of the organisation that shared it.</param>
    /// <param name="to">Short name of the organisation that got it.</param>
    public static CompetenceRoute ToShare(string from, string to) => new(null, [to, from], ShareAnswer, ShareAct);

    /// <summary>The route of an action point.</summary>
    /// <param name="by">Short name of the organisation that asks.</param>
    /// <param name="asked">Short name of the organisation that is asked; may be the same.</param>
    /// <param name="term">From now until it must be done; more than zero.</param>
    public static CompetenceRoute ToAct(string by, string asked, TimeSpan term)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(term, TimeSpan.Zero);
        return new(null, by == asked ? [asked] : [asked, by], term / 2 < ActionAnswer ? term / 2 : ActionAnswer, term);
    }
}
