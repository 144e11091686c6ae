using Knooppunt.Observations;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Disclosure;

/// <summary>Random ids under which subjects stand in links, so that no plate or container number reaches an address bar or a log.</summary>
sealed class SubjectLinks(IDbContextFactory<DisclosureDb> database, WriteTurn turn, TimeProvider clock)
{
    const int MostCached = 100_000;
    readonly ConcurrentDictionary<Subject, string> _known = new();

    /// <summary>The id of a subject; made when it has none yet.</summary>
    public async Task<string> To(Subject subject, CancellationToken stop = default)
    {
        if (_known.TryGetValue(subject, out var known))
            return known;
        await using var db = await database.CreateDbContextAsync(stop);
        // Two who ask at once both insert; the unique index lets one win and both read that one.
        var fresh = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));
        await turn.Take(() => db.Database.ExecuteSqlAsync($"INSERT INTO subject_links (Id, Kind, Value, Made) VALUES ({fresh}, {subject.Kind}, {subject.Value}, {clock.GetUtcNow().UnixMicroseconds}) ON CONFLICT DO NOTHING", stop), stop);
        var id = await db.Links.Where(row => row.Kind == subject.Kind && row.Value == subject.Value).Select(row => row.Id).SingleAsync(stop);
        if (_known.Count >= MostCached)
            _known.Clear();
        return _known[subject] = id;
    }

    /// <summary>The ids of several subjects, for a page that lists them.</summary>
    public async Task<IReadOnlyDictionary<Subject, string>> To(IEnumerable<Subject> subjects, CancellationToken stop = default)
    {
        var ids = new Dictionary<Subject, string>();
        foreach (var subject in subjects.Distinct())
            ids[subject] = await To(subject, stop);
        return ids;
    }

    /// <summary>Forgets what it holds in memory, after links were deleted.</summary>
    public void Forget() => _known.Clear();

    /// <summary>The subject behind an id; null when there is none.</summary>
    public async Task<Subject?> Behind(string id, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Links.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, stop) is { } row ? new Subject(row.Kind, row.Value) : null;
    }
}
