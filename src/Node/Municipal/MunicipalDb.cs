using Knooppunt.Municipal;
using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Municipal;

/// <summary>One signal in the protocol of a municipality.</summary>
sealed class MunicipalSignalRow
{
    /// <summary>Rises with every signal.</summary>
    public long Number { get; set; }

    /// <summary>Random id in links.</summary>
    public required string Id { get; set; }

    /// <summary>Short name of the municipality.</summary>
    public required string Home { get; set; }

    /// <summary>The municipality's own file number, under which names and numbers stand.</summary>
    public required string Reference { get; set; }

    public required string Text { get; set; }

    /// <summary>Who told it, in words.</summary>
    public required string From { get; set; }

    /// <summary>On what documented basis it was told.</summary>
    public required string Basis { get; set; }

    /// <summary>Id of the place; empty when it has none.</summary>
    public required string Place { get; set; }

    /// <summary>The day on which it happened, as days since 0001-01-01.</summary>
    public required int SeenOn { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long Opened { get; set; }

    /// <summary>Which exchange the approach needs (check 2B); empty until the privacy officer wrote it.</summary>
    public string Exchange { get; set; } = "";

    public string Plan { get; set; } = "";

    /// <summary>Who directs the approach, in words.</summary>
    public string Direction { get; set; } = "";

    /// <summary>How many whole months its effect is watched, and after that it is kept; 0 until it is planned.</summary>
    public int MonitorMonths { get; set; }

    public int KeepMonths { get; set; }

    /// <summary>Whether the joint team of municipalities works on it.</summary>
    public bool Team { get; set; }

    /// <summary>What came of the approach; empty until it is closed.</summary>
    public string Result { get; set; } = "";

    /// <summary>How it ended; null while it has not.</summary>
    public ProtocolEnd? End { get; set; }

    /// <summary>UTC microseconds since 1970; null while it has not ended.</summary>
    public long? Ended { get; set; }

    /// <summary>UTC microseconds since 1970 after which it is deleted; null while it has not ended.</summary>
    public long? Until { get; set; }

    /// <summary>Rises with every change: of two who decide at once the second is told.</summary>
    public int Version { get; set; }
}

/// <summary>One weighing, and what the privacy officer said of it.</summary>
sealed class MunicipalWeighingRow
{
    public long Id { get; set; }

    public required long Signal { get; set; }

    public required Weighing Weighing { get; set; }

    public required WeighingOutcome Outcome { get; set; }

    public required string Reason { get; set; }

    /// <summary>Id of the person who weighed.</summary>
    public required string By { get; set; }

    public required string Name { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    /// <summary>Whether the privacy officer agrees; null while nobody has looked.</summary>
    public bool? Agreed { get; set; }

    public string CheckReason { get; set; } = "";

    public string CheckName { get; set; } = "";

    /// <summary>UTC microseconds since 1970; null while nobody has looked.</summary>
    public long? Checked { get; set; }
}

/// <summary>A source that the privacy officer opened for one signal.</summary>
sealed class MunicipalSourceRow
{
    public required long Signal { get; set; }

    /// <summary>Code of the source.</summary>
    public required string Source { get; set; }

    public required string Ground { get; set; }

    public required int OldestMonths { get; set; }

    /// <summary>Name of the privacy officer who opened it.</summary>
    public required string OpenedBy { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long Opened { get; set; }

    /// <summary>Hit or no hit; null while it has not answered.</summary>
    public bool? Hit { get; set; }

    public string AnsweredBy { get; set; } = "";

    /// <summary>With which departments the hit may be shared (check 2A); empty until the privacy officer wrote it.</summary>
    public string Departments { get; set; } = "";
}

/// <summary>What was handed to the RIEC. It stays here until the gate has it, and then as proof that it went.</summary>
sealed class HandOverRow
{
    /// <summary>Random id, by which the gate knows it again.</summary>
    public required string Id { get; set; }

    public required long Signal { get; set; }

    public required string From { get; set; }

    public required string Reference { get; set; }

    public required string Text { get; set; }

    public required string Basis { get; set; }

    public required string By { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    /// <summary>Whether the gate has it.</summary>
    public bool Sent { get; set; }
}

/// <summary>Tables of Municipal.</summary>
sealed class MunicipalDb(DbContextOptions<MunicipalDb> options) : DbContext(options)
{
    public DbSet<MunicipalSignalRow> Signals => Set<MunicipalSignalRow>();

    public DbSet<MunicipalWeighingRow> Weighings => Set<MunicipalWeighingRow>();

    public DbSet<MunicipalSourceRow> Sources => Set<MunicipalSourceRow>();

    public DbSet<HandOverRow> HandOvers => Set<HandOverRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<MunicipalSignalRow>(table =>
        {
            table.ToTable("municipal_signals");
            table.HasKey(row => row.Number);
            table.HasIndex(row => row.Id).IsUnique();
            table.HasIndex(row => row.Home);
            table.HasIndex(row => row.Until);
            table.Property(row => row.End).HasConversion<string>();
            table.Property(row => row.Version).IsConcurrencyToken();
        });
        builder.Entity<MunicipalWeighingRow>(table =>
        {
            table.ToTable("municipal_weighings");
            table.HasIndex(row => row.Signal);
            table.Property(row => row.Weighing).HasConversion<string>();
            table.Property(row => row.Outcome).HasConversion<string>();
        });
        builder.Entity<MunicipalSourceRow>(table =>
        {
            table.ToTable("municipal_sources");
            table.HasKey(row => new { row.Signal, row.Source });
        });
        builder.Entity<HandOverRow>(table =>
        {
            table.ToTable("municipal_hand_overs");
            table.HasIndex(row => row.Signal).IsUnique();
        });
    }
}

/// <summary>For the design-time tool.</summary>
sealed class MunicipalDbDesignTime() : DesignTime<MunicipalDb>(options => new MunicipalDb(options));
