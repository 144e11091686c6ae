using System.Globalization;
using Knooppunt.Node.Connectors.Files;
using Knooppunt.Observations;

namespace Knooppunt.Node.Commands.Detect;

/// <summary>
/// Gives the observations of files that are there at once in order of time, whatever their order in the files: as many wait as <paramref name="most"/>
/// says, so that all of a folder is sorted, and of something larger whatever lies less far apart. Tells what came too late all the same.
/// </summary>
/// <param name="files">The files.</param>
/// <param name="lateness">How late the engine still takes an observation.</param>
/// <param name="most">Observations that wait; with their fields some half a gigabyte.</param>
sealed class TimeOrder(IReadOnlyList<PulledFile> files, TimeSpan lateness, int most = TimeOrder.Most)
{
    /// <summary>A million.</summary>
    public const int Most = 1 << 20;

    // What comes in order, as most does, stands in line; only what does not is sorted in.
    readonly Queue<Held> _line = new();
    readonly PriorityQueue<Held, (long Time, long Turn)> _before = new();
    readonly Dictionary<PulledFile, long> _late = [];
    DateTimeOffset _greatest = DateTimeOffset.MinValue;
    long _last = long.MinValue;

    /// <summary>All of them, once.</summary>
    public IEnumerable<Observation> Observations()
    {
        var turn = 0L;
        foreach (var file in TimeMerge.Turns(files))
        {
            if (_line.Count + _before.Count >= most)
                yield return Next();
            Hold(new(file.Next().Observation, file, turn++));
        }

        while (_line.Count + _before.Count > 0)
            yield return Next();
    }

    /// <summary>What came too late, a sentence per file with what helps; none when all was sorted.</summary>
    public IEnumerable<string> Late() => files.Where(_late.ContainsKey).Select(file => string.Create(CultureInfo.InvariantCulture,
        $"{file.Name}: {_late[file]:N0} observations came more than {lateness.TotalMinutes:0.##} minutes after later ones and were not evaluated; there are too many to sort them all. Sort the file by time, or raise --lateness."));

    void Hold(Held held)
    {
        var time = held.Observation.Time.UtcTicks;
        if (time < _last)
        {
            _before.Enqueue(held, (time, held.Turn));
            return;
        }

        _last = time;
        _line.Enqueue(held);
    }

    Observation Next()
    {
        var sortedIn = _before.TryPeek(out _, out var before) && !(_line.TryPeek(out var first) && (first.Observation.Time.UtcTicks, first.Turn).CompareTo(before) < 0);
        var held = sortedIn ? _before.Dequeue() : _line.Dequeue();
        if (_line.Count == 0)
            _last = long.MinValue;
        var time = held.Observation.Time;
        if (_greatest - DateTimeOffset.MinValue > lateness && time < _greatest - lateness)
            _late[held.File] = _late.GetValueOrDefault(held.File) + 1;
        else if (time > _greatest)
            _greatest = time;
        return held.Observation;
    }

    readonly record struct Held(Observation Observation, PulledFile File, long Turn);
}
