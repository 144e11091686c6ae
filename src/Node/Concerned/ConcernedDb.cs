using Knooppunt.Concerned;
using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Concerned;

/// <summary>One request of somebody about their own data. Who asks is not here: the organisation that received it keeps the letter.</summary>
sealed class RequestRow
{
    public long Number { get; set; }

    /// <summary>Random id in links.</summary>
    public required string Id { get; set; }

    public required ConcernedRight Right { get; set; }

    /// <summary>What it is about: plate, pass, container or person.</summary>
    public required string Kind { get; set; }

    /// <summary>The number or name, encrypted; null once it is finished.</summary>
    public byte[]? Clear { get; set; }

    /// <summary>The same as each journal calls it, as JSON by name of the journal. This stays.</summary>
    public required string Tokens { get; set; }

    /// <summary>Short name of the organisation that received it and sends the answer.</summary>
    public required string ReceivedBy { get; set; }

    /// <summary>The day on which it came in, on the clocks of the node.</summary>
    public required DateOnly Received { get; set; }

    /// <summary>How it came: letter, mail or counter.</summary>
    public required string Channel { get; set; }

    public required IdentityCheck Identity { get; set; }

    /// <summary>How it appeared that the number is theirs, in the words of who entered it.</summary>
    public required string Shown { get; set; }

    /// <summary>Whether the person is answered in English.</summary>
    public required bool English { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long Entered { get; set; }

    /// <summary>Name of who entered it.</summary>
    public required string EnteredBy { get; set; }

    /// <summary>The day on which the person was told that it takes longer; null when nobody did.</summary>
    public DateOnly? Extended { get; set; }

    /// <summary>Why, in the words that the person reads; empty when it was not extended.</summary>
    public string ExtendedWhy { get; set; } = "";

    /// <summary>The day on which the answer went out; null while it did not.</summary>
    public DateOnly? Answered { get; set; }

    /// <summary>When it was finished, UTC microseconds since 1970; null while it is open. From here its term is counted.</summary>
    public long? Finished { get; set; }

    /// <summary>Name of who finished it; empty while it is open.</summary>
    public string FinishedBy { get; set; } = "";

    /// <summary>Rises with every change: of two who decide at once the second is told.</summary>
    public int Version { get; set; }
}

/// <summary>What one organisation found and decides.</summary>
sealed class PartRow
{
    public long Id { get; set; }

    public required long Request { get; set; }

    public required string Organisation { get; set; }

    /// <summary>When its privacy officer searched last, UTC microseconds since 1970; null when nobody did.</summary>
    public long? Searched { get; set; }

    public ConcernedOutcome Outcome { get; set; }

    /// <summary>Code of the ground; empty for none.</summary>
    public string Ground { get; set; } = "";

    public ConcernedAction Action { get; set; }

    /// <summary>How many copies were taken back; null when nothing had to be, or not yet.</summary>
    public int? TakenBack { get; set; }

    /// <summary>What it says to the person besides.</summary>
    public string Words { get; set; } = "";

    /// <summary>UTC microseconds since 1970; null while it is open.</summary>
    public long? Decided { get; set; }

    /// <summary>Name of who decided; empty while it is open.</summary>
    public string DecidedBy { get; set; } = "";

    public int Version { get; set; }
}

/// <summary>How far taking back is.</summary>
enum TakingState
{
    Waiting,
    Counted,
    Done,
}

/// <summary>That one room is to take back what an organisation gave; written with the decision.</summary>
sealed class TakingRow
{
    public long Id { get; set; }

    /// <summary>Id of the part that decided so.</summary>
    public required long Part { get; set; }

    /// <summary>Name of the room.</summary>
    public required string Room { get; set; }

    public TakingState State { get; set; }

    /// <summary>How many copies; 0 until they were counted.</summary>
    public int Copies { get; set; }

    /// <summary>Id of the person who decided.</summary>
    public required string Who { get; set; }

    /// <summary>Name of that person.</summary>
    public required string Name { get; set; }
}

/// <summary>What a search found: counts and terms.</summary>
sealed class FindingRow
{
    public long Id { get; set; }

    public required long Request { get; set; }

    /// <summary>Short name of the organisation for which was searched.</summary>
    public required string SearchedFor { get; set; }

    /// <summary>Short name of the organisation that answers for it.</summary>
    public required string Holder { get; set; }

    public required string Room { get; set; }

    public required string RoomEnglish { get; set; }

    public required string What { get; set; }

    public required string WhatEnglish { get; set; }

    public required string Source { get; set; }

    /// <summary>Id of the visibility label; null for what the node keeps of itself.</summary>
    public required int? Label { get; set; }

    public required int Count { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long Since { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long Last { get; set; }

    /// <summary>UTC microseconds since 1970; null when its end hangs on something else.</summary>
    public required long? Until { get; set; }

    /// <summary>Whether the person is told of it.</summary>
    public bool Told { get; set; }
}

/// <summary>Tables of Concerned.</summary>
sealed class ConcernedDb(DbContextOptions<ConcernedDb> options) : DbContext(options)
{
    public DbSet<RequestRow> Requests => Set<RequestRow>();

    public DbSet<PartRow> Parts => Set<PartRow>();

    public DbSet<TakingRow> Takings => Set<TakingRow>();

    public DbSet<FindingRow> Findings => Set<FindingRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<RequestRow>(table =>
        {
            table.ToTable("concerned_requests");
            table.HasKey(row => row.Number);
            table.HasIndex(row => row.Id).IsUnique();
            table.HasIndex(row => row.Finished);
            table.Property(row => row.Right).HasConversion<string>();
            table.Property(row => row.Identity).HasConversion<string>();
            table.Property(row => row.Version).IsConcurrencyToken();
        });
        builder.Entity<PartRow>(table =>
        {
            table.ToTable("concerned_parts");
            table.HasIndex(row => new { row.Request, row.Organisation }).IsUnique();
            table.Property(row => row.Outcome).HasConversion<string>();
            table.Property(row => row.Action).HasConversion<string>();
            table.Property(row => row.Version).IsConcurrencyToken();
        });
        builder.Entity<TakingRow>(table =>
        {
            table.ToTable("concerned_takings");
            table.HasIndex(row => row.Part);
            table.HasIndex(row => row.State);
            table.Property(row => row.State).HasConversion<string>();
        });
        builder.Entity<FindingRow>(table =>
        {
            table.ToTable("concerned_findings");
            table.HasIndex(row => new { row.Request, row.SearchedFor });
        });
    }
}

/// <summary>For the design-time tool.</summary>
sealed class ConcernedDbDesignTime() : DesignTime<ConcernedDb>(options => new ConcernedDb(options));
