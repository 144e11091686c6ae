using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Signals;

/// <summary>One signal as stored: the story whole as JSON, and beside it what lists are sorted and searched by.</summary>
sealed class SignalRow
{
    /// <summary>Id of the story.</summary>
    public required string Id { get; set; }

    public required string Journal { get; set; }

    public required string SubjectKind { get; set; }

    public required string SubjectValue { get; set; }

    public required int Severity { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long First { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long Last { get; set; }

    public required string LeadPattern { get; set; }

    /// <summary>The signal in one Dutch sentence.</summary>
    public required string Headline { get; set; }

    /// <summary>The signal in one English sentence.</summary>
    public required string HeadlineEnglish { get; set; }

    public required int Observations { get; set; }

    public required string? Place { get; set; }

    /// <summary>Id of the visibility label; queries use IN on it.</summary>
    public required int Label { get; set; }

    /// <summary>Seconds of silence after which the story closes.</summary>
    public required long GapSeconds { get; set; }

    /// <summary>When the last evidence that it keeps came in, UTC microseconds since 1970. From here its term is counted: an old file that is read today is kept as long as what happens today.</summary>
    public required long Arrived { get; set; }

    /// <summary>The story as JSON, byte-equal for the same journal.</summary>
    public required string Story { get; set; }

    /// <summary>Whether it is of patterns on trial. A query has none of these unless it says so (<c>Trial/TrialSignals.cs</c>).</summary>
    public bool OnTrial { get; set; }
}

/// <summary>One pattern's part in a signal, for the record of the pattern.</summary>
sealed class SignalPatternRow
{
    public required string Signal { get; set; }

    public required string Pattern { get; set; }

    public required long Last { get; set; }
}

/// <summary>What a person did with a signal. A row of its own, so that a replay never touches it.</summary>
sealed class ActionRow
{
    public long Id { get; set; }

    public required string Signal { get; set; }

    public required long At { get; set; }

    public required string Who { get; set; }

    public required string Name { get; set; }

    /// <summary>One of <see cref="ActionKinds"/>.</summary>
    public required string Kind { get; set; }

    /// <summary>Code of the reason; empty unless it is a verdict.</summary>
    public required string Reason { get; set; }

    public required string Comment { get; set; }
}

/// <summary>That a person put a signal in the story of another.</summary>
sealed class MergeRow
{
    public required string Signal { get; set; }

    /// <summary>Id of the signal that leads the story; it is in no other.</summary>
    public required string Into { get; set; }
}

/// <summary>That a signal opened or became graver: what other rooms follow, written in the transaction that stores it.</summary>
sealed class SignalChangeRow
{
    /// <summary>Rises with time; a follower goes on from it.</summary>
    public long Id { get; set; }

    public required string Signal { get; set; }
}

/// <summary>What remains of signals past their term: how many there were per pattern and day. Of whom or what is no longer known.</summary>
sealed class PatternCountRow
{
    public required string Pattern { get; set; }

    /// <summary>Day of the signals' last evidence, in days since 1970.</summary>
    public required long Day { get; set; }

    public int Fired { get; set; }

    public int Confirmed { get; set; }

    public int Dismissed { get; set; }

    /// <summary>Of those dismissed: how often it was the innocent explanation.</summary>
    public int Innocent { get; set; }
}

/// <summary>A deletion that is done and whose proof must still enter the journal. Written in the transaction that deletes.</summary>
sealed class DeletionRow
{
    public required string Name { get; set; }

    public required string Journal { get; set; }

    public required string Statement { get; set; }
}

/// <summary>How far Detection has come in a journal. Moves in the transaction that stores its signals.</summary>
sealed class CheckpointRow
{
    public required string Journal { get; set; }

    /// <summary>The next offset to read.</summary>
    public required long Next { get; set; }
}

/// <summary>Tables of Signals.</summary>
sealed class SignalsDb(DbContextOptions<SignalsDb> options) : DbContext(options)
{
    public DbSet<SignalRow> Signals => Set<SignalRow>();

    public DbSet<SignalPatternRow> Patterns => Set<SignalPatternRow>();

    public DbSet<ActionRow> Actions => Set<ActionRow>();

    public DbSet<MergeRow> Merges => Set<MergeRow>();

    public DbSet<SignalChangeRow> Changes => Set<SignalChangeRow>();

    public DbSet<PatternCountRow> PatternCounts => Set<PatternCountRow>();

    public DbSet<DeletionRow> Deletions => Set<DeletionRow>();

    public DbSet<CheckpointRow> Checkpoints => Set<CheckpointRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<SignalRow>(table =>
        {
            table.ToTable("signals");
            // The one choke point: whatever reads signals, now or later, has none of a pattern on trial. Who must have them takes the filter off by name, and a test holds the list of those.
            table.HasQueryFilter(row => !row.OnTrial);
            table.HasIndex(row => new { row.Label, row.Severity, row.Last });
            table.HasIndex(row => new { row.Journal, row.Last });
            table.HasIndex(row => row.Arrived);
            table.HasIndex(row => new { row.SubjectKind, row.SubjectValue });
        });
        builder.Entity<SignalPatternRow>(table =>
        {
            table.ToTable("signal_patterns");
            table.HasKey(row => new { row.Signal, row.Pattern });
            table.HasIndex(row => new { row.Pattern, row.Last });
        });
        builder.Entity<ActionRow>(table =>
        {
            table.ToTable("signal_actions");
            table.HasIndex(row => new { row.Signal, row.Id });
        });
        builder.Entity<MergeRow>(table =>
        {
            table.ToTable("signal_merges");
            table.HasKey(row => row.Signal);
            table.HasIndex(row => row.Into);
        });
        builder.Entity<SignalChangeRow>(table =>
        {
            table.ToTable("signal_changes");
            table.HasIndex(row => row.Signal);
        });
        builder.Entity<PatternCountRow>(table =>
        {
            table.ToTable("pattern_counts");
            table.HasKey(row => new { row.Pattern, row.Day });
        });
        builder.Entity<DeletionRow>(table =>
        {
            table.ToTable("signal_deletions");
            table.HasKey(row => row.Name);
        });
        builder.Entity<CheckpointRow>(table =>
        {
            table.ToTable("checkpoints");
            table.HasKey(row => row.Journal);
        });
    }
}

/// <summary>For the design-time tool.</summary>
sealed class SignalsDbDesignTime() : DesignTime<SignalsDb>(options => new SignalsDb(options));
