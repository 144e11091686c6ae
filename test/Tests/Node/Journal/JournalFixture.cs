using Knooppunt.Node.Journal;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Node.Journal;

/// <summary>A clock that stands until it is moved.</summary>
sealed class StandingClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>A folder for one test, with one organisation, an ordered source <c>ect/file</c> and unordered ones.</summary>
sealed class JournalFixture : IDisposable
{
    public const string Organisation = "ect";

    public JournalFixture()
    {
        Folder = Path.Combine(Path.GetTempPath(), "knooppunt-tests", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Folder);
        Settings = SettingsIn(Folder);
    }

    public string Folder { get; }

    public StandingClock Clock { get; } = new();

    public JournalSettings Settings { get; set; }

    public static JournalSettings SettingsIn(string folder) => new()
    {
        Folder = folder,
        Organisations = [Organisation],
        Sources =
        [
            Source("ect/gate", "gate", 365),
            Source("ect/plates", "plates", 28),
            Source("ect/file", "gate", 365) with { Ordered = true },
        ],
    };

    public static SourceSettings Source(string name, string retention, int days, string organisation = Organisation) => new()
    {
        Name = name,
        Handling = new Handling(organisation, Regime.Avg, Purpose.SiteSecurity, Tlp.Amber, Pap.Amber, new RetentionClass(retention, days)),
    };

    public JournalRoom Open() => new(Settings, Clock);

    public string[] Files(string pattern) => [.. Directory.GetFiles(Folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public Observation Observation(string id, string source = "ect/gate", string? container = null, DateTimeOffset? time = null, double weight = 21_500)
    {
        var data = Fields.Of(("container", container ?? "MSKU1234565"), ("direction", "in"), ("terminal", "ECTDE"), ("gross_kg", weight), ("empty", false));
        var type = new ObservationType(Family.Goods, "container_gate");
        return new Observation { Id = id, Source = source, Type = type, Time = time ?? Clock.Now.AddSeconds(-5), Subject = Taxonomy.SubjectOf(type, data), Data = data };
    }

    public Incoming[] Batch(int count, string prefix = "m", string source = "ect/gate") =>
        [.. Enumerable.Range(0, count).Select(i => new Incoming(Observation($"{prefix}-{i}", source)))];

    public static Task<Answer[]> Append(JournalRoom room, params Incoming[] batch) => room.Append(Organisation, batch);

    public static List<Recorded> ReadAll(JournalRoom room, long from = 0)
    {
        List<Recorded> all = [];
        while (room.Read(Organisation, from, 1000) is { Entries.Count: > 0 } batch)
        {
            all.AddRange(batch.Observations);
            from = batch.Next;
        }

        return all;
    }
}
