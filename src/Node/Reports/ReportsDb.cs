using Knooppunt.Node.Shell;
using Knooppunt.Reports;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Reports;

/// <summary>One report. What it says is only there encrypted; nothing here tells who sent it or from where.</summary>
sealed class ReportRow
{
    /// <summary>Rises with every report: another room can follow by it.</summary>
    public long Number { get; set; }

    /// <summary>Random id in links.</summary>
    public required string Id { get; set; }

    /// <summary>Keyed hash of the receipt code; the code itself is kept nowhere.</summary>
    public required byte[] Lookup { get; set; }

    /// <summary>Keyed hash of the form that was sent, so that sending twice is one report.</summary>
    public required byte[] Form { get; set; }

    /// <summary>Short name of the organisation that answers for it and alone can read it.</summary>
    public required string Owner { get; set; }

    /// <summary>Whole hours, as UTC microseconds since 1970: a minute would point to who stood where with a telephone.</summary>
    public required long Received { get; set; }

    /// <summary>The key of this report, wrapped to the owner's key pair.</summary>
    public required byte[] ForOwner { get; set; }

    /// <summary>The same key, wrapped under the receipt code.</summary>
    public required byte[] ForReporter { get; set; }

    /// <summary>The answers, encrypted under the report's key.</summary>
    public required byte[] Content { get; set; }

    /// <summary>UTC microseconds since 1970; null until somebody confirmed it.</summary>
    public long? Confirmed { get; set; }

    /// <summary>UTC microseconds since 1970; null until it was closed and told.</summary>
    public long? Answered { get; set; }

    /// <summary>When it was handed on, as long as who got it has not answered; UTC microseconds since 1970, null otherwise.</summary>
    public long? HandedOn { get; set; }

    public ReportOutcome Outcome { get; set; }

    /// <summary>Whether the reporter typed the end of the code back.</summary>
    public bool Saved { get; set; }

    /// <summary>Whether the reporter came back to read an answer.</summary>
    public bool Returned { get; set; }

    /// <summary>Rises with every change: of two who decide at once the second is told.</summary>
    public int Version { get; set; }
}

/// <summary>One message of the mailbox of a report.</summary>
sealed class MessageRow
{
    public long Id { get; set; }

    public required long Report { get; set; }

    public required bool FromReporter { get; set; }

    /// <summary>UTC microseconds since 1970; whole hours for a reporter.</summary>
    public required long At { get; set; }

    /// <summary>Name of the handler, for colleagues only; empty for the reporter.</summary>
    public required string By { get; set; }

    /// <summary>Short name of the organisation that had the report when its handler wrote this; empty for the reporter, and for what was written before this was kept.</summary>
    public string Organisation { get; set; } = "";

    /// <summary>The text, encrypted under the report's key.</summary>
    public required byte[] Text { get; set; }
}

/// <summary>One photo or text that a reporter sent along, made anew.</summary>
sealed class FileRow
{
    public long Id { get; set; }

    public required long Report { get; set; }

    /// <summary>UTC microseconds since 1970, whole hours.</summary>
    public required long At { get; set; }

    public required SentKind Kind { get; set; }

    /// <summary>Bytes of what is kept.</summary>
    public required int Length { get; set; }

    /// <summary>What is kept, encrypted under the report's key.</summary>
    public required byte[] Content { get; set; }
}

/// <summary>How often something was told in a quarter that is over, when at least five people told it.</summary>
sealed class CountRow
{
    /// <summary>Year and quarter, as 20264 for the last of 2026.</summary>
    public required int Quarter { get; set; }

    /// <summary>What is counted: places, indicators, kinds, or how it went.</summary>
    public required string Of { get; set; }

    /// <summary>Which of them; empty for what is too small to be named, together.</summary>
    public required string Key { get; set; }

    public required int Count { get; set; }
}

/// <summary>How many forms were begun and sent in a quarter that is not over: two numbers, nothing of what was in them or of whom.</summary>
sealed class BegunRow
{
    /// <summary>Number of the quarter.</summary>
    public required int Quarter { get; set; }

    public int Begun { get; set; }

    public int Sent { get; set; }
}

/// <summary>Tables of Reports.</summary>
sealed class ReportsDb(DbContextOptions<ReportsDb> options) : DbContext(options)
{
    public DbSet<ReportRow> Reports => Set<ReportRow>();

    public DbSet<MessageRow> Messages => Set<MessageRow>();

    public DbSet<FileRow> Files => Set<FileRow>();

    public DbSet<CountRow> Counts => Set<CountRow>();

    public DbSet<BegunRow> Begun => Set<BegunRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<ReportRow>(table =>
        {
            table.ToTable("reports");
            table.HasKey(row => row.Number);
            table.HasIndex(row => row.Id).IsUnique();
            table.HasIndex(row => row.Lookup).IsUnique();
            table.HasIndex(row => row.Form).IsUnique();
            table.HasIndex(row => new { row.Owner, row.Answered, row.Received });
            table.Property(row => row.Outcome).HasConversion<string>();
            table.Property(row => row.Version).IsConcurrencyToken();
        });
        builder.Entity<MessageRow>(table =>
        {
            table.ToTable("report_messages");
            table.HasIndex(row => new { row.Report, row.Id });
        });
        builder.Entity<FileRow>(table =>
        {
            table.ToTable("report_files");
            table.HasIndex(row => row.Report);
            table.Property(row => row.Kind).HasConversion<string>();
        });
        builder.Entity<BegunRow>(table =>
        {
            table.ToTable("report_forms_begun");
            table.HasKey(row => row.Quarter);
            table.Property(row => row.Quarter).ValueGeneratedNever();
        });
        builder.Entity<CountRow>(table =>
        {
            table.ToTable("report_counts");
            table.HasKey(row => new { row.Quarter, row.Of, row.Key });
        });
    }
}

/// <summary>For the design-time tool.</summary>
sealed class ReportsDbDesignTime() : DesignTime<ReportsDb>(options => new ReportsDb(options));
