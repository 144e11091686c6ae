namespace Knooppunt.Tests.House;

/// <summary>Who may use whom: the one table. A room or folder that is not in it may not exist.</summary>
static class AllowedEdges
{
    /// <summary>Rooms of Node. Every room may also use all of Core, and Shell and Disclosure.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Rooms = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Shell"] = [],
        ["Disclosure"] = [],
        ["Journal"] = [],
        ["Knowledge"] = [],
        ["Matching"] = [],
        ["Advice"] = ["Knowledge", "FollowUp"],
        ["Connectors"] = ["Journal"],
        ["Gatekeeper"] = ["Journal"],
        ["TrustChain"] = ["Journal"],
        ["Reports"] = ["Journal", "Phenomena"],
        ["Signals"] = ["Journal"],
        ["Detection"] = ["Journal", "Signals"],
        ["Exchange"] = ["Knowledge", "Matching"],
        ["Inspections"] = ["Signals", "FollowUp", "Phenomena", "Knowledge"],
        ["Concerned"] = ["Journal", "Signals"],
        ["Cases"] = ["Journal", "Signals"],
        ["Phenomena"] = ["Journal", "Signals", "Knowledge"],
        // The gate goes one way: the RIEC's room knows nothing of who hands over.
        ["Riec"] = [],
        ["Municipal"] = ["Riec", "FollowUp"],
        ["Measures"] = ["Signals"],
        ["FollowUp"] = ["Signals", "Reports", "Cases", "Knowledge"],
        ["Barriers"] = ["Journal", "Signals", "FollowUp", "Inspections", "Knowledge", "Phenomena"],
        ["Programme"] = ["Barriers"],
        ["Loop"] = ["Advice", "Reports", "Signals", "Inspections", "Cases", "Measures", "FollowUp", "Barriers"],
        ["Resilience"] = ["Reports", "Barriers"],
        // The composition root beside Program and Rooms: it may use every room, and no room may use it.
        ["Commands"] = ["*"],
    };

    /// <summary>What every room of Node may use without asking.</summary>
    public static readonly string[] Everybody = ["Shell", "Disclosure"];

    /// <summary>Folders of Core.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Core = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Observations"] = [],
        ["Places"] = ["Observations"],
        ["Patterns"] = ["Observations"],
        ["Signals"] = ["Observations"],
        ["Passes"] = ["Observations"],
        ["FollowUp"] = ["Observations", "Signals"],
        ["Knowledge"] = ["Observations", "Disclosure"],
        ["Advice"] = ["Knowledge"],
        ["Cases"] = ["Observations", "Disclosure"],
        ["Phenomena"] = ["Observations", "Disclosure"],
        ["Reports"] = [],
        ["Municipal"] = ["Observations", "Disclosure"],
        ["Riec"] = ["Observations", "Disclosure"],
        ["Measures"] = ["Observations", "Disclosure"],
        ["Inspections"] = ["Observations"],
        ["Concerned"] = ["Observations"],
        ["Disclosure"] = ["Observations"],
        ["Detection"] = ["Observations", "Places", "Patterns", "Signals"],
        ["Chance"] = [],
        ["Simulation"] = ["Observations", "Places", "Chance"],
        ["TrustChain"] = [],
        ["Matching"] = [],
        // Placebos and permutations are drawn by Luck, so that the same seed gives the same figures.
        ["Effect"] = ["Chance"],
        ["Barriers"] = ["Observations", "Effect"],
        ["Programme"] = ["Observations", "Effect"],
        ["Transparency"] = [],
    };
}
