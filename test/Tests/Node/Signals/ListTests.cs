using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Signals;
using Knooppunt.Tests.Node.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Signals;

/// <summary>The list of signals, page after page.</summary>
public sealed class ListTests : IAsyncLifetime
{
    readonly RunningNode _node = new();

    public ValueTask InitializeAsync() => _node.InitializeAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task Signals_of_one_moment_all_come_over_the_edge_of_a_page()
    {
        using var analyst = await _node.SignIn(("ect", Role.Analyst));
        var first = await _node.MakeSignal("TCLU4265787");
        string[] ids = [.. Enumerable.Range(0, ListSignals.PageSize + 7).Select(number => $"{number:x16}")];
        await using (var db = await _node.Services.GetRequiredService<IDbContextFactory<SignalsDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            var row = await db.Signals.SingleAsync(row => row.Id == first.Id, TestContext.Current.CancellationToken);
            foreach (var id in ids)
            {
                var copy = (SignalRow)db.Entry(row).CurrentValues.ToObject();
                copy.Id = id;
                db.Signals.Add(copy);
            }

            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var told = (await analyst.Read("/signals/export")).Split('\n').Select(line => line.Split(',')[0]).ToList();
        Assert.Equal(ids.Append(first.Id).Order(StringComparer.Ordinal), told.Skip(1).Where(id => id.Length > 0).Order(StringComparer.Ordinal));
    }
}
