using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Knooppunt.Node.Shell;

/// <summary>
/// Lets SQLite itself wait for its write lock: the provider's own retries do not cover an insert that returns its key, which then fails at once with
/// "database is locked". And has it overwrite what is deleted, which otherwise stays readable in free pages.
/// </summary>
sealed class BusyWait : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Wait(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Wait(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    static DbCommand Wait(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 30000; PRAGMA secure_delete = ON";
        return command;
    }
}
