using Knooppunt.Node.Cases;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Knooppunt.Tests.Node.Running;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Shell;

/// <summary>A start looks in the file itself whether each room's tables are up to date.</summary>
public sealed class HistoryTests : IAsyncLifetime
{
    readonly RunningNode _node = new();

    public ValueTask InitializeAsync() => _node.InitializeAsync();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task Tables_that_are_behind_are_brought_up_to_date_by_the_next_start()
    {
        foreach (var room in _node.Services.GetServices<RoomTables>())
            Assert.True((await Held()).HoldsAll(room.Context), room.Context.Name);
        await _node.Stop();
        Change("DROP TABLE case_proofs_pending; DROP TABLE case_verdicts_owed; DELETE FROM __migrations_CasesDb WHERE MigrationId LIKE '%OwedAndProofs'");
        var behind = await Held();
        Assert.False(behind.HoldsAll(typeof(CasesDb)));
        Assert.True(behind.HoldsAll(typeof(ShellDb)));
        await _node.Start();
        Assert.True((await Held()).HoldsAll(typeof(CasesDb)));
        Change("DELETE FROM case_proofs_pending; DELETE FROM case_verdicts_owed");
    }

    [Fact]
    public void No_room_keeps_what_none_of_its_migrations_made()
    {
        foreach (var room in _node.Services.GetServices<RoomTables>())
        {
            var factory = typeof(IDbContextFactory<>).MakeGenericType(room.Context);
            using var context = (DbContext)factory.GetMethod("CreateDbContext")!.Invoke(_node.Services.GetRequiredService(factory), null)!;
            Assert.False(context.Database.HasPendingModelChanges(), $"{room.Context.Name} differs from its migrations: dotnet ef migrations add NAME --context {room.Context.Name}");
        }
    }

    [Fact]
    public async Task A_file_of_a_later_version_is_held_and_no_file_holds_nothing()
    {
        await _node.Stop();
        Change("INSERT INTO __migrations_CasesDb (MigrationId, ProductVersion) VALUES ('20991231000000_Later', '10.0.0')");
        Assert.True((await Held()).HoldsAll(typeof(CasesDb)));
        Assert.False((await History.Read(Path.Combine(_node.Folder, "none.db"), TestContext.Current.CancellationToken)).HoldsAll(typeof(CasesDb)));
    }

    Task<History> Held() => History.Read(Path.Combine(_node.Settings.Data, "rooms.db"), TestContext.Current.CancellationToken);

    void Change(string sql)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(_node.Settings.Data, "rooms.db")};Pooling=False");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
