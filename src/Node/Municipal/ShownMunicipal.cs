namespace Knooppunt.Node.Municipal;

/// <summary>The municipal signal that a page shows and who looks, for its parts.</summary>
sealed class ShownMunicipal
{
    public MunicipalSignal Signal { get; set; } = null!;

    /// <summary>Whether the person weighs and acts for the municipality.</summary>
    public bool Handles { get; set; }

    /// <summary>Whether the person does its privacy checks.</summary>
    public bool Checks { get; set; }

    /// <summary>Whether the person sees all of it; else it is reduced to what the joint team needs.</summary>
    public bool Whole { get; set; }
}
