using Knooppunt.Measures;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Measures;

/// <summary>How one organisation uses an instrument.</summary>
sealed class UseRow
{
    public required string Organisation { get; set; }

    /// <summary>Code of the instrument.</summary>
    public required string Instrument { get; set; }

    public bool Used { get; set; }

    /// <summary>On what basis of its own, and how, in words.</summary>
    public string Note { get; set; } = "";

    /// <summary>Name of who wrote it last.</summary>
    public required string Name { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }
}

/// <summary>One measure that was taken.</summary>
sealed class MeasureRow
{
    /// <summary>Rises with every measure.</summary>
    public long Number { get; set; }

    /// <summary>Random id in links.</summary>
    public required string Id { get; set; }

    /// <summary>Code of the instrument.</summary>
    public required string Instrument { get; set; }

    public required string Organisation { get; set; }

    public required Purpose Purpose { get; set; }

    /// <summary>The day on which it was taken, as days since 0001-01-01.</summary>
    public required int Day { get; set; }

    /// <summary>Id of the place; empty when it has none.</summary>
    public required string Place { get; set; }

    /// <summary>Its last day, as days since 0001-01-01; null when it has no end.</summary>
    public int? LastDay { get; set; }

    /// <summary>Whole euros; null when it is not about money.</summary>
    public int? Euros { get; set; }

    public MeasureResult Result { get; set; }

    public CourtOutcome Court { get; set; }

    /// <summary>The judgment's identifier (ECLI), or another reference; empty when there is none.</summary>
    public string CourtReference { get; set; } = "";

    /// <summary>The file number in the organisation's own system, where the name stands; empty for none.</summary>
    public required string Reference { get; set; }

    /// <summary>Id of the extractor incident on which it followed; empty for none.</summary>
    public required string Incident { get; set; }

    /// <summary>Rises with every change: of two who decide at once the second is told.</summary>
    public int Version { get; set; }
}

/// <summary>What was seized in one month, of one kind: about nobody.</summary>
sealed class SeizureRow
{
    public long Id { get; set; }

    public required string Organisation { get; set; }

    /// <summary>Months since year 0: year * 12 + month - 1.</summary>
    public required int Month { get; set; }

    public required AssetKind Kind { get; set; }

    /// <summary>Value when it was seized, whole euros.</summary>
    public required int Euros { get; set; }

    /// <summary>What it cost to find, keep and sell, whole euros; null when nobody knows.</summary>
    public int? Cost { get; set; }

    public AssetOutcome Outcome { get; set; }

    /// <summary>What fell to the state, whole euros; null while no court decided.</summary>
    public int? Confiscated { get; set; }

    public int Version { get; set; }
}

/// <summary>One incident with extractors. No names, no photos.</summary>
sealed class ExtractorRow
{
    /// <summary>Rises with every incident.</summary>
    public long Number { get; set; }

    /// <summary>Random id in links.</summary>
    public required string Id { get; set; }

    public required string Organisation { get; set; }

    public required Purpose Purpose { get; set; }

    public required string Place { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    public required string Text { get; set; }

    /// <summary>How many in each age group, in the order of the enumeration, separated by commas.</summary>
    public required string Ages { get; set; }

    /// <summary>For how many it was the first time; -1 when nobody knows.</summary>
    public required int FirstTimers { get; set; }

    /// <summary>Id of the signal that gave occasion; empty for none.</summary>
    public required string Signal { get; set; }

    /// <summary>When youth care was asked, UTC microseconds since 1970; null while it was not.</summary>
    public long? YouthCare { get; set; }

    /// <summary>Whom was asked and what they do, or why it is not needed; empty while nobody wrote it.</summary>
    public string YouthCareNote { get; set; } = "";

    public int Version { get; set; }

    /// <summary>How many in each age group.</summary>
    public IReadOnlyList<int> Counts => [.. Ages.Split(',').Select(number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>How many were minors.</summary>
    public int Minors => Counts.Where((_, group) => ((AgeGroup)group).IsMinor()).Sum();
}

/// <summary>Tables of Measures.</summary>
sealed class MeasuresDb(DbContextOptions<MeasuresDb> options) : DbContext(options)
{
    public DbSet<UseRow> Uses => Set<UseRow>();

    public DbSet<MeasureRow> Measures => Set<MeasureRow>();

    public DbSet<SeizureRow> Seizures => Set<SeizureRow>();

    public DbSet<ExtractorRow> Extractors => Set<ExtractorRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<UseRow>(table =>
        {
            table.ToTable("measure_uses");
            table.HasKey(row => new { row.Organisation, row.Instrument });
        });
        builder.Entity<MeasureRow>(table =>
        {
            table.ToTable("measures");
            table.HasKey(row => row.Number);
            table.HasIndex(row => row.Id).IsUnique();
            table.HasIndex(row => row.Incident);
            table.Property(row => row.Purpose).HasConversion<string>();
            table.Property(row => row.Result).HasConversion<string>();
            table.Property(row => row.Court).HasConversion<string>();
            table.Property(row => row.Version).IsConcurrencyToken();
        });
        builder.Entity<SeizureRow>(table =>
        {
            table.ToTable("seizures");
            table.HasIndex(row => row.Month);
            table.Property(row => row.Kind).HasConversion<string>();
            table.Property(row => row.Outcome).HasConversion<string>();
            table.Property(row => row.Version).IsConcurrencyToken();
        });
        builder.Entity<ExtractorRow>(table =>
        {
            table.ToTable("extractors");
            table.HasKey(row => row.Number);
            table.HasIndex(row => row.Id).IsUnique();
            table.Property(row => row.Purpose).HasConversion<string>();
            table.Property(row => row.Version).IsConcurrencyToken();
            table.Ignore(row => row.Counts);
            table.Ignore(row => row.Minors);
        });
    }
}

/// <summary>For the design-time tool.</summary>
sealed class MeasuresDbDesignTime() : DesignTime<MeasuresDb>(options => new MeasuresDb(options));
