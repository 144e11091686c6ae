using Knooppunt.Reports;
using Microsoft.AspNetCore.Connections.Features;

namespace Knooppunt.Node.Reports;

/// <summary>How often strangers may send a report or try a code. One count for all, and one that lives and dies with a connection: no address is kept.</summary>
sealed class PublicGates(TimeProvider clock)
{
    /// <summary>Reports at once, and an hour in the long run.</summary>
    public const int Reports = 60, ReportsPerHour = 120;

    /// <summary>Forms that are counted as begun at once, and an hour in the long run.</summary>
    public const int Forms = 120, FormsPerHour = 240;

    /// <summary>Files at once, and an hour in the long run.</summary>
    public const int Files = 40, FilesPerHour = 120;

    /// <summary>Files that may be on their way in at one moment: each is in memory until it is whole.</summary>
    public const int FilesUnderWay = 6;

    /// <summary>Tries of a code at once, and an hour in the long run; of one connection.</summary>
    public const int Tries = 60, TriesPerHour = 1200, TriesOfOne = 10, TriesOfOnePerHour = 60;

    static readonly object Key = new();
    readonly Lock _lock = new();
    TokenBucket _reports = TokenBucket.Full(Reports, ReportsPerHour, clock.GetUtcNow());
    TokenBucket _forms = TokenBucket.Full(Forms, FormsPerHour, clock.GetUtcNow());
    TokenBucket _files = TokenBucket.Full(Files, FilesPerHour, clock.GetUtcNow());
    int _underWay;
    TokenBucket _tries = TokenBucket.Full(Tries, TriesPerHour, clock.GetUtcNow());

    /// <summary>Whether a report may be sent now.</summary>
    public bool MaySend()
    {
        lock (_lock)
        {
            (var given, _reports) = _reports.Take(clock.GetUtcNow());
            return given;
        }
    }

    /// <summary>Whether one more form counts as begun by a person.</summary>
    public bool MayCountForm()
    {
        lock (_lock)
        {
            (var given, _forms) = _forms.Take(clock.GetUtcNow());
            return given;
        }
    }

    /// <summary>Whether a file may be kept now.</summary>
    public bool MayAddFile()
    {
        lock (_lock)
        {
            (var given, _files) = _files.Take(clock.GetUtcNow());
            return given;
        }
    }

    /// <summary>A place for a file on its way in, until it is disposed of; null when all are taken.</summary>
    public IDisposable? Receive()
    {
        if (Interlocked.Increment(ref _underWay) <= FilesUnderWay)
            return new Leave(this);
        Interlocked.Decrement(ref _underWay);
        return null;
    }

    /// <summary>Whether a code may be tried now over a connection, of which these are the items.</summary>
    public bool MayTry(IDictionary<object, object?>? connection)
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            if (connection is not null)
            {
                var (own, left) = (connection.TryGetValue(Key, out var kept) ? (TokenBucket)kept! : TokenBucket.Full(TriesOfOne, TriesOfOnePerHour, now)).Take(now);
                connection[Key] = left;
                if (!own)
                    return false;
            }

            (var given, _tries) = _tries.Take(now);
            return given;
        }
    }

    /// <summary>What lives and dies with a connection; null where the server keeps none.</summary>
    public static IDictionary<object, object?>? ItemsOf(HttpContext http) => http.Features.Get<IConnectionItemsFeature>()?.Items;

    sealed class Leave(PublicGates gates) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref gates._underWay);
    }
}
