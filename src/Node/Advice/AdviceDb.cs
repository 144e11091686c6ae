using Knooppunt.Advice;
using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Advice;

/// <summary>One advice.</summary>
sealed class AdviceRow
{
    /// <summary>Rises with every advice.</summary>
    public long Number { get; set; }

    /// <summary>Random id in links.</summary>
    public required string Id { get; set; }

    /// <summary>Short name of the organisation that gives it.</summary>
    public required string Organisation { get; set; }

    /// <summary>Name of the company or service.</summary>
    public required string Receiver { get; set; }

    /// <summary>Short name of the receiver when it is a partner of the node; empty for another.</summary>
    public required string Partner { get; set; }

    /// <summary>Whether it is in English; otherwise in Dutch.</summary>
    public required bool English { get; set; }

    /// <summary>Codes of what the receiver does, with blanks between them.</summary>
    public required string Activities { get; set; }

    /// <summary>Codes of barriers that stood, with blanks between them.</summary>
    public required string Standing { get; set; }

    /// <summary>What was given, as JSON; empty before that.</summary>
    public string Paper { get; set; } = "";

    /// <summary>Name of who wrote it.</summary>
    public required string Name { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long Opened { get; set; }

    /// <summary>UTC microseconds since 1970; null while it runs.</summary>
    public long? Closed { get; set; }
}

/// <summary>One step of its course.</summary>
sealed class AdviceStepRow
{
    public long Id { get; set; }

    public required long Advice { get; set; }

    public required AdviceStep Step { get; set; }

    /// <summary>Day on which somebody looks, in days since 0001-01-01; null when none was agreed.</summary>
    public int? Look { get; set; }

    public required string Text { get; set; }

    /// <summary>Short name of the organisation for which somebody did it.</summary>
    public required string Organisation { get; set; }

    public required string Name { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }
}

/// <summary>That people of an organisation were told that an advice is past its day.</summary>
sealed class AdviceNewsRow
{
    /// <summary>Rises with time.</summary>
    public long Id { get; set; }

    /// <summary>Id of the advice in links.</summary>
    public required string Advice { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    public required string Organisation { get; set; }
}

/// <summary>Tables of Advice.</summary>
sealed class AdviceDb(DbContextOptions<AdviceDb> options) : DbContext(options)
{
    public DbSet<AdviceRow> Advice => Set<AdviceRow>();

    public DbSet<AdviceStepRow> Steps => Set<AdviceStepRow>();

    public DbSet<AdviceNewsRow> News => Set<AdviceNewsRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<AdviceRow>(table =>
        {
            table.ToTable("advice");
            table.HasKey(row => row.Number);
            table.HasIndex(row => row.Id).IsUnique();
            table.HasIndex(row => row.Closed);
        });
        builder.Entity<AdviceStepRow>(table =>
        {
            table.ToTable("advice_steps");
            table.HasIndex(row => row.Advice);
            table.Property(row => row.Step).HasConversion<string>();
        });
        builder.Entity<AdviceNewsRow>(table =>
        {
            table.ToTable("advice_news");
            table.HasIndex(row => row.Advice);
        });
    }
}

/// <summary>For the design-time tool.</summary>
sealed class AdviceDbDesignTime() : DesignTime<AdviceDb>(options => new AdviceDb(options));
