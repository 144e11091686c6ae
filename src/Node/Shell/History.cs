using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Knooppunt.Node.Shell;

/// <summary>
/// Which migrations of which rooms a database file holds, read without the framework: that can tell as well, but builds the whole model of each room for it, which took most of the time before a
/// node answered.
/// </summary>
sealed class History
{
    static readonly Lazy<ILookup<Type, string>> Known = new(() => typeof(History).Assembly.GetTypes()
        .Where(type => type.BaseType == typeof(Migration))
        .ToLookup(type => Single<DbContextAttribute>(type).ContextType, type => Single<MigrationAttribute>(type).Id));

    readonly Dictionary<string, HashSet<string>> _held = new(StringComparer.Ordinal);

    History()
    {
    }

    /// <summary>The table in which a room's migrations stand.</summary>
    public static string TableOf(Type context) => $"__migrations_{context.Name}";

    /// <summary>Reads a file's histories; of a file that is not there, none.</summary>
    public static async Task<History> Read(string file, CancellationToken stop)
    {
        var history = new History();
        if (!File.Exists(file))
            return history;
        await using var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        await database.OpenAsync(stop);
        foreach (var table in await Names(database, "SELECT name FROM sqlite_master WHERE type = 'table'", stop))
        {
            if (table.StartsWith("__migrations_", StringComparison.Ordinal))
                history._held[table] = [.. await Names(database, $"SELECT MigrationId FROM \"{table}\"", stop)];
        }

        return history;
    }

    /// <summary>Whether each migration of a room is in the file.</summary>
    public bool HoldsAll(Type context) => _held.TryGetValue(TableOf(context), out var held) && Known.Value[context].All(held.Contains);

    static async Task<List<string>> Names(SqliteConnection database, string question, CancellationToken stop)
    {
        await using var asked = database.CreateCommand();
        asked.CommandText = question;
        await using var rows = await asked.ExecuteReaderAsync(stop);
        var names = new List<string>();
        while (await rows.ReadAsync(stop))
            names.Add(rows.GetString(0));
        return names;
    }

    static T Single<T>(Type type) where T : Attribute => (T)type.GetCustomAttributes(typeof(T), inherit: false).Single();
}
