using Knooppunt.Node.Shell.Settings;

namespace Knooppunt.Node.Commands;

/// <summary>The settings of the sample node: what a node without a configuration is.</summary>
static class SampleNode
{
    /// <summary>Settings that name no organisation become those of the sample node; others stay as they are.</summary>
    public static NodeSettings Complete(NodeSettings settings)
    {
        if (settings.Organisations.Count > 0 && !settings.Sample)
            return settings;
        settings.Sample = true;
        settings.Node = "rotterdam";
        settings.Name = "Knooppunt Rotterdam";
        settings.Organisations = [new() { Id = "ect", Name = "ECT Delta" }, new() { Id = "rwg", Name = "Rotterdam World Gateway" }, new() { Id = "haven", Name = "Havenbedrijf" }];
        return settings;
    }
}
