namespace Knooppunt.Node.Journal;

/// <summary>The door of the journals: one per organisation, plus the partnership's. Every observation goes in here before anything is done with it.</summary>
public sealed class JournalRoom : IDisposable
{
    readonly Dictionary<string, OrganisationJournal> _journals = new(StringComparer.Ordinal);

    internal JournalRoom(JournalSettings settings, TimeProvider clock)
    {
        Disk.MakeFolder(settings.Folder);
        Settings = settings;
        foreach (var organisation in settings.Organisations)
            _journals[organisation] = OrganisationJournal.Open(organisation, settings, clock);
    }

    /// <summary>Registers the room; the settings are opened when it is first asked for.</summary>
    public static IServiceCollection AddJournal(IServiceCollection services)
    {
        services.AddSingleton(provider => new JournalRoom(provider.GetRequiredService<JournalSettings>(), provider.GetService<TimeProvider>() ?? TimeProvider.System));
        return services;
    }

    /// <summary>The room has no addresses of its own: connectors write to it and other rooms read from it.</summary>
    public static IEndpointRouteBuilder MapJournal(IEndpointRouteBuilder routes) => routes;

    /// <summary>Short names of the organisations that have a journal.</summary>
    public IReadOnlyCollection<string> Organisations => _journals.Keys;

    internal JournalSettings Settings { get; }

    /// <summary>What went wrong, one sentence each; empty when all is well.</summary>
    public IReadOnlyList<string> Health => [.. _journals.Values.SelectMany(journal => journal.Health.Sentences)];

    /// <summary>Takes a batch; when it returns, every answer in it is on disk.</summary>
    internal Task<Answer[]> Append(string organisation, IReadOnlyList<Incoming> batch) => this[organisation].Append(batch);

    internal Task<long> AppendControl(string organisation, ControlRecord record) => this[organisation].AppendControl(record);

    internal JournalBatch Read(string organisation, long from, int max) => this[organisation].Read(from, max);

    internal IAsyncEnumerable<JournalBatch> Follow(string organisation, long from, CancellationToken stop) => this[organisation].Follow(from, stop);

    internal OrganisationJournal this[string organisation] => _journals.TryGetValue(organisation, out var journal)
        ? journal
        : throw new ArgumentException($"There is no journal of '{organisation}'.", nameof(organisation));

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        foreach (var journal in _journals.Values)
            journal.Dispose();
    }
}
