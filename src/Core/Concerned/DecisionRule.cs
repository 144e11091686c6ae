namespace Knooppunt.Concerned;

/// <summary>What a privacy officer wants to decide for one organisation, and what is known by then.</summary>
/// <param name="Right">What is asked.</param>
/// <param name="Identity">How the one who asks was known.</param>
/// <param name="Searched">Whether the rooms were searched.</param>
/// <param name="Found">How many lines the search found that this organisation must answer for; 0 or more.</param>
/// <param name="Told">How many of them the person would be told; 0 to <paramref name="Found"/>.</param>
/// <param name="Outcome">What is decided.</param>
/// <param name="Ground">Code of the ground; empty for none.</param>
/// <param name="Closed">Whether the organisation holds records under a closed regime.</param>
/// <param name="Action">What is done.</param>
/// <param name="Words">What the organisation says about it itself.</param>
public sealed record WantedDecision(ConcernedRight Right, IdentityCheck Identity, bool Searched, int Found, int Told, ConcernedOutcome Outcome, string Ground, bool Closed, ConcernedAction Action, string Words);

/// <summary>Why a decision cannot stand.</summary>
public enum DecisionFault : byte
{
    /// <summary>It can.</summary>
    None,
    /// <summary>No outcome was chosen.</summary>
    NoOutcome,
    /// <summary>Nobody searched yet.</summary>
    NotSearched,
    /// <summary>It would be granted to somebody of whom nobody knows who they are.</summary>
    NotKnown,
    /// <summary>Nothing was found that could be granted.</summary>
    NothingToGrant,
    /// <summary>Something was found, so "nothing" is not true.</summary>
    SomethingFound,
    /// <summary>A refusal, whole or in part, needs a ground of the list.</summary>
    NoGround,
    /// <summary>A part means some of the lines, not none and not all.</summary>
    NoPart,
    /// <summary>What is granted must change something, and nothing was chosen.</summary>
    NoAction,
    /// <summary>What was done at the source must be said in words.</summary>
    NoWords,
}

/// <summary>Whether a decision can stand.</summary>
public static class DecisionRule
{
    /// <summary>The first thing that is wrong with it.</summary>
    public static DecisionFault Weigh(WantedDecision wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var grants = wanted.Outcome is ConcernedOutcome.Granted or ConcernedOutcome.Partly;
        if (wanted.Outcome == ConcernedOutcome.Open)
            return DecisionFault.NoOutcome;
        if (wanted.Outcome is ConcernedOutcome.Refused or ConcernedOutcome.Partly && !RefusalGrounds.For(wanted.Right, wanted.Closed).Any(ground => ground.Code == wanted.Ground))
            return DecisionFault.NoGround;
        // To refuse because nobody knows who asks, nothing need be looked up.
        if (!wanted.Searched && wanted.Outcome != ConcernedOutcome.Refused)
            return DecisionFault.NotSearched;
        if (grants && wanted.Identity == IdentityCheck.NotYet)
            return DecisionFault.NotKnown;
        if (grants && wanted.Found == 0)
            return DecisionFault.NothingToGrant;
        if (wanted.Outcome == ConcernedOutcome.Nothing && wanted.Found > 0)
            return DecisionFault.SomethingFound;
        if (wanted.Right == ConcernedRight.Access)
            return wanted.Outcome == ConcernedOutcome.Partly && (wanted.Told <= 0 || wanted.Told >= wanted.Found) ? DecisionFault.NoPart : DecisionFault.None;
        if (grants && wanted.Action == ConcernedAction.None)
            return DecisionFault.NoAction;
        return grants && wanted.Action == ConcernedAction.AtSource && string.IsNullOrWhiteSpace(wanted.Words) ? DecisionFault.NoWords : DecisionFault.None;
    }
}
