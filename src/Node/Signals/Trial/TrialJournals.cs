using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell.Settings;

namespace Knooppunt.Node.Signals.Trial;

/// <summary>
/// Over which journals a trial runs: that of the organisation that tries, and, of the centre, what partners share too. They share it so that patterns are run over it, and its analysts see of a trial no more than
/// the table of access lets them see of any signal. Another partner tries over what is its own: what partners share is not there for one of them.
/// </summary>
sealed class TrialJournals(NodeSettings settings, JournalRoom journals)
{
    /// <summary>Whether what an organisation tries runs over a journal.</summary>
    public bool Runs(string trier, string journal) => trier == journal || (journals.IsShared(journal) && IsCentre(trier));

    /// <summary>The journals over which these organisations try.</summary>
    public string[] Of(IReadOnlyCollection<string> triers) => journals.Settings.Partnership is { } shared && triers.Any(IsCentre) ? [.. triers, shared] : [.. triers];

    /// <summary>Whether it is the centre that the node was given: without one nobody tries over what partners share.</summary>
    public bool IsCentre(string organisation) => organisation == settings.Centre;
}
