using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Knooppunt.Node.Shell;

/// <summary>How a room keeps its tables: one SQLite file for all rooms, one context, migrations folder and history table per room.</summary>
static class RoomDatabase
{
    /// <summary>Registers a room's context on the node's database file.</summary>
    public static void AddRoomDatabase<TContext>(this IServiceCollection services) where TContext : DbContext
    {
        services.AddPooledDbContextFactory<TContext>((provider, options) =>
            Configure<TContext>(options, $"Data Source={provider.GetRequiredService<NodeFolders>().Database}"));
        services.AddSingleton(new RoomTables(typeof(TContext), Migrate<TContext>));
    }

    /// <summary>Brings the tables of every room up to date. The data folder is locked by the caller, so no second process can be migrating.</summary>
    public static async Task Migrate(IServiceProvider services, CancellationToken stop)
    {
        var standing = await History.Read(services.GetRequiredService<NodeFolders>().Database, stop);
        foreach (var room in services.GetServices<RoomTables>().Where(room => !standing.HoldsAll(room.Context)))
            await room.Migrate(services, stop);
    }

    /// <summary>A room's tables in a database file that is there already, for a command; a node may have it open as well.</summary>
    public static IDbContextFactory<TContext> At<TContext>(string file) where TContext : DbContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        Configure<TContext>(options, $"Data Source={file};Mode=ReadWrite");
        return new Microsoft.EntityFrameworkCore.Infrastructure.PooledDbContextFactory<TContext>(options.Options);
    }

    /// <summary>A room's tables in a transaction that another room began, for what both must keep or neither: all rooms stand in one file.</summary>
    public static async Task<TContext> In<TContext>(DbTransaction whole, Func<DbContextOptions<TContext>, TContext> make, CancellationToken stop) where TContext : DbContext
    {
        var context = make(new DbContextOptionsBuilder<TContext>().UseSqlite(whole.Connection!).Options);
        await context.Database.UseTransactionAsync(whole, stop);
        return context;
    }

    /// <summary>For the design-time tool, which makes migrations and opens nothing.</summary>
    public static DbContextOptions<TContext> AtDesignTime<TContext>() where TContext : DbContext
    {
        // Identity asks the application's services which version of its tables is wanted.
        var services = new ServiceCollection().Configure<Microsoft.AspNetCore.Identity.IdentityOptions>(People.ShellDb.Configure).BuildServiceProvider();
        var options = new DbContextOptionsBuilder<TContext>().UseApplicationServiceProvider(services);
        Configure<TContext>(options, "Data Source=:memory:");
        return (DbContextOptions<TContext>)options.Options;
    }

    /// <summary>After a deletion: takes the write-ahead log into the database and empties it, so that it keeps no copy of what was deleted.</summary>
    public static async Task Scrub<TContext>(IDbContextFactory<TContext> database, WriteTurn turn, CancellationToken stop) where TContext : DbContext
    {
        await using var context = await database.CreateDbContextAsync(stop);
        await turn.Take(() => context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", stop), stop);
    }

    static async Task Migrate<TContext>(IServiceProvider services, CancellationToken stop) where TContext : DbContext
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<TContext>>().CreateDbContextAsync(stop);
        // The framework asks for it only when it makes the file itself, and the next line has made it already. Pages read while Detection writes.
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", stop);
        // A kill during a migration leaves this lock behind and would hang the next start.
        await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS __EFMigrationsLock", stop);
        await context.Database.MigrateAsync(stop);
    }

    static void Configure<TContext>(DbContextOptionsBuilder options, string connection) =>
        options.UseSqlite(connection, sqlite => sqlite.MigrationsHistoryTable(History.TableOf(typeof(TContext)))).AddInterceptors(new BusyWait())
            // That no migration was forgotten is asked by a test, not by every first start.
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
}

/// <summary>A room's tables.</summary>
/// <param name="Context">The type of its context.</param>
/// <param name="Migrate">Brings them up to date.</param>
sealed record RoomTables(Type Context, Func<IServiceProvider, CancellationToken, Task> Migrate);

/// <summary>Makes a context for the design-time tool.</summary>
abstract class DesignTime<TContext>(Func<DbContextOptions<TContext>, TContext> make) : IDesignTimeDbContextFactory<TContext> where TContext : DbContext
{
    public TContext CreateDbContext(string[] args) => make(RoomDatabase.AtDesignTime<TContext>());
}
