using Knooppunt.Node.Connectors.Http;
using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Connectors.Files;

/// <summary>
/// Which files of one source were taken: on disk, so that a start reads none of them again and a file that grew goes on where it was.
/// Lost memory loses nothing else: a file is then known by its whole content.
/// </summary>
sealed class TakenFiles
{
    /// <summary>A file that is gone from its folder is remembered this long after it was last written.</summary>
    static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    readonly IDbContextFactory<ConnectorsDb>? _database;
    readonly WriteTurn? _turn;
    readonly string _reading;
    readonly Dictionary<string, TakenFile> _now = new(StringComparer.Ordinal);
    readonly Dictionary<(string Name, string Stream), TakenFile> _all = [];
    readonly Dictionary<string, TakenFile> _contents = new(StringComparer.Ordinal);
    HashSet<string> _there = new(StringComparer.Ordinal);
    long _reads;
    bool _pruned;

    /// <summary>Reads what was kept of a source; without a database it is remembered in memory only.</summary>
    public TakenFiles(string source, string reading, IDbContextFactory<ConnectorsDb>? database = null, WriteTurn? turn = null)
    {
        (Source, _reading, _database, _turn) = (source, reading, database, turn);
        if (database is null)
            return;
        using var db = database.CreateDbContext();
        foreach (var file in db.Files.AsNoTracking().Where(file => file.Source == source).OrderBy(file => file.Turn))
            Remember(file);
    }

    public string Source { get; }

    /// <summary>What lies under a name now, as it was last taken; null when nothing was.</summary>
    public TakenFile? Of(string name) => _now.GetValueOrDefault(name);

    /// <summary>How far a file is taken that has not changed since, by the same format and mapping.</summary>
    public TakenUpTo UpTo(FileInfo found) => Of(found.Name) is { } file && file.Length == found.Length && file.Written == found.LastWriteTimeUtc.Ticks && file.Reading == _reading ? file.UpTo : TakenUpTo.Begin;

    /// <summary>Says which names lie in the folder; what is gone for long is forgotten.</summary>
    public void Lie(HashSet<string> names, DateTimeOffset now)
    {
        _there = names;
        if (_pruned)
            return;
        _pruned = true;
        var old = _all.Values.Where(file => !names.Contains(file.Name) && file.Written < (now - Remembered).UtcTicks).ToList();
        Write(db => db.Files.RemoveRange(old), old.Count);
        foreach (var file in old)
        {
            _all.Remove((file.Name, file.Stream));
            _now.Remove(file.Name);
            Forget(file);
        }
    }

    /// <summary>
    /// Of which files the content may be the beginning of this one, the longest first: what lay under its name, and, as logs are set aside,
    /// under a name that begins this one (<c>gate.csv</c> becomes <c>gate.csv.1</c> or <c>gate-0301.csv</c>). Other names are not asked: two lists without times may begin with the same line.
    /// </summary>
    public List<TakenFile> Beginnings(FileInfo found) =>
    [
        .. _all.Values.Where(file => file.Name == found.Name ? file.Length <= found.Length : file.Length < found.Length && found.Name.StartsWith(file.Name.Split('.')[0], StringComparison.Ordinal))
            .OrderByDescending(file => file.Length).ThenByDescending(file => file.Turn),
    ];

    /// <summary>The file that had exactly this content when it was last read.</summary>
    public TakenFile? Same(string hash) => _contents.GetValueOrDefault(hash);

    /// <summary>Files that grew, lie there, and are longer: one of them may once have been what is offered now.</summary>
    public IEnumerable<TakenFile> Grown(FileInfo found) => _now.Values.Where(file => file.Name != found.Name && file.Length > found.Length && !file.Hash.StartsWith(file.Stream, StringComparison.Ordinal) && _there.Contains(file.Name));

    /// <summary>Keeps a file that is begun, before a line of it is offered: cut off here, it is still the same stream when it has grown by the next start.</summary>
    public void Begin(OfferedFile file)
    {
        if (!_all.ContainsKey((file.Found.Name, file.Stream)))
            Keep([file.ToTaken(Source, "", TakenUpTo.Begin)]);
    }

    /// <summary>Keeps how far files were taken.</summary>
    public void Settle(IReadOnlyList<OfferedFile> files) => Keep([.. files.Select(file => file.ToTaken(Source, _reading, file.Held ? TakenUpTo.LastLine : TakenUpTo.End))]);

    /// <summary>Up to which line a file need not be offered again: none when it is to be read in another way.</summary>
    public long LineOf(TakenFile file) => file.Reading == _reading ? file.Line : 0;

    void Keep(List<TakenFile> files)
    {
        files.ForEach(file => file.Turn = ++_reads);
        Write(db =>
        {
            foreach (var file in files)
                db.Entry(file).State = _all.ContainsKey((file.Name, file.Stream)) ? EntityState.Modified : EntityState.Added;
        }, files.Count);
        files.ForEach(Remember);
    }

    void Remember(TakenFile file)
    {
        if (_all.TryGetValue((file.Name, file.Stream), out var before))
            Forget(before);
        _all[(file.Name, file.Stream)] = file;
        _contents[file.Hash] = file;
        _now[file.Name] = file;
        _reads = Math.Max(_reads, file.Turn);
    }

    void Forget(TakenFile content)
    {
        if (_contents.GetValueOrDefault(content.Hash) == content)
            _contents.Remove(content.Hash);
    }

    void Write(Action<ConnectorsDb> change, int count)
    {
        if (_database is null || count == 0)
            return;
        _turn!.Take(() =>
        {
            using var db = _database.CreateDbContext();
            change(db);
            return db.SaveChanges();
        });
    }
}
