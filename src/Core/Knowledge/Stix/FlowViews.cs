namespace Knooppunt.Knowledge.Stix;

/// <summary>A flow of actions, conditions and operators (Attack Flow 2.0).</summary>
/// <param name="Object">The object.</param>
public readonly record struct Flow(StixObject Object)
{
    /// <summary>Its name.</summary>
    public string Name => Object.Text("name")!;
    /// <summary>What kind of behaviour: incident, campaign, other and so on.</summary>
    public string Scope => Object.Text("scope")!;
    /// <summary>Where it starts.</summary>
    public IReadOnlyList<StixId> Starts => Object.Refs("start_refs");
}

/// <summary>One thing that is done in a flow.</summary>
/// <param name="Object">The object.</param>
public readonly record struct FlowAction(StixObject Object)
{
    /// <summary>Its name.</summary>
    public string Name => Object.Text("name")!;
    /// <summary>The attack pattern that it carries out; null when not said.</summary>
    public StixId? Technique => Object.Ref("technique_ref");
    /// <summary>What comes after it.</summary>
    public IReadOnlyList<StixId> Effects => Object.Refs("effect_refs");
    /// <summary>What it touches.</summary>
    public IReadOnlyList<StixId> Assets => Object.Refs("asset_refs");
}

/// <summary>Joins several paths of a flow: AND when all must be gone, OR when one is enough.</summary>
/// <param name="Object">The object.</param>
public readonly record struct FlowOperator(StixObject Object)
{
    /// <summary>Whether all paths must be gone.</summary>
    public bool All => Object.Text("operator") == "AND";
    /// <summary>What comes after it.</summary>
    public IReadOnlyList<StixId> Effects => Object.Refs("effect_refs");
}

/// <summary>Something that must hold before a flow goes on.</summary>
/// <param name="Object">The object.</param>
public readonly record struct FlowCondition(StixObject Object)
{
    /// <summary>What must hold.</summary>
    public string Description => Object.Text("description")!;
    /// <summary>What comes after it when it holds.</summary>
    public IReadOnlyList<StixId> WhenTrue => Object.Refs("on_true_refs");
    /// <summary>What comes after it when it does not.</summary>
    public IReadOnlyList<StixId> WhenFalse => Object.Refs("on_false_refs");
}

/// <summary>Something that an action touches.</summary>
/// <param name="Object">The object.</param>
public readonly record struct FlowAsset(StixObject Object)
{
    /// <summary>Its name.</summary>
    public string Name => Object.Text("name")!;
    /// <summary>What describes it; null when not said.</summary>
    public StixId? Describes => Object.Ref("object_ref");
}
