using Knooppunt.Node.Shell;
using Microsoft.Data.Sqlite;

namespace Knooppunt.Node.Exchange.Store;

/// <summary>
/// The file of all objects: SQLite without the mapper between, since a page is a thousand rows of bytes that go out as they are. A file of its own, so that
/// ten thousand objects on their way in keep no other room waiting.
/// </summary>
sealed class ObjectFile : IDisposable
{
    const string Schema = """
        CREATE TABLE IF NOT EXISTS owners(number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE IF NOT EXISTS things(number INTEGER PRIMARY KEY, collection INTEGER NOT NULL, id TEXT NOT NULL, owner INTEGER, reach INTEGER NOT NULL, UNIQUE(collection, id));
        CREATE TABLE IF NOT EXISTS versions(number INTEGER PRIMARY KEY, thing INTEGER NOT NULL, collection INTEGER NOT NULL, version TEXT NOT NULL, own INTEGER NOT NULL,
            reach INTEGER NOT NULL, place INTEGER NOT NULL, type TEXT NOT NULL, added INTEGER NOT NULL, json BLOB NOT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS versions_of ON versions(thing, version);
        CREATE INDEX IF NOT EXISTS versions_page ON versions(collection, reach, place, added);
        CREATE INDEX IF NOT EXISTS versions_type ON versions(collection, reach, type, place, added);
        CREATE INDEX IF NOT EXISTS versions_time ON versions(collection, reach, version, added);
        CREATE TABLE IF NOT EXISTS mentions(version INTEGER NOT NULL, thing INTEGER NOT NULL, PRIMARY KEY(version, thing)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS mentions_of ON mentions(thing, version);
        CREATE TABLE IF NOT EXISTS clock(only INTEGER PRIMARY KEY CHECK(only = 1), added INTEGER NOT NULL);
        INSERT OR IGNORE INTO clock VALUES(1, 0);
        CREATE TABLE IF NOT EXISTS statuses(id TEXT PRIMARY KEY, party TEXT NOT NULL, at INTEGER NOT NULL, json BLOB NOT NULL) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS statuses_at ON statuses(at);
        INSERT OR IGNORE INTO owners VALUES(0, '>');
        CREATE INDEX IF NOT EXISTS things_relayed ON things(collection) WHERE owner = 0;
        """;

    // Latest versions by who sees them, kept with every write: to count a million rows for a page would take longer than to make it.
    const string Counts = """
        CREATE TABLE counts(collection INTEGER NOT NULL, reach INTEGER NOT NULL, objects INTEGER NOT NULL, PRIMARY KEY(collection, reach)) WITHOUT ROWID;
        INSERT INTO counts SELECT collection, reach, COUNT(*) FROM versions WHERE place IN (1, 3) GROUP BY collection, reach;
        CREATE TRIGGER count_in AFTER INSERT ON versions WHEN NEW.place & 1 BEGIN
            INSERT INTO counts VALUES(NEW.collection, NEW.reach, 1) ON CONFLICT DO UPDATE SET objects = objects + 1;
        END;
        CREATE TRIGGER count_out AFTER DELETE ON versions WHEN OLD.place & 1 BEGIN
            UPDATE counts SET objects = objects - 1 WHERE collection = OLD.collection AND reach = OLD.reach;
        END;
        CREATE TRIGGER count_over AFTER UPDATE OF reach, place ON versions BEGIN
            UPDATE counts SET objects = objects - 1 WHERE OLD.place & 1 AND collection = OLD.collection AND reach = OLD.reach;
            INSERT INTO counts SELECT NEW.collection, NEW.reach, 1 WHERE NEW.place & 1 ON CONFLICT DO UPDATE SET objects = objects + 1;
        END;
        PRAGMA user_version = 1;
        """;

    // Larger pages hold several objects; a deletion is overwritten as in the rooms' own file; a lost write would break what was answered.
    const string Settings = "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = 5000;";

    readonly string _read;
    readonly SqliteConnection _writer;
    readonly SemaphoreSlim _turn = new(1);

    public ObjectFile(NodeFolders folders) : this(Path.Combine(folders.Data, "exchange.db"))
    {
    }

    public ObjectFile(string path)
    {
        _writer = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _writer.Open();
        Run(_writer, Settings);
        Run(_writer, Schema);
        Count();
        _read = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, DefaultTimeout = 10 }.ToString();
    }

    /// <summary>A connection to read by: it sees what was whole when its statement began.</summary>
    public SqliteConnection Reader()
    {
        var connection = new SqliteConnection(_read);
        connection.Open();
        return connection;
    }

    /// <summary>Writes when it is its turn: all of it or, when it throws, nothing.</summary>
    public async Task<T> Write<T>(Func<SqliteConnection, T> write, CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        try
        {
            using var transaction = _writer.BeginTransaction(deferred: false);
            var written = write(_writer);
            transaction.Commit();
            return written;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>After a deletion: empties the write-ahead log, so that it keeps no copy.</summary>
    public async Task Scrub(CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        try
        {
            Run(_writer, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _turn.Dispose();
        using var reader = new SqliteConnection(_read);
        SqliteConnection.ClearPool(reader);
    }

    // Once: a file from before is counted when it is opened.
    void Count()
    {
        using var transaction = _writer.BeginTransaction(deferred: false);
        using var version = new Statement(_writer, "PRAGMA user_version", 0);
        if (version.Number() == 0)
            Run(_writer, Counts);
        transaction.Commit();
    }

    static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
