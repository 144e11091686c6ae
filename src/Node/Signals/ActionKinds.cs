namespace Knooppunt.Node.Signals;

/// <summary>What a person can do with a signal. The words are stored; a verdict opens or closes the signal, the others do not.</summary>
static class ActionKinds
{
    public const string Reviewed = "reviewed", Assigned = "assigned", Confirmed = "confirmed", Dismissed = "dismissed", Reopened = "reopened", Merged = "merged", Parted = "parted";

    /// <summary>Kinds that decide whether the signal is open.</summary>
    public static string[] Verdicts { get; } = [Confirmed, Dismissed, Reopened];

    /// <summary>Every kind that a person can choose for any signal; putting together and taking apart need more than one.</summary>
    public static string[] All { get; } = [Reviewed, Assigned, .. Verdicts];

    public static bool IsVerdict(string kind) => Array.IndexOf(Verdicts, kind) >= 0;

    /// <summary>Whether the kind closes the signal and therefore needs a reason.</summary>
    public static bool Closes(string kind) => kind is Confirmed or Dismissed;
}
