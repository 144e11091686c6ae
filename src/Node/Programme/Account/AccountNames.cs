using Knooppunt.Node.Shell.Words;
using Knooppunt.Programme;

namespace Knooppunt.Node.Programme;

/// <summary>States, amounts and doubts of the account as a screen says them.</summary>
static class AccountNames
{
    /// <summary>How far a measure is.</summary>
    public static Word Of(MeasureState state) => state switch
    {
        MeasureState.Planned => ("gepland", "planned"),
        MeasureState.Running => ("loopt", "running"),
        MeasureState.Done => ("klaar", "done"),
        _ => ("gestopt", "stopped"),
    };

    /// <summary>What an amount is.</summary>
    public static Word Of(EntryKind kind) => kind switch
    {
        EntryKind.Allotted => ("gereserveerd", "set aside"),
        EntryKind.Committed => ("verplicht", "committed"),
        _ => ("betaald", "spent"),
    };

    /// <summary>What does not fit.</summary>
    public static Word Of(AccountDoubt doubt) => doubt switch
    {
        AccountDoubt.OverBudget => ("er is meer gereserveerd dan de brief geeft", "more was set aside than the letter gives"),
        AccountDoubt.OverAllotted => ("er is meer verplicht dan gereserveerd", "more was committed than was set aside"),
        AccountDoubt.OverCommitted => ("er is meer betaald dan verplicht", "more was spent than was committed"),
        _ => ("er is meer ongedaan gemaakt dan er stond", "more was undone than there was"),
    };
}
