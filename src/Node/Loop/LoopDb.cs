using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Loop;

/// <summary>What a link of the chain is. The names are stored and stand in addresses.</summary>
enum LoopKind : byte
{
    /// <summary>A report by people.</summary>
    Report,
    /// <summary>A signal.</summary>
    Signal,
    /// <summary>A joint inspection.</summary>
    Inspection,
    /// <summary>A case.</summary>
    Case,
    /// <summary>A measure that a partner took.</summary>
    Measure,
    /// <summary>An advice to a company or service.</summary>
    Advice,
    /// <summary>What a company changed, or was advised to change.</summary>
    Change,
    /// <summary>A barrier.</summary>
    Barrier,
}

/// <summary>How far a change at a company is. The names are stored.</summary>
enum ChangeState : byte
{
    /// <summary>Somebody advised it.</summary>
    Advised,
    /// <summary>The company did it.</summary>
    Done,
    /// <summary>The company does not do it.</summary>
    Refused,
}

/// <summary>That two things belong together, as somebody who saw both said.</summary>
sealed class LoopLinkRow
{
    public long Id { get; set; }

    /// <summary>The one, as <see cref="LoopThing.Name"/>; of the two names the lower.</summary>
    public required string One { get; set; }

    /// <summary>The other.</summary>
    public required string Other { get; set; }

    /// <summary>Short name of the organisation that said it.</summary>
    public required string Organisation { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }
}

/// <summary>What a company changed, or was advised to.</summary>
sealed class ChangeRow
{
    public long Number { get; set; }

    /// <summary>Random id in links.</summary>
    public required string Id { get; set; }

    /// <summary>Short name of the organisation that advised or changed it.</summary>
    public required string Organisation { get; set; }

    /// <summary>What, in words.</summary>
    public required string Text { get; set; }

    public required ChangeState State { get; set; }

    /// <summary>The day since when it is so, as days since 0001-01-01.</summary>
    public required int Day { get; set; }

    /// <summary>Rises with every change: of two who decide at once the second is told.</summary>
    public int Version { get; set; }
}

/// <summary>Tables of the loop.</summary>
sealed class LoopDb(DbContextOptions<LoopDb> options) : DbContext(options)
{
    public DbSet<LoopLinkRow> Links => Set<LoopLinkRow>();

    public DbSet<ChangeRow> Changes => Set<ChangeRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<LoopLinkRow>(table =>
        {
            table.ToTable("loop_links");
            table.HasIndex(row => new { row.One, row.Other }).IsUnique();
            table.HasIndex(row => row.Other);
        });
        builder.Entity<ChangeRow>(table =>
        {
            table.ToTable("loop_changes");
            table.HasKey(row => row.Number);
            table.HasIndex(row => row.Id).IsUnique();
            table.Property(row => row.State).HasConversion<string>();
            table.Property(row => row.Version).IsConcurrencyToken();
        });
    }
}

/// <summary>For the design-time tool.</summary>
sealed class LoopDbDesignTime() : DesignTime<LoopDb>(options => new LoopDb(options));
