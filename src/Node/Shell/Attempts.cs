using System.Collections.Concurrent;

namespace Knooppunt.Node.Shell;

/// <summary>Work of a room that does not succeed.</summary>
/// <param name="Work">Which.</param>
/// <param name="Since">When it failed first.</param>
/// <param name="Last">When it failed last.</param>
/// <param name="Times">How often in a row.</param>
/// <param name="Next">Before when it is not tried again.</param>
/// <param name="Kind">Name of the fault. Never its text: that may name somebody.</param>
sealed record Trouble(string Work, DateTimeOffset Since, DateTimeOffset Last, int Times, DateTimeOffset Next, string Kind);

/// <summary>
/// Does the work of rooms that goes on by itself. Work that fails, whatever the fault, stops neither the work of other rooms nor the node: a mistake in one room may not
/// close the port's eyes. It is told loudly (in the log, by <c>/health/ready</c> and to administrators on every page) and tried again, each time later, until it succeeds.
/// </summary>
sealed partial class Attempts(FirstSight sight, TimeProvider clock, ILogger<Attempts> log)
{
    /// <summary>The longest wait before it is tried again: less than an hour, so that hourly work loses no hour.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(50);

    readonly ConcurrentDictionary<string, Trouble> _troubles = new(StringComparer.Ordinal);

    /// <summary>What does not succeed now, the oldest first.</summary>
    public IReadOnlyList<Trouble> Troubles => [.. _troubles.Values.OrderBy(trouble => trouble.Since).ThenBy(trouble => trouble.Work, StringComparer.Ordinal)];

    /// <summary>Does some work, unless it failed so recently that it is too early to try again. True when it was done. Waits until the node sees (<see cref="FirstSight"/>).</summary>
    /// <param name="work">Its name, as the log and the screen say it.</param>
    /// <param name="first">How long it waits after its first failure; twice as long after each following one.</param>
    /// <param name="act">The work.</param>
    /// <param name="stop">Ends it; that is no failure.</param>
    public async Task<bool> Do(string work, TimeSpan first, Func<CancellationToken, Task> act, CancellationToken stop)
    {
        await sight.Wait(stop);
        var before = _troubles.GetValueOrDefault(work);
        if (before is not null && clock.GetUtcNow() < before.Next)
            return false;
        try
        {
            await act(stop);
        }
        catch (Exception wrong) when (!stop.IsCancellationRequested)
        {
            var (now, times) = (clock.GetUtcNow(), (before?.Times ?? 0) + 1);
            // Twelve times doubled even a second is longer than the longest; without an end a day of failures would be more than a time can hold.
            var wait = first * Math.Pow(2, Math.Min(times - 1, 12));
            _troubles[work] = new(work, before?.Since ?? now, now, times, now + (wait < Longest ? wait : Longest), wrong.GetType().Name);
            LogFailed(log, work, times, wrong);
            return false;
        }

        if (before is not null && _troubles.TryRemove(work, out _))
            LogMended(log, work, before.Times);
        return true;
    }

    [LoggerMessage(LogLevel.Error, "The work {Work} failed, {Times} times in a row now. Nothing else waits for it; it is tried again, each time later.")]
    static partial void LogFailed(ILogger logger, string work, int times, Exception wrong);

    [LoggerMessage(LogLevel.Warning, "The work {Work} succeeds again, after {Times} failures.")]
    static partial void LogMended(ILogger logger, string work, int times);
}
