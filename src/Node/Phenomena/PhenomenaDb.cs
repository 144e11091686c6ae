using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;
using Knooppunt.Phenomena;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Phenomena;

/// <summary>One phenomenon file: how something is done, and how it can be stopped.</summary>
sealed class PhenomenonRow
{
    /// <summary>Rises with every file.</summary>
    public long Number { get; set; }

    /// <summary>Random id in links.</summary>
    public required string Id { get; set; }

    /// <summary>What the partners want to know.</summary>
    public required string Question { get; set; }

    /// <summary>Code of the crime script; empty when it fits none.</summary>
    public required string Script { get; set; }

    /// <summary>Short name of the organisation that opened and leads it.</summary>
    public required string Home { get; set; }

    public PhenomenonState State { get; set; }

    /// <summary>What is done against it; empty until it is chosen.</summary>
    public string Intervention { get; set; } = "";

    /// <summary>Which step of the script that hits, in words.</summary>
    public string Step { get; set; } = "";

    /// <summary>Which barrier that makes, in words.</summary>
    public string Barrier { get; set; } = "";

    /// <summary>What came of it; empty until it is measured.</summary>
    public string Result { get; set; } = "";

    /// <summary>UTC microseconds since 1970.</summary>
    public required long Opened { get; set; }

    /// <summary>UTC microseconds since 1970; null while it is not closed.</summary>
    public long? Closed { get; set; }

    /// <summary>Rises with every change of partners, intervention, result and state: of two who decide at once the second is told.</summary>
    public int Version { get; set; }
}

/// <summary>An organisation that takes part.</summary>
sealed class PhenomenonPartnerRow
{
    public required long File { get; set; }

    public required string Organisation { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long Since { get; set; }
}

/// <summary>What one organisation brought, under its own mark.</summary>
sealed class ContributionRow
{
    public long Id { get; set; }

    public required long File { get; set; }

    public required string Organisation { get; set; }

    public required Regime Regime { get; set; }

    public required Tlp Tlp { get; set; }

    public required string Name { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    /// <summary>What it says; empty when it was taken back or its term ended. That it was brought stays.</summary>
    public required string Text { get; set; }
}

/// <summary>What may explain it or stop it.</summary>
sealed class HypothesisRow
{
    public long Id { get; set; }

    public required long File { get; set; }

    public required string Organisation { get; set; }

    public required string Name { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    public required string Text { get; set; }
}

/// <summary>What speaks for a hypothesis, or against it.</summary>
sealed class ArgumentRow
{
    public long Id { get; set; }

    public required long File { get; set; }

    public required long Hypothesis { get; set; }

    public required bool For { get; set; }

    public required string Organisation { get; set; }

    public required string Name { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    public required string Text { get; set; }
}

/// <summary>A pattern whose record the partners look at.</summary>
sealed class PhenomenonPatternRow
{
    public required long File { get; set; }

    public required string Pattern { get; set; }

    /// <summary>Its title as it was when it was named, for when it is not on the shelf any more.</summary>
    public required string Title { get; set; }
}

/// <summary>Something that was proposed for a step of a script out of a file. What it says, and what came of it, stands where scripts are kept.</summary>
sealed class PhenomenonProposalRow
{
    public long Id { get; set; }

    public required long File { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    public required string Organisation { get; set; }

    public required string Name { get; set; }

    /// <summary>Number of the proposal.</summary>
    public required long Proposed { get; set; }
}

/// <summary>That the file went from one state to another.</summary>
sealed class CourseRow
{
    public long Id { get; set; }

    public required long File { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    public required PhenomenonState To { get; set; }

    public required string Organisation { get; set; }

    public required string Name { get; set; }
}

/// <summary>The record of a pattern over the 90 days before one step of the course.</summary>
sealed class FigureRow
{
    public required long File { get; set; }

    /// <summary>When that step was made, UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    public required string Pattern { get; set; }

    public required int Fired { get; set; }

    public required int Confirmed { get; set; }

    public required int Dismissed { get; set; }

    public required int Innocent { get; set; }
}

/// <summary>Tables of Phenomena.</summary>
sealed class PhenomenaDb(DbContextOptions<PhenomenaDb> options) : DbContext(options)
{
    public DbSet<PhenomenonRow> Files => Set<PhenomenonRow>();

    public DbSet<PhenomenonPartnerRow> Partners => Set<PhenomenonPartnerRow>();

    public DbSet<ContributionRow> Contributions => Set<ContributionRow>();

    public DbSet<HypothesisRow> Hypotheses => Set<HypothesisRow>();

    public DbSet<ArgumentRow> Arguments => Set<ArgumentRow>();

    public DbSet<PhenomenonPatternRow> Patterns => Set<PhenomenonPatternRow>();

    public DbSet<PhenomenonProposalRow> Proposals => Set<PhenomenonProposalRow>();

    public DbSet<CourseRow> Courses => Set<CourseRow>();

    public DbSet<FigureRow> Figures => Set<FigureRow>();

    public DbSet<PendingProof> Proofs => Set<PendingProof>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<PendingProof>(table => PendingProof.Table(table, "phenomenon_proofs_pending"));
        builder.Entity<PhenomenonRow>(table =>
        {
            table.ToTable("phenomena");
            table.HasKey(row => row.Number);
            table.HasIndex(row => row.Id).IsUnique();
            table.Property(row => row.State).HasConversion<string>();
            table.Property(row => row.Version).IsConcurrencyToken();
        });
        builder.Entity<PhenomenonPartnerRow>(table =>
        {
            table.ToTable("phenomenon_partners");
            table.HasKey(row => new { row.File, row.Organisation });
            table.HasIndex(row => row.Organisation);
        });
        builder.Entity<ContributionRow>(table =>
        {
            table.ToTable("phenomenon_contributions");
            table.HasIndex(row => row.File);
            table.Property(row => row.Regime).HasConversion<string>();
            table.Property(row => row.Tlp).HasConversion<string>();
        });
        builder.Entity<HypothesisRow>(table =>
        {
            table.ToTable("phenomenon_hypotheses");
            table.HasIndex(row => row.File);
        });
        builder.Entity<ArgumentRow>(table =>
        {
            table.ToTable("phenomenon_arguments");
            table.HasIndex(row => row.File);
        });
        builder.Entity<PhenomenonPatternRow>(table =>
        {
            table.ToTable("phenomenon_patterns");
            table.HasKey(row => new { row.File, row.Pattern });
        });
        builder.Entity<PhenomenonProposalRow>(table =>
        {
            table.ToTable("phenomenon_proposals");
            table.HasIndex(row => row.File);
        });
        builder.Entity<CourseRow>(table =>
        {
            table.ToTable("phenomenon_course");
            table.HasIndex(row => row.File);
            table.Property(row => row.To).HasConversion<string>();
        });
        builder.Entity<FigureRow>(table =>
        {
            table.ToTable("phenomenon_figures");
            table.HasKey(row => new { row.File, row.At, row.Pattern });
        });
    }
}

/// <summary>For the design-time tool.</summary>
sealed class PhenomenaDbDesignTime() : DesignTime<PhenomenaDb>(options => new PhenomenaDb(options));
