using Knooppunt.Observations;
using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Disclosure;

/// <summary>One look at a subject, a signal or an export. Written before the data is shown, never changed.</summary>
sealed class Look
{
    public long Id { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    /// <summary>Id of the person.</summary>
    public required string Who { get; set; }

    /// <summary>Name of the person at that moment.</summary>
    public required string Name { get; set; }

    /// <summary>Kind of what was looked at or done: signal, signals, live, subject, search, clear-text, export, release-preview, backtest, proofs, role, report, reports.</summary>
    public required string Kind { get; set; }

    /// <summary>Which one: an opaque id, never an identifier itself.</summary>
    public required string What { get; set; }

    /// <summary>The reason that the person gave, or the task that the page stands for.</summary>
    public required string Why { get; set; }

    /// <summary>The article on which it rests.</summary>
    public required string Ground { get; set; }
}

/// <summary>The opaque id under which a subject stands in links.</summary>
sealed class SubjectLink
{
    public required string Id { get; set; }

    public required string Kind { get; set; }

    public required string Value { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long Made { get; set; }
}

/// <summary>A visibility label in use and its id, which rows of other rooms carry.</summary>
sealed class LabelRow
{
    public int Id { get; set; }

    public required string Organisation { get; set; }

    public required Regime Regime { get; set; }

    /// <summary>One bit per purpose.</summary>
    public required byte Purposes { get; set; }

    public required Tlp Tlp { get; set; }

    public required Pap Pap { get; set; }

    public required bool Released { get; set; }
}

/// <summary>Tables of Disclosure.</summary>
sealed class DisclosureDb(DbContextOptions<DisclosureDb> options) : DbContext(options)
{
    public DbSet<Look> Looks => Set<Look>();

    public DbSet<SubjectLink> Links => Set<SubjectLink>();

    public DbSet<LabelRow> Labels => Set<LabelRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<Look>(table =>
        {
            table.ToTable("looks");
            table.HasIndex(row => row.At);
            table.HasIndex(row => new { row.Who, row.At });
            table.HasIndex(row => new { row.Kind, row.What });
        });
        builder.Entity<SubjectLink>(table =>
        {
            table.ToTable("subject_links");
            table.HasIndex(row => new { row.Kind, row.Value }).IsUnique();
        });
        builder.Entity<LabelRow>(table =>
        {
            table.ToTable("labels");
            table.HasIndex(row => new { row.Organisation, row.Regime, row.Purposes, row.Tlp, row.Pap, row.Released }).IsUnique();
        });
    }
}

/// <summary>For the design-time tool.</summary>
sealed class DisclosureDbDesignTime() : DesignTime<DisclosureDb>(options => new DisclosureDb(options));
