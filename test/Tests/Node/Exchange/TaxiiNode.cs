using Knooppunt.Node.Exchange;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Exchange.Store;
using Knooppunt.Tests.Node.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Exchange;

/// <summary>A node with two partners and a neighbour that speak TAXII to it. One for all tests; each makes a collection of its own.</summary>
public sealed class TaxiiNode : IAsyncLifetime
{
    int _collections;

    public RunningNode Node { get; } = new();

    /// <summary>The key of the organisation ect.</summary>
    public string Key { get; private set; } = "";

    internal TaxiiClient Ect { get; private set; } = null!;

    internal TaxiiClient Rwg { get; private set; } = null!;

    /// <summary>Another node, Zeeland.</summary>
    internal TaxiiClient Zeeland { get; private set; } = null!;

    internal ObjectStore Store => Node.Services.GetRequiredService<ObjectStore>();

    internal ExchangeKeys Keys => Node.Services.GetRequiredService<ExchangeKeys>();

    internal Collections Collections => Node.Services.GetRequiredService<Collections>();

    public async ValueTask InitializeAsync()
    {
        await Node.InitializeAsync();
        Key = await Keys.Make(new("ect"), "test");
        Ect = new(Node.Client(), Key);
        Rwg = new(Node.Client(), await Keys.Make(new("rwg"), "test"));
        Zeeland = new(Node.Client(), await Keys.Make(Party.Node("zeeland"), "test"));
    }

    /// <summary>A collection that partners and neighbours read and add to, unless it is said otherwise.</summary>
    internal async Task<string> Collection(params (string Party, bool Read, bool Write)[] rights)
    {
        var made = await Collections.Make($"c{Interlocked.Increment(ref _collections)}", "Proef", "Proef", default);
        if (rights.Length == 0)
            rights = [(Party.AllPartners, true, true), (Party.AllNodes, true, true)];
        foreach (var (party, read, write) in rights)
            await Collections.Allow(made!.Number, party, new(read, write), default);
        return made!.Id;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in new[] { Ect, Rwg, Zeeland })
            client.Dispose();
        await Node.DisposeAsync();
    }
}

/// <summary>The tests that share it.</summary>
[CollectionDefinition(nameof(TaxiiNode))]
public sealed class TaxiiNodeTests : ICollectionFixture<TaxiiNode>;
