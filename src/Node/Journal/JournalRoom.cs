using Knooppunt.Disclosure;
using Knooppunt.Disclosure.Pseudonyms;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>The door of the journals: one per organisation, plus the partnership's. Every observation goes in here before anything is done with it.</summary>
public sealed class JournalRoom : IDisposable
{
    readonly OneAtATime _carrying = new();
    readonly Dictionary<string, OrganisationJournal> _journals = new(StringComparer.Ordinal);

    internal JournalRoom(JournalSettings settings, TimeProvider clock)
    {
        Disk.MakeFolder(settings.Folder);
        Settings = settings;
        foreach (var organisation in settings.Organisations)
            _journals[organisation] = OrganisationJournal.Open(organisation, settings, clock);
    }

    /// <summary>Registers the room and its minute; a <c>JournalSettings</c> must be registered too. The journals are opened when the room is first asked for.</summary>
    public static IServiceCollection AddJournal(IServiceCollection services)
    {
        services.AddSingleton(provider => new JournalRoom(provider.GetRequiredService<JournalSettings>(), provider.GetService<TimeProvider>() ?? TimeProvider.System));
        services.AddSingleton<Disclosure.IKnowsWhatLeft, ReleaseDepartures>();
        services.AddSingleton<JournalHoldings>().AddSingleton<Disclosure.IHoldsAbout>(provider => provider.GetRequiredService<JournalHoldings>());
        services.AddHostedService<Upkeep>();
        services.AddHealthChecks().AddCheck<JournalsCheck>("journals");
        return services;
    }

    /// <summary>Pages about what journals release and destroyed; observations come and go through other rooms.</summary>
    public static IEndpointRouteBuilder MapJournal(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/disclosure/proofs/export", ProofsExport.Handle);
        return routes;
    }

    /// <summary>Short names of the organisations that have a journal.</summary>
    public IReadOnlyCollection<string> Organisations => _journals.Keys;

    internal JournalSettings Settings { get; }

    /// <summary>Whether a journal is the partnership's: what stands in it was released to all partners.</summary>
    internal bool IsShared(string journal) => journal == Settings.Partnership;

    /// <summary>What went wrong, one sentence each; empty when all is well.</summary>
    public IReadOnlyList<string> Health => [.. _journals.Values.SelectMany(journal => journal.Health.Sentences)];

    /// <summary>Why journals take nothing any more, one sentence each; empty when all of them do.</summary>
    internal IReadOnlyList<string> Unwritable => [.. _journals.Values.Where(journal => journal.Broken is not null).Select(journal => $"Journal {journal.Name}: {journal.Broken}")];

    /// <summary>The offset after the last record on disk.</summary>
    internal long Next(string organisation) => this[organisation].Next;

    /// <summary>Takes a batch; when it returns, every answer in it is on disk.</summary>
    internal Task<Answer[]> Append(string organisation, IReadOnlyList<Incoming> batch) => this[organisation].Append(batch);

    /// <summary>Before the node stops: so that the next start has little to read again.</summary>
    internal Task Part() => Task.WhenAll(_journals.Values.Select(journal => journal.Part()));

    /// <summary>Says of which sources of an organisation more lies waiting than was taken: they hold its watermark, and the partnership's copies wait for them.</summary>
    internal void Hold(string organisation, IReadOnlySet<string> waiting) => this[organisation].Hold(waiting);

    /// <summary>Names of the sources of an organisation from which longer than they promise nothing came.</summary>
    internal IReadOnlyList<string> Silent(string organisation) => this[organisation].SilentNow();

    /// <summary>Keeps and counts what a connector could not read.</summary>
    internal Task Reject(string organisation, string source, IReadOnlyList<Unread> pieces) => this[organisation].Reject(source, pieces);

    /// <summary>What was kept of refused offers, oldest first.</summary>
    internal IEnumerable<Rejection> Rejections(string organisation) => this[organisation].Rejections();

    /// <summary>The newest of them, the newest first; only those with a smaller number than <paramref name="before"/>.</summary>
    internal IReadOnlyList<Rejection> Rejections(string organisation, long? before, int most) => this[organisation].Rejections(before, most);

    internal Task<long> AppendControl(string organisation, params IReadOnlyList<ControlRecord> records) => this[organisation].AppendControl(records);

    /// <summary>Journals, once, a signed statement that another room deleted something that rested on this journal.</summary>
    internal Task ProveDeletion(string organisation, string name, string statement) => this[organisation].Retention.Prove(name, statement);

    /// <summary>The key under which an organisation's proofs of deletion can be checked: Ed25519, base64.</summary>
    internal string ProofKey(string organisation) => this[organisation].Retention.PublicKey;

    /// <summary>How many segments of a journal are still there although their days have passed.</summary>
    internal int Overdue(string organisation, DateTimeOffset now) => this[organisation].Retention.Overdue(now);

    /// <summary>The signed proofs of what was deleted since a day, newest first.</summary>
    internal IReadOnlyList<DeletionProof> Proofs(string organisation, DateOnly since) =>
        [.. this[organisation].ControlsSince(since).Where(control => control.Kind == "deletion").Select(control => DeletionProof.Read(control, ProofKey(organisation)))
            .Where(proof => DateOnly.FromDateTime(proof.DeletedAt.UtcDateTime) >= since).OrderByDescending(proof => proof.DeletedAt)];

    internal JournalBatch Read(string organisation, long from, int max) => this[organisation].Read(from, max);

    internal IAsyncEnumerable<JournalBatch> Follow(string organisation, long from, CancellationToken stop) => this[organisation].Follow(from, stop);

    /// <summary>All that a journal keeps now, to go over as columns.</summary>
    internal JournalHistory History(string organisation) => this[organisation].History();

    /// <summary>Records of a time range by their own time, in offset order.</summary>
    internal IEnumerable<JournalEntry> ByTime(string organisation, DateTimeOffset from, DateTimeOffset before) => this[organisation].ByTime(from, before);

    /// <summary>All that is known of a subject; plates, passes and persons by their token.</summary>
    internal IEnumerable<JournalEntry> BySubject(string organisation, Subject subject) => this[organisation].Search(SubjectQuery.Of(subject));

    /// <summary>All that names a plate, pass or person by its token, in whichever field.</summary>
    internal IEnumerable<JournalEntry> Naming(string organisation, Subject subject) => this[organisation].Search(SubjectQuery.Wherever(subject));

    /// <summary>The time up to which the journal is complete; null when no source has spoken.</summary>
    internal DateTimeOffset? Watermark(string organisation) => this[organisation].Watermark();

    /// <summary>Makes an organisation's tokens: patterns compile their literals with it.</summary>
    internal Pseudonymiser Pseudonyms(string organisation) => this[organisation].Pseudonyms;

    /// <summary>The clear text of a token. The look must stand in the read log already, under <paramref name="logged"/>.</summary>
    internal string? Reveal(string organisation, string token, string logged) => this[organisation].Vault.Reveal(token, logged);

    /// <summary>What the partnership would have seen, under the policy in force or another one that is being tried.</summary>
    internal IEnumerable<(Recorded Recorded, ReleaseOutcome Outcome)> Preview(string organisation, DateTimeOffset from, DateTimeOffset before, ReleasePolicy? tried = null) =>
        Settings.Partnership is { } partnership && (tried ?? Settings.Policies.GetValueOrDefault(organisation)) is { } policy
            ? new PartnershipFeed(this[organisation], this[partnership], policy).Preview(from, before)
            : [];

    /// <summary>How many copies of an organisation's observations went to the partnership since a moment of the last two days, and when the last did, to the second.</summary>
    internal (long Copies, DateTimeOffset? Last) Released(string organisation, DateTimeOffset from) => Settings.Partnership is { } partnership && Settings.Policies.GetValueOrDefault(organisation) is { } policy
        ? new PartnershipFeed(this[organisation], this[partnership], policy).Released.Since(from) : (0, null);

    /// <summary>Makes reduced copies of an organisation's observations, plates and passes under the partnership's key. Null when the node has no partnership.</summary>
    /// <param name="organisation">Whose journal they stand in.</param>
    internal Func<Observation, ReleasePolicy, ReleaseOutcome>? Reducer(string organisation)
    {
        if (Settings.Partnership is not { } partnership)
            return null;
        var (clear, pseudonyms) = (this[organisation].Vault.Reader(), this[partnership].Pseudonyms);
        return (observation, policy) => policy.Apply(observation, clear, pseudonyms);
    }

    /// <summary>What must be done as time passes: delete what is past its term, release what is due, journal ticks and silences, seal finished segments, carry to the partnership.</summary>
    /// <exception cref="AggregateException">A disk refused some of it. The rest was done: one full disk must not keep another journal from its term.</exception>
    internal async Task Maintain(DateTimeOffset now)
    {
        List<Exception> refused = [];
        foreach (var journal in _journals.Values)
        {
            // First what makes room.
            await Try(() => journal.Retention.Run(now)).ConfigureAwait(false);
            await Try(() => journal.ReleaseParked()).ConfigureAwait(false);
            await Try(journal.Tick).ConfigureAwait(false);
            await Try(() => Task.FromResult(journal.Seal())).ConfigureAwait(false);
        }

        if (Settings.Partnership is { } partnership)
        {
            var limit = _journals.Values.Min(journal => journal.HeldAt()) ?? DateTimeOffset.MaxValue;
            await Try(() => Carry(partnership, limit, now)).ConfigureAwait(false);
        }

        if (refused.Count > 0)
            throw new AggregateException(refused);

        async Task Try(Func<Task> work)
        {
            try
            {
                await work().ConfigureAwait(false);
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
            {
                refused.Add(wrong);
            }
        }
    }

    internal OrganisationJournal this[string organisation] => _journals.TryGetValue(organisation, out var journal)
        ? journal
        : throw new ArgumentException($"There is no journal of '{organisation}'.", nameof(organisation));

    // One at a time: where each feed has come to is one file.
    async Task Carry(string partnership, DateTimeOffset limit, DateTimeOffset now)
    {
        using var alone = await _carrying.Enter(CancellationToken.None).ConfigureAwait(false);
        await new Carrier(this[partnership], [.. Settings.Policies.Select(policy => new PartnershipFeed(this[policy.Key], this[partnership], policy.Value))]).Run(limit, now).ConfigureAwait(false);
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        foreach (var journal in _journals.Values)
            journal.Dispose();
        _carrying.Dispose();
    }
}
