namespace Knooppunt.Reports;

/// <summary>Until when a reporter must hear something. By law for a named internal report; the node promises the same to everybody.</summary>
/// <remarks>
/// Wet bescherming klokkenluiders, art. 2: confirmation within seven days, information about assessment and follow-up within at most three months after the confirmation was sent. Both terms stand so in the
/// government's checklist for internal procedures (wetbeschermingklokkenluiders.nl, 17 December 2021); the paragraph of the article was not read in the law itself: the employer's lawyer confirms it (docs/articles.md).
/// </remarks>
/// <param name="Received">When the report came.</param>
/// <param name="Confirmed">When somebody confirmed it; null when nobody did yet.</param>
/// <param name="Answered">When the reporter was told what was done with it; null when not yet.</param>
public sealed record ReportTerms(DateTimeOffset Received, DateTimeOffset? Confirmed, DateTimeOffset? Answered)
{
    /// <summary>Days within which a person confirms.</summary>
    public const int ConfirmDays = 7;

    /// <summary>Months after the confirmation within which the reporter is told what was done.</summary>
    public const int AnswerMonths = 3;

    /// <summary>When the confirmation is due.</summary>
    public DateTimeOffset ConfirmBy => Received.AddDays(ConfirmDays);

    /// <summary>When the answer is due: counted from the confirmation, and where none came in time from the day on which it was due.</summary>
    public DateTimeOffset AnswerBy => (Confirmed < ConfirmBy ? Confirmed.Value : ConfirmBy).AddMonths(AnswerMonths);

    /// <summary>What is due next; null when nothing is any more.</summary>
    public DateTimeOffset? Due => Answered is not null ? null : Confirmed is null ? ConfirmBy : AnswerBy;

    /// <summary>Whether what is due next is late.</summary>
    public bool IsLate(DateTimeOffset now) => now > Due;

    /// <summary>Whether the confirmation came in time; null while it may still come.</summary>
    public bool? ConfirmedInTime(DateTimeOffset now) => Confirmed is { } at ? at <= ConfirmBy : now > ConfirmBy ? false : null;

    /// <summary>Whether the answer came in time; null while it may still come.</summary>
    public bool? AnsweredInTime(DateTimeOffset now) => Answered is { } at ? at <= AnswerBy : now > AnswerBy ? false : null;
}
