using Knooppunt.Detection.Backtest;
using Knooppunt.Node.Journal;

namespace Knooppunt.Node.Detection.Backtest;

/// <summary>Counts read rows per asked local day. Rows come nearly in order of time, so most fall on the day of the one before.</summary>
sealed class DayRows(BacktestRequest request, CoverageBook coverage)
{
    readonly long _from = request.From.UtcTicks, _to = request.To.UtcTicks;
    readonly Dictionary<DateOnly, long> _rows = [];
    DateOnly _day;
    long _begin, _end, _count;

    /// <summary>Whether a moment (UTC ticks) was asked for.</summary>
    public bool Asks(long ticks) => ticks >= _from && ticks < _to;

    public void Count(HistoryBlock block, int from, int to)
    {
        foreach (var ticks in block.Ticks.AsSpan(from, to - from))
        {
            if (ticks < _begin || ticks >= _end)
                Move(ticks);
            _count++;
        }
    }

    /// <summary>Hands over what was counted.</summary>
    public void Flush()
    {
        Keep();
        foreach (var (day, rows) in _rows.Where(day => day.Key >= request.First && day.Key <= request.Last))
            coverage.Read(day, rows);
        _rows.Clear();
    }

    // A quarter of an hour lies within one local day: zones differ from UTC by whole quarters, and clocks change on one.
    void Move(long ticks)
    {
        const long Quarter = TimeSpan.TicksPerMinute * 15;
        Keep();
        (_begin, _end) = (ticks - (ticks % Quarter), ticks - (ticks % Quarter) + Quarter);
        _day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(new DateTimeOffset(_begin, TimeSpan.Zero), request.Zone).DateTime);
    }

    void Keep()
    {
        if (_count > 0)
            _rows[_day] = _rows.GetValueOrDefault(_day) + _count;
        _count = 0;
    }
}
