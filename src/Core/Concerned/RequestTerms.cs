namespace Knooppunt.Concerned;

/// <summary>Until when somebody who asks about their own data must be answered: one month from receipt, once extended by two (AVG art. 12 lid 3).</summary>
/// <remarks>
/// Whole days on the clocks of the place. A month ends on the day with the same number, or on the last day of a month that has none such (Vo. 1182/71 art. 3 lid 2 c).
/// That a term which ends in a weekend runs on to the next working day (lid 4) is left out: what is counted here is never too late.
/// </remarks>
/// <param name="Received">The day on which the request came in, wherever in the partnership: a request at one counts as made to all.</param>
/// <param name="Extended">The day on which the person was told that it takes longer; null when nobody did.</param>
/// <param name="Answered">The day on which the answer went out; null when it did not yet.</param>
public sealed record RequestTerms(DateOnly Received, DateOnly? Extended, DateOnly? Answered)
{
    /// <summary>Months from receipt within which the answer, or the word that it takes longer, goes out.</summary>
    public const int Months = 1;

    /// <summary>Months from receipt within which the answer goes out when the term was extended.</summary>
    public const int ExtendedMonths = 3;

    /// <summary>The last day on which the person hears something: the answer, or why it takes longer.</summary>
    public DateOnly FirstDue => Received.AddMonths(Months);

    /// <summary>The last day on which the answer goes out. Counted from receipt, so that of the 31st of January it is the 30th of April.</summary>
    public DateOnly Due => Extended is null ? FirstDue : Received.AddMonths(ExtendedMonths);

    /// <summary>Whether the term may still be extended: once, before the first month is over.</summary>
    public bool MayExtend(DateOnly today) => Extended is null && Answered is null && today <= FirstDue;

    /// <summary>Whether the answer should have gone out already.</summary>
    public bool IsLate(DateOnly today) => Answered is null && today > Due;

    /// <summary>Whole days that are left; negative when it is late.</summary>
    public int DaysLeft(DateOnly today) => Due.DayNumber - today.DayNumber;

    /// <summary>Whether it was answered in time; null while it may still be.</summary>
    public bool? InTime(DateOnly today) => Answered is { } day ? day <= Due : today > Due ? false : null;
}
