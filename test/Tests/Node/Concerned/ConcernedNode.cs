using Knooppunt.Node.Concerned;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;
using Knooppunt.Tests.Node.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Concerned;

/// <summary>One node for the tests of this room: with a contact point, and an organisation under a closed regime of which its own privacy officer may see a part.</summary>
[CollectionDefinition(nameof(ConcernedNode))]
public sealed class ConcernedNode : IAsyncLifetime, ICollectionFixture<ConcernedNode>
{
    internal RunningNode Node { get; } = new();

    internal Requests Requests => Node.Services.GetRequiredService<Requests>();

    public ValueTask InitializeAsync()
    {
        Node.Settings.Organisations.Add(new() { Id = "zhp", Name = "Zeehavenpolitie" });
        Node.Settings.Sources.Add(new SourceSettings { Name = "zhp/anpr", Organisation = "zhp", Regime = Regime.Wpg8, Purpose = Purpose.Investigation });
        Node.Settings.Sources.Add(new SourceSettings { Name = "zhp/knowledge", Organisation = "zhp", Regime = Regime.Wpg8, Purpose = Purpose.Knowledge });
        Node.Settings.ContactPoint = new() { Mail = "privacy@haven.example" };
        return Node.InitializeAsync();
    }

    public ValueTask DisposeAsync() => Node.DisposeAsync();
}
