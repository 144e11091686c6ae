using Knooppunt.Barriers;
using Knooppunt.Knowledge;
using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Barriers;

/// <summary>One barrier.</summary>
sealed class BarrierRow
{
    /// <summary>Rises with every barrier.</summary>
    public long Number { get; set; }

    /// <summary>Random id in links.</summary>
    public required string Id { get; set; }

    public required string Title { get; set; }

    public required BarrierKind Kind { get; set; }

    /// <summary>Script and step against which it stands: <c>MO-03/collect</c>; empty for none.</summary>
    public required string Step { get; set; }

    /// <summary>Id of the site; empty when it has none.</summary>
    public required string Place { get; set; }

    /// <summary>Short name of the organisation whose it is.</summary>
    public required string Organisation { get; set; }

    /// <summary>Whole euros, once and per year.</summary>
    public required int Once { get; set; }

    public required int Yearly { get; set; }

    /// <summary>The branch in which it stands.</summary>
    public BarrierBranch Branch { get; set; }

    /// <summary>Name of the source on which it leans: when that is silent it does nothing; empty for none.</summary>
    public string Source { get; set; } = "";

    /// <summary>Id of the phenomenon file out of which it came; empty for none.</summary>
    public string Phenomenon { get; set; } = "";
}

/// <summary>From when it stood in some way.</summary>
sealed class BarrierStateRow
{
    public long Id { get; set; }

    public required long Barrier { get; set; }

    /// <summary>Days since 0001-01-01.</summary>
    public required int Day { get; set; }

    public required BarrierState State { get; set; }

    public required string Note { get; set; }

    /// <summary>Name of who wrote it.</summary>
    public required string Name { get; set; }

    /// <summary>When it was written, UTC microseconds since 1970; 0 when nobody kept it.</summary>
    public long At { get; set; }
}

/// <summary>What somebody expected of a barrier, and when it was written down. Never changed: who expects something else writes a new one.</summary>
sealed class ExpectationRow
{
    public long Id { get; set; }

    public required long Barrier { get; set; }

    /// <summary>What it is expected to do, in words; empty when nobody said.</summary>
    public required string Words { get; set; }

    /// <summary>By how many percent it is expected to fall at its place; null when nobody said.</summary>
    public int? Fall { get; set; }

    /// <summary>The day at the node on which it was written, days since 0001-01-01; 0 when nobody kept it.</summary>
    public required int Day { get; set; }

    /// <summary>The moment of that, UTC microseconds since 1970; 0 when nobody kept it.</summary>
    public required long At { get; set; }

    /// <summary>Name of who wrote it; empty when nobody kept it.</summary>
    public required string Name { get; set; }
}

/// <summary>One comparison of a place with and without, before and after.</summary>
sealed class StudyRow
{
    public long Id { get; set; }

    public required long Barrier { get; set; }

    /// <summary>What was counted, in words.</summary>
    public required string What { get; set; }

    /// <summary>Where the counts come from.</summary>
    public required string Source { get; set; }

    /// <summary>Lengths of both periods, in days.</summary>
    public required int DaysBefore { get; set; }

    public required int DaysAfter { get; set; }

    public required int TreatedBefore { get; set; }

    public required int TreatedAfter { get; set; }

    public required int ControlBefore { get; set; }

    public required int ControlAfter { get; set; }

    /// <summary>Counts of the neighbours of both; null when nobody looked.</summary>
    public int? AroundTreatedBefore { get; set; }

    public int? AroundTreatedAfter { get; set; }

    public int? AroundControlBefore { get; set; }

    public int? AroundControlAfter { get; set; }

    /// <summary>Name of who wrote it.</summary>
    public required string Name { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    /// <summary>How it is weighed: what was written last; null when nobody did. Kept in a table of its own.</summary>
    public WeightRow? Weights { get; set; }

    /// <summary>Whether the neighbours were counted too.</summary>
    public bool HasAround => AroundTreatedBefore is not null;
}

/// <summary>How a comparison is weighed. Never changed: of two the later holds.</summary>
sealed class WeightRow
{
    public long Id { get; set; }

    public required long Study { get; set; }

    /// <summary>What one of these weighs against one of another kind, above 0; null when they are not added up.</summary>
    public double? Harm { get; set; }

    /// <summary>Sizes of the places, above 0; null when they are compared as they are. Those of the neighbours are there where these were counted.</summary>
    public double? SizeTreated { get; set; }

    public double? SizeControl { get; set; }

    public double? SizeAroundTreated { get; set; }

    public double? SizeAroundControl { get; set; }

    /// <summary>In what sizes are given; empty without.</summary>
    public required string Unit { get; set; }

    /// <summary>Where the weights come from; empty when they are assumed.</summary>
    public required string Source { get; set; }

    /// <summary>Name of who wrote it.</summary>
    public required string Name { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }
}

/// <summary>A count of one week at one place. Never changed: of two about one week the later holds.</summary>
sealed class WeekRow
{
    public long Id { get; set; }

    public required string Place { get; set; }

    /// <summary>What was counted.</summary>
    public required string What { get; set; }

    /// <summary>The Monday, days since 0001-01-01.</summary>
    public required int Week { get; set; }

    public required long Count { get; set; }

    public required string Source { get; set; }

    /// <summary>When it came in here, UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    /// <summary>The count, without when it came in.</summary>
    public WeeklyCount Counted => new(Place, DateOnly.FromDayNumber(Week), What, Count, Source);
}

/// <summary>Tables of Barriers.</summary>
sealed class BarriersDb(DbContextOptions<BarriersDb> options) : DbContext(options)
{
    public DbSet<BarrierRow> Barriers => Set<BarrierRow>();

    public DbSet<BarrierStateRow> States => Set<BarrierStateRow>();

    public DbSet<ExpectationRow> Expectations => Set<ExpectationRow>();

    public DbSet<StudyRow> Studies => Set<StudyRow>();

    public DbSet<WeightRow> Weights => Set<WeightRow>();

    public DbSet<WeekRow> Weeks => Set<WeekRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<BarrierRow>(table =>
        {
            table.ToTable("barriers");
            table.HasKey(row => row.Number);
            table.HasIndex(row => row.Id).IsUnique();
            table.Property(row => row.Kind).HasConversion<string>();
            table.Property(row => row.Branch).HasConversion<string>();
        });
        builder.Entity<BarrierStateRow>(table =>
        {
            table.ToTable("barrier_states");
            table.HasIndex(row => row.Barrier);
            table.Property(row => row.State).HasConversion<string>();
        });
        builder.Entity<ExpectationRow>(table =>
        {
            table.ToTable("barrier_expectations");
            table.HasIndex(row => row.Barrier);
        });
        builder.Entity<StudyRow>(table =>
        {
            table.ToTable("barrier_studies");
            table.HasIndex(row => row.Barrier);
            table.Ignore(row => row.Weights);
            table.Ignore(row => row.HasAround);
        });
        builder.Entity<WeightRow>(table =>
        {
            table.ToTable("barrier_weights");
            table.HasIndex(row => row.Study);
        });
        builder.Entity<WeekRow>(table =>
        {
            table.ToTable("barrier_weeks");
            table.HasIndex(row => new { row.What, row.Place, row.Week });
            table.Ignore(row => row.Counted);
        });
    }
}

/// <summary>For the design-time tool.</summary>
sealed class BarriersDbDesignTime() : DesignTime<BarriersDb>(options => new BarriersDb(options));
