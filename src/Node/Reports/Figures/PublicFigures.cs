using Knooppunt.Node.Shell;

namespace Knooppunt.Node.Reports;

/// <summary>What everybody sees of reporting.</summary>
/// <param name="At">When it was counted.</param>
/// <param name="Quarter">The last quarter that is over; null when nobody reported in one yet.</param>
/// <param name="Rows">What was counted of it.</param>
/// <param name="Given">What reporters got back.</param>
sealed record ShownFigures(DateTimeOffset At, Quarter? Quarter, IReadOnlyList<CountRow> Rows, Feedback Given);

/// <summary>The figures for everybody, counted once a day: a flood of strangers costs no more than one of them, and nobody sees by loading again that a report was answered just now.</summary>
sealed class PublicFigures(ReportFigures figures, TimeProvider clock) : IDisposable
{
    static readonly TimeSpan Fresh = TimeSpan.FromDays(1);
    readonly OneAtATime _one = new();
    ShownFigures? _kept;

    /// <summary>The figures, a day old at most.</summary>
    public async Task<ShownFigures> Now(CancellationToken stop = default)
    {
        using var alone = await _one.Enter(stop);
        var now = clock.GetUtcNow();
        if (_kept is { } kept && now - kept.At < Fresh)
            return kept;
        var quarters = await figures.Quarters(stop);
        return _kept = quarters is [var last, ..] ? new(now, last, await figures.Of([last], stop), await figures.Given(stop)) : new(now, null, [], new(null, null, null, null));
    }

    public void Dispose() => _one.Dispose();
}
