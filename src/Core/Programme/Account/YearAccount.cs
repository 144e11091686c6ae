namespace Knooppunt.Programme;

/// <summary>What an entry in the account says. The names are stored.</summary>
public enum EntryKind : byte
{
    /// <summary>Money set aside for a measure.</summary>
    Allotted,
    /// <summary>Money promised to somebody: an order, a grant.</summary>
    Committed,
    /// <summary>Money paid.</summary>
    Spent,
}

/// <summary>How far a measure is. The names are stored.</summary>
public enum MeasureState : byte
{
    /// <summary>It is planned.</summary>
    Planned,
    /// <summary>It is being carried out.</summary>
    Running,
    /// <summary>It was carried out.</summary>
    Done,
    /// <summary>It was stopped before it was done.</summary>
    Stopped,
}

/// <summary>One amount in the account. Nothing is changed afterwards: a mistake is undone by an entry of the opposite amount.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Year">Budget year.</param>
/// <param name="Euros">Whole euros; negative undoes.</param>
public readonly record struct AccountEntry(EntryKind Kind, int Year, long Euros);

/// <summary>What does not fit in an account.</summary>
public enum AccountDoubt : byte
{
    /// <summary>More was set aside than the budget holds.</summary>
    OverBudget,
    /// <summary>More was committed than was set aside.</summary>
    OverAllotted,
    /// <summary>More was paid than was committed.</summary>
    OverCommitted,
    /// <summary>Entries that undo come to more than what they undo.</summary>
    BelowZero,
}

/// <summary>The account of one year: of a node, of a line or of one measure.</summary>
/// <param name="Year">Budget year.</param>
/// <param name="Budget">Whole euros that the letter gives; null where it says nothing, as for one measure.</param>
/// <param name="Allotted">Whole euros set aside.</param>
/// <param name="Committed">Whole euros committed.</param>
/// <param name="Spent">Whole euros paid.</param>
public readonly record struct YearAccount(int Year, long? Budget, long Allotted, long Committed, long Spent)
{
    /// <summary>Adds entries up.</summary>
    /// <param name="year">The year; entries of other years do not count.</param>
    /// <param name="budget">Whole euros that the letter gives; null where it says nothing.</param>
    /// <param name="entries">The entries.</param>
    public static YearAccount Of(int year, long? budget, IEnumerable<AccountEntry> entries)
    {
        var sums = new long[3];
        foreach (var entry in entries.Where(entry => entry.Year == year))
            sums[(int)entry.Kind] += entry.Euros;
        return new(year, budget, sums[0], sums[1], sums[2]);
    }

    /// <summary>What of the budget is not set aside yet; null without a budget.</summary>
    public long? Free => Budget - Allotted;

    /// <summary>What does not fit, each once.</summary>
    public IEnumerable<AccountDoubt> Doubts
    {
        get
        {
            if (Allotted > Budget)
                yield return AccountDoubt.OverBudget;
            if (Committed > Allotted)
                yield return AccountDoubt.OverAllotted;
            if (Spent > Committed)
                yield return AccountDoubt.OverCommitted;
            if (Allotted < 0 || Committed < 0 || Spent < 0)
                yield return AccountDoubt.BelowZero;
        }
    }
}
