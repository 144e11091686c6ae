using System.Globalization;
using Knooppunt.Node.Shell;
using Knooppunt.Programme;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Programme;

/// <summary>One measure of the programme, as this node carries it out.</summary>
sealed class ProgrammeMeasureRow
{
    /// <summary>Rises with every measure.</summary>
    public long Number { get; set; }

    /// <summary>Random id in links.</summary>
    public required string Id { get; set; }

    public required string Title { get; set; }

    /// <summary>Code of the measure in the letter that it carries out; empty for one that the letter does not name.</summary>
    public required string Letter { get; set; }

    /// <summary>Short name of the organisation that carries it out.</summary>
    public required string Organisation { get; set; }

    public MeasureState State { get; set; }

    /// <summary>What came of it; empty until somebody wrote it.</summary>
    public string Result { get; set; } = "";

    /// <summary>Whether everybody may read it.</summary>
    public bool Public { get; set; }

    /// <summary>Rises with every change: of two who decide at once the second is told.</summary>
    public int Version { get; set; }
}

/// <summary>One amount in the account. Never changed, never deleted.</summary>
sealed class EntryRow
{
    public long Id { get; set; }

    public required long Measure { get; set; }

    public required EntryKind Kind { get; set; }

    public required int Year { get; set; }

    /// <summary>Whole euros; negative undoes.</summary>
    public required long Euros { get; set; }

    public required string Note { get; set; }

    /// <summary>Name of who wrote it.</summary>
    public required string Name { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }
}

/// <summary>One figure as somebody reported it. A later one of the same reporter about the same thing is a revision: both stay.</summary>
sealed class OutcomeRow
{
    public long Id { get; set; }

    public required string Node { get; set; }

    public required int Year { get; set; }

    public required string Period { get; set; }

    public required string Metric { get; set; }

    public required decimal Value { get; set; }

    public required string Unit { get; set; }

    public required string Reporter { get; set; }

    public required string Address { get; set; }

    public required string Note { get; set; }

    /// <summary>Day for which its reporter gave it, days since 0001-01-01; null when nobody says.</summary>
    public int? AsOf { get; set; }

    /// <summary>When it came in here, UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    /// <summary>The figure, without when it came in.</summary>
    public Outcome Figure => new(Node, Year, Period, Metric, Value, Unit, Reporter, Address, Note, AsOf is { } day ? DateOnly.FromDayNumber(day) : null);
}

/// <summary>What another node said of its money in one year. Never changed: a later day stands beside it.</summary>
sealed class NeighbourYearRow
{
    public long Id { get; set; }

    public required string Node { get; set; }

    public required int Year { get; set; }

    /// <summary>Whole euros.</summary>
    public required long Allotted { get; set; }

    public required long Committed { get; set; }

    public required long Spent { get; set; }

    /// <summary>Days since 0001-01-01.</summary>
    public required int AsOf { get; set; }

    public required string Source { get; set; }

    /// <summary>When it came in here, UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    /// <summary>The figures, without when they came in.</summary>
    public NodeYear Figure => new(Node, Year, Allotted, Committed, Spent, DateOnly.FromDayNumber(AsOf), Source);
}

/// <summary>Tables of Programme.</summary>
sealed class ProgrammeDb(DbContextOptions<ProgrammeDb> options) : DbContext(options)
{
    public DbSet<ProgrammeMeasureRow> Measures => Set<ProgrammeMeasureRow>();

    public DbSet<EntryRow> Entries => Set<EntryRow>();

    public DbSet<OutcomeRow> Outcomes => Set<OutcomeRow>();

    public DbSet<NeighbourYearRow> Neighbours => Set<NeighbourYearRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<ProgrammeMeasureRow>(table =>
        {
            table.ToTable("programme_measures");
            table.HasKey(row => row.Number);
            table.HasIndex(row => row.Id).IsUnique();
            table.Property(row => row.State).HasConversion<string>();
            table.Property(row => row.Version).IsConcurrencyToken();
        });
        builder.Entity<EntryRow>(table =>
        {
            table.ToTable("programme_entries");
            table.HasIndex(row => row.Measure);
            table.Property(row => row.Kind).HasConversion<string>();
        });
        builder.Entity<OutcomeRow>(table =>
        {
            table.ToTable("programme_outcomes");
            table.HasIndex(row => new { row.Node, row.Metric, row.Year });
            // As it is written: a database of its own mind makes 190 into 190.0.
            table.Property(row => row.Value).HasConversion(value => value.ToString("0.##########", CultureInfo.InvariantCulture), text => decimal.Parse(text, CultureInfo.InvariantCulture));
            table.Ignore(row => row.Figure);
        });
        builder.Entity<NeighbourYearRow>(table =>
        {
            table.ToTable("programme_neighbours");
            table.Ignore(row => row.Figure);
        });
    }
}

/// <summary>For the design-time tool.</summary>
sealed class ProgrammeDbDesignTime() : DesignTime<ProgrammeDb>(options => new ProgrammeDb(options));
