using Knooppunt.Detection.Backtest;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Commands;
using Knooppunt.Node.Detection;
using Knooppunt.Node.Detection.Backtest;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Knooppunt.Observations;
using Knooppunt.Signals;
using Knooppunt.Tests.Core.Simulation;
using Knooppunt.Tests.Node.Journal;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Tests.Node.Detection;

/// <summary>Two simulated days of Rotterdam in the journal of one terminal, judged live by the shipped patterns as a node does it.</summary>
public sealed class LiveDay : IAsyncLifetime
{
    public const string Journal = "ect";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    static readonly Viewer[] Officers = [new(Journal, Role.SecurityOfficer), new(Journal, Role.Analyst), new("portbase", Role.Analyst)];
    readonly string _folder = Directory.CreateTempSubdirectory("knooppunt-backtest").FullName;
    readonly StandingClock _clock = new();
    JournalRoom? _room;

    internal static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    internal Judges Judges { get; } = new();

    internal JournalRoom Room => _room!;

    internal IDbContextFactory<SignalsDb> Signals { get; private set; } = null!;

    /// <summary>The signals that the live run stored.</summary>
    internal IReadOnlyList<Story> Stories { get; private set; } = [];

    public string Folder => _folder;

    public async ValueTask InitializeAsync()
    {
        var simulation = Simulated.Of("rotterdam", days: 2);
        _room = new JournalRoom(new JournalSettings
        {
            Folder = Path.Combine(_folder, "journals"),
            Organisations = [Journal],
            ReadPlate = JournalsOf.ReadPlate,
            Sources = [.. simulation.Sources.Select(source => new Knooppunt.Node.Journal.SourceSettings { Name = source.Name, Handling = source.Handling with { Organisation = Journal }, Ordered = true, Lateness = source.Lateness })],
        }, _clock);
        await _room.AppendControl(Journal, new Rulebook().To(Book(_room.Pseudonyms(Journal))));
        foreach (var (source, file, lines) in from day in simulation.Days()
                                              from file in day.Files
                                              let source = simulation.Sources.Single(source => source.Name == file.Source)
                                              let lines = Simulated.Read(source, file).Taken
                                              where lines.Count > 0
                                              orderby lines.Max(line => line.Observation.Time)
                                              select (source, file, lines))
        {
            var due = lines.Max(line => line.Observation.Time).AddMinutes(1);
            _clock.Now = due > _clock.Now ? due : _clock.Now;
            await _room.Append(Journal, [.. lines.Select(line => new Incoming(line.Observation with { Source = source.Name }, file.Name, line.Line))]);
            await _room[Journal].Tick();
        }

        await Judge();
    }

    public ValueTask DisposeAsync()
    {
        _room?.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Turns what was written into columns, as the day after does.</summary>
    internal void Seal()
    {
        _clock.Now += TimeSpan.FromDays(1);
        Room[Journal].Seal();
    }

    /// <summary>What a backtest of a shipped pattern file finds.</summary>
    internal async Task<BacktestResult> Backtest(string file, DateOnly first, DateOnly last, IReadOnlyList<AssessedSignal>? assessed = null, Viewer[]? viewers = null) =>
        await Backtest(Request(file, first, last, viewers), assessed);

    internal async Task<BacktestResult> Backtest(BacktestRequest request, IReadOnlyList<AssessedSignal>? assessed = null)
    {
        using var history = Room.History(Journal);
        return (await new Backtester(Judges).Run(request, [history], _ => Task.FromResult(assessed ?? []), (_, _) => { }, default)).Result;
    }

    internal static BacktestRequest Request(string file, DateOnly first, DateOnly last, Viewer[]? viewers = null)
    {
        var text = File.ReadAllText(Path.Combine(SharedData.Repository, "patterns", file));
        var complaints = new List<Complaint>();
        var tried = TriedPattern.Read(file, text, new HashSet<string>(), complaints);
        Assert.Equal([], complaints);
        return new BacktestRequest { PatternId = tried!.Speaks.Id, Title = tried.Speaks.Title, Documents = tried.Documents, Text = text, First = first, Last = last, Zone = Zone, Journals = [Journal], Viewers = viewers ?? Officers, Overlap = false };
    }

    /// <summary>Runs the node's own detection to the end of the journal.</summary>
    async Task Judge()
    {
        using var folders = NodeFolders.Open(new NodeSettings { Data = Path.Combine(_folder, "data") });
        await File.WriteAllBytesAsync(folders.Database, []);
        var disclosure = RoomDatabase.At<DisclosureDb>(folders.Database);
        Signals = RoomDatabase.At<SignalsDb>(folders.Database);
        await Migrate(disclosure);
        await Migrate(Signals);
        var turn = new WriteTurn();
        var record = new RecordSignals(Signals, new Labels(disclosure, turn), new SignalFeed(), new PatternShelf(), NodePlaces.Read(null).Value, Room, turn);
        var progress = new Progress();
        using var stop = new CancellationTokenSource(Patience);
        var run = new JournalDetection(Journal, Room, record, new Snapshots(folders), Judges, progress, new DetectionPace(), _ => { }).Run(stop.Token);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (progress.Reached(Journal) is not { } reached || reached < Room.Next(Journal))
            await beat.WaitForNextTickAsync(stop.Token);
        await stop.CancelAsync();
        await run;
        await using var db = await Signals.CreateDbContextAsync();
        Stories = [.. (await db.Signals.OrderBy(row => row.Id).ToListAsync()).Select(row => StoryJson.Read(row.Story))];
    }

    static async Task Migrate<T>(IDbContextFactory<T> database) where T : DbContext
    {
        await using var db = await database.CreateDbContextAsync();
        await db.Database.MigrateAsync();
    }

    static Rulebook Book(Knooppunt.Disclosure.Pseudonyms.Pseudonymiser pseudonyms)
    {
        var book = new Rulebook();
        foreach (var (name, text) in PatternFolder.Texts(Path.Combine(SharedData.Repository, "patterns")))
            book.Set(Rulebook.Pattern, name, text.Value);
        foreach (var list in ListFolder.Read([Path.Combine(SharedData.Repository, "lists")], []))
            book.Set(Rulebook.List, list.Name, ListFolder.Write(ListFolder.Tokenised(list, pseudonyms)));
        book.Set(Rulebook.Places, "rotterdam", File.ReadAllText(Path.Combine(SharedData.Repository, "places", "rotterdam.geojson")));
        book.Set(Rulebook.TimeZone, "node", "Europe/Amsterdam");
        return book;
    }
}
