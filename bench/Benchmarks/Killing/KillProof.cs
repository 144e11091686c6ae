using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Signals;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Killing;

/// <summary>What came of many kills.</summary>
/// <param name="Kills">Lives that were ended by force, by the moment at which.</param>
/// <param name="Observations">Observations in the journal in the end.</param>
/// <param name="Signals">Signals in the end.</param>
/// <param name="Wrong">What was lost, doubled or different, in sentences; empty when nothing was.</param>
sealed record KillOutcome(IReadOnlyDictionary<string, int> Kills, int Observations, int Signals, IReadOnlyList<string> Wrong);

/// <summary>
/// Takes in and judges observations in a process that is killed again and again, and holds the signals in the end against those of the same journal
/// in a folder that never saw a kill. The patterns change between two lives.
/// </summary>
/// <param name="folder">Empty folder to work in.</param>
/// <param name="start">Starts <see cref="KilledRooms.Run"/> in a process of its own: folder, first batch, batch after the last.</param>
sealed class KillProof(string folder, Func<string, int, int, Process> start)
{
    const int LastBatches = 12;
    const string Killed = "killed", Undisturbed = "undisturbed";
    readonly List<string> _wrong = [];
    int _next;

    public async Task<KillOutcome> Run(int kills, int seed)
    {
        var luck = new Random(seed);
        var ended = KillMoment.All.ToDictionary(moment => moment.Name, _ => 0, StringComparer.Ordinal);
        Directory.CreateDirectory(In(Killed, "data"));
        for (var life = 0; life < kills; life++)
        {
            var moment = KillMoment.All[life % KillMoment.All.Count];
            KillLoad.WritePatterns(In(Killed, "patterns"), life);
            using var child = start(In(Killed), _next, int.MaxValue);
            Read(await moment.Kill(child, In(Killed, "data"), luck), $"Life {life}, killed when {moment.Name}");
            // 128 and the number of SIGKILL; on Windows a killed process ends with -1.
            if (child.ExitCode is not (137 or -1))
                _wrong.Add($"Life {life} ended by itself with {child.ExitCode.ToString(CultureInfo.InvariantCulture)} and not by the kill.");
            ended[moment.Name]++;
        }

        await Whole(Killed, _next, _next + LastBatches);
        CheckJournal();
        Copy(In(Killed, "data", "journals"), In(Undisturbed, "data", "journals"));
        Copy(In(Killed, "patterns"), In(Undisturbed, "patterns"));
        await Whole(Undisturbed, _next, _next);
        var (disturbed, expected) = (await Stored(Killed), await Stored(Undisturbed));
        _wrong.AddRange(expected.Except(disturbed, StringComparer.Ordinal).Select(row => $"Only undisturbed: {row}"));
        _wrong.AddRange(disturbed.Except(expected, StringComparer.Ordinal).Select(row => $"Only after kills: {row}"));
        CheckSignals(disturbed);
        return new(ended, _next * KillLoad.Rows, disturbed.Count(row => row.StartsWith("{\"Id\"", StringComparison.Ordinal)), _wrong);
    }

    string In(params string[] parts) => Path.Combine([folder, .. parts]);

    /// <summary>A life that nobody ends.</summary>
    async Task Whole(string name, int from, int until)
    {
        using var child = start(In(name), from, until);
        List<string> lines = [];
        while (await child.StandardOutput.ReadLineAsync() is { } line)
            lines.Add(line);
        await child.WaitForExitAsync();
        Read(lines, $"The last life of {name}");
        if (!lines.Contains("Done"))
            _wrong.Add($"The last life of {name} did not come to its end: {string.Join(" / ", lines.TakeLast(3))}");
    }

    void Read(List<string> lines, string life)
    {
        foreach (var line in lines)
        {
            if (line.Split(' ') is ["Taken", var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var batch))
                _next = batch + 1;
            else if (line.StartsWith("Said", StringComparison.Ordinal))
                _wrong.Add($"{life}: {line}");
        }
    }

    /// <summary>Every acknowledged batch is there, whole, once.</summary>
    void CheckJournal()
    {
        var there = new Dictionary<int, HashSet<string>>();
        using var room = new JournalRoom(KillLoad.Journals(In(Killed, "data", "journals")), TimeProvider.System);
        for (var batch = room.Read(KillLoad.Organisation, 0, 4096); batch.Entries.Count > 0; batch = room.Read(KillLoad.Organisation, batch.Next, 4096))
        {
            foreach (var id in batch.Observations.Select(recorded => recorded.Observation.Id))
            {
                var number = KillLoad.BatchOf(id);
                if (!there.TryGetValue(number, out var ids))
                    there[number] = ids = new(StringComparer.Ordinal);
                if (!ids.Add(id))
                    _wrong.Add($"Observation {id} stands twice in the journal.");
            }
        }

        _wrong.AddRange(Enumerable.Range(0, _next).Where(number => there.GetValueOrDefault(number)?.Count != KillLoad.Rows).Select(number => $"Of batch {number} there are {there.GetValueOrDefault(number)?.Count ?? 0} observations."));
    }

    /// <summary>The signals that must be there by the way the load is made, whatever the engine says of it twice.</summary>
    void CheckSignals(List<string> rows)
    {
        _wrong.AddRange(Enumerable.Range(0, _next).Select(KillLoad.SeenIn).Where(container => !rows.Exists(row => row.Contains($"\"SubjectValue\":\"{container}\"", StringComparison.Ordinal))).Select(container => $"There is no signal about {container}."));
        var stays = rows.Count(row => row.Contains("\"SubjectKind\":\"plate\"", StringComparison.Ordinal));
        if (stays < KillLoad.Stays(_next))
            _wrong.Add($"Of at least {KillLoad.Stays(_next)} vehicles that stayed {stays} were told.");
    }

    /// <summary>Everything that is stored of the signals.</summary>
    async Task<List<string>> Stored(string name)
    {
        await using var db = await RoomDatabase.At<SignalsDb>(In(name, "data", "rooms.db")).CreateDbContextAsync();
        return [.. (await db.Signals.AsNoTracking().OrderBy(row => row.Id).ToListAsync()).Select(row => JsonSerializer.Serialize(row)),
            .. (await db.Patterns.AsNoTracking().OrderBy(row => row.Signal).ThenBy(row => row.Pattern).ToListAsync()).Select(row => JsonSerializer.Serialize(row))];
    }

    static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
