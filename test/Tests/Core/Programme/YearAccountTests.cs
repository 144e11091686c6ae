using CsCheck;
using Knooppunt.Programme;

namespace Knooppunt.Tests.Core.Programme;

public sealed class YearAccountTests
{
    [Fact]
    public void Adds_up_one_year_and_says_what_does_not_fit()
    {
        AccountEntry[] entries = [new(EntryKind.Allotted, 2025, 100), new(EntryKind.Committed, 2025, 80), new(EntryKind.Spent, 2025, 30), new(EntryKind.Allotted, 2026, 999)];
        var account = YearAccount.Of(2025, 150, entries);
        Assert.Equal(new YearAccount(2025, 150, 100, 80, 30), account);
        Assert.Equal(50, account.Free);
        Assert.Empty(account.Doubts);
        Assert.Equal([AccountDoubt.OverBudget, AccountDoubt.OverAllotted, AccountDoubt.OverCommitted], YearAccount.Of(2025, 90, [.. entries, new(EntryKind.Committed, 2025, 60), new(EntryKind.Spent, 2025, 200)]).Doubts);
        Assert.Equal([AccountDoubt.BelowZero], YearAccount.Of(2025, null, [new(EntryKind.Spent, 2025, -1)]).Doubts);
    }

    [Fact]
    public void Entry_and_its_opposite_change_nothing_whatever_the_order() =>
        Gen.Select(Gen.Enum<EntryKind>(), Gen.Int[2023, 2026], Gen.Long[-1_000_000, 1_000_000]).Select(entry => new AccountEntry(entry.Item1, entry.Item2, entry.Item3)).List[0, 30].Sample(entries =>
        {
            var undone = entries.Concat(entries.Select(entry => entry with { Euros = -entry.Euros })).Reverse();
            Assert.Equal(new YearAccount(2024, 7, 0, 0, 0), YearAccount.Of(2024, 7, undone));
        });
}
