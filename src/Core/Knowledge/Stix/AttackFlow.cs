namespace Knooppunt.Knowledge.Stix;

/// <summary>The constants of Attack Flow 2.0 (MITRE Center for Threat-Informed Defense).</summary>
public static class AttackFlow
{
    /// <summary>Id of its extension definition; every object of it says so under <c>extensions</c>.</summary>
    public static StixId Extension { get; } = StixId.Of("extension-definition", new Guid("fb9c968a-745b-4ade-9b25-c324172197f4"));

    /// <summary>Id of the identity that defined it.</summary>
    public static StixId Creator { get; } = StixId.Of("identity", new Guid("d673f8cb-c168-42da-8ed4-0cb26725f86c"));

    /// <summary>Its types.</summary>
    public static IReadOnlyList<string> Types { get; } = ["attack-flow", "attack-action", "attack-asset", "attack-condition", "attack-operator"];

    internal const string Section = "Attack Flow 2.0";

    internal static readonly string[] Effects = ["attack-action", "attack-operator", "attack-condition"];
}
