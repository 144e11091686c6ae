using Knooppunt.Disclosure.Access;
using Knooppunt.Knowledge;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Observations;

namespace Knooppunt.Node.Knowledge;

/// <summary>A script that the node has.</summary>
/// <param name="Script">What it says.</param>
/// <param name="Objects">Its STIX objects, with everything that they refer to.</param>
/// <param name="Organisation">Short name of the organisation that wrote it; empty for one that came with Knooppunt.</param>
/// <param name="Number">Number of the node's own version; 0 for one that came with Knooppunt.</param>
sealed record ShelvedScript(CrimeScript Script, IReadOnlyList<StixObject> Objects, string Organisation, long Number)
{
    /// <summary>What stands behind its tags of sources.</summary>
    public ILookup<string, ScriptSource> Sources { get; } = ScriptsInStix.Sources(Objects).ToLookup(source => source.Tag, StringComparer.Ordinal);

    /// <summary>Whether it came with Knooppunt.</summary>
    public bool IsShipped => Number == 0;

    /// <summary>The attack-pattern of the script as a whole.</summary>
    public StixObject Operandi => Objects.First(one => one.Type == "attack-pattern" && one.Texts("aliases").Contains(Script.Code));

    /// <summary>Who may see it.</summary>
    public VisibilityLabel Label => LabelOf(Organisation, Script.Tlp, Script.Pap);

    /// <summary>The label of knowledge without persons.</summary>
    public static VisibilityLabel LabelOf(string organisation, Tlp tlp, Pap pap) => new(organisation, Regime.None, Purpose.Knowledge, tlp, pap, Released: true);
}
