using Knooppunt.Node.Shell;
using Knooppunt.Riec;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Riec;

/// <summary>What was handed to the RIEC, and what became of it.</summary>
sealed class RiecCaseRow
{
    /// <summary>Rises with every hand-over.</summary>
    public long Number { get; set; }

    /// <summary>Id in links.</summary>
    public required string Id { get; set; }

    /// <summary>Id of the hand-over, drawn by who handed it over: the same twice is one.</summary>
    public required string HandOver { get; set; }

    public required string From { get; set; }

    public required string Reference { get; set; }

    public required string Text { get; set; }

    public required string Basis { get; set; }

    /// <summary>Name of who decided to hand it over.</summary>
    public required string HandedBy { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long HandedAt { get; set; }

    public required string Sha256 { get; set; }

    public RiecPhase Phase { get; set; }

    /// <summary>Whether it ever became a case.</summary>
    public bool WasCase { get; set; }

    /// <summary>UTC microseconds since 1970; null while it is open.</summary>
    public long? Closed { get; set; }

    /// <summary>Rises with every change: of two who decide at once the second is told.</summary>
    public int Version { get; set; }
}

/// <summary>What somebody of the RIEC wrote at a step.</summary>
sealed class RiecNoteRow
{
    public long Id { get; set; }

    public required long Case { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    public required string Name { get; set; }

    /// <summary>The phase that it went to; null for a note without a step.</summary>
    public RiecPhase? To { get; set; }

    public required string Text { get; set; }
}

/// <summary>Tables of the RIEC.</summary>
sealed class RiecDb(DbContextOptions<RiecDb> options) : DbContext(options)
{
    public DbSet<RiecCaseRow> Cases => Set<RiecCaseRow>();

    public DbSet<RiecNoteRow> Notes => Set<RiecNoteRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<RiecCaseRow>(table =>
        {
            table.ToTable("riec_cases");
            table.HasKey(row => row.Number);
            table.HasIndex(row => row.Id).IsUnique();
            table.HasIndex(row => row.HandOver).IsUnique();
            table.Property(row => row.Phase).HasConversion<string>();
            table.Property(row => row.Version).IsConcurrencyToken();
        });
        builder.Entity<RiecNoteRow>(table =>
        {
            table.ToTable("riec_notes");
            table.HasIndex(row => row.Case);
            table.Property(row => row.To).HasConversion<string>();
        });
    }
}

/// <summary>For the design-time tool.</summary>
sealed class RiecDbDesignTime() : DesignTime<RiecDb>(options => new RiecDb(options));
