using Knooppunt.Inspections;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Inspections;

/// <summary>How far an inspection is.</summary>
enum InspectionState
{
    Planned,
    Closed,
    Cancelled,
}

/// <summary>What came of an inspection as a whole.</summary>
enum InspectionOutcome
{
    Open,
    Found,
    Measure,
    NothingFound,
    NotDone,
}

/// <summary>One joint inspection.</summary>
sealed class InspectionRow
{
    /// <summary>Thirty-two hexadecimal digits, random.</summary>
    public required string Id { get; set; }

    /// <summary>Short name of the organisation that leads.</summary>
    public required string Lead { get; set; }

    public required string Title { get; set; }

    /// <summary>Id of the place; null for one that is not on the map.</summary>
    public string? Place { get; set; }

    /// <summary>Why, and what everybody must know before: the briefing.</summary>
    public required string Why { get; set; }

    /// <summary>Id of the signal that it began with; null for none.</summary>
    public string? Signal { get; set; }

    /// <summary>Id of the phenomenon file that it began with; null for none.</summary>
    public string? Phenomenon { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long Starts { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long Ends { get; set; }

    public InspectionState State { get; set; }

    public InspectionOutcome Outcome { get; set; }

    /// <summary>What came of it, in words.</summary>
    public string Result { get; set; } = "";

    /// <summary>Name of who planned it.</summary>
    public required string Name { get; set; }

    /// <summary>UTC microseconds since 1970; null while it is open.</summary>
    public long? Closed { get; set; }

    /// <summary>Rises with every change: of two who decide at once the second is told.</summary>
    public int Version { get; set; }

    public List<ParticipantRow> Participants { get; } = [];
}

/// <summary>Who takes part, under which power.</summary>
sealed class ParticipantRow
{
    public required string Inspection { get; set; }

    public required string Organisation { get; set; }

    /// <summary>Code of one of <see cref="Powers"/>.</summary>
    public required string Power { get; set; }
}

/// <summary>One answer, as it came.</summary>
sealed class FieldAnswerRow
{
    public required string Inspection { get; set; }

    public required string Id { get; set; }

    public required string Organisation { get; set; }

    public required string Item { get; set; }

    public required FieldVerdict Verdict { get; set; }

    public int Looked { get; set; }

    public int Found { get; set; }

    public required string Note { get; set; }

    /// <summary>When it was given, UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    /// <summary>When it arrived, UTC microseconds since 1970.</summary>
    public required long Received { get; set; }

    /// <summary>Name of who gave it.</summary>
    public required string Name { get; set; }

    /// <summary>Ids of what it replaces, with spaces between.</summary>
    public required string Replaces { get; set; }

    public FieldAnswer Answer => new(Id, Item, Organisation, Verdict, Looked, Found, Note, UnixTime.FromMicroseconds(At), Replaces.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>One photo, drawn anew.</summary>
sealed class FieldPhotoRow
{
    public required string Inspection { get; set; }

    public required string Id { get; set; }

    public required string Organisation { get; set; }

    public required string Item { get; set; }

    /// <summary>When it arrived, UTC microseconds since 1970.</summary>
    public required long Received { get; set; }

    public required byte[] Jpeg { get; set; }
}

/// <summary>What an inspection taught about a way of working: in words for those who took part, or proposed for a step of a script.</summary>
sealed class ProposalRow
{
    public long Id { get; set; }

    public required string Inspection { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    public required string Name { get; set; }

    public required string Organisation { get; set; }

    public required string Text { get; set; }

    /// <summary>Number of what was proposed for a step of a script; null for words alone.</summary>
    public long? Proposed { get; set; }
}

/// <summary>What a participant must hear of, written in the transaction in which it happens.</summary>
sealed class InspectionNewsRow
{
    /// <summary>Rises with time.</summary>
    public long Id { get; set; }

    public required string Inspection { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    /// <summary>Named, moved or finished.</summary>
    public required DutyDeed Deed { get; set; }

    /// <summary>Short name of the participant.</summary>
    public required string Organisation { get; set; }

    /// <summary>Id of the person who did it.</summary>
    public required string By { get; set; }
}

/// <summary>Tables of Inspections.</summary>
sealed class InspectionsDb(DbContextOptions<InspectionsDb> options) : DbContext(options)
{
    public DbSet<InspectionRow> Inspections => Set<InspectionRow>();

    public DbSet<ParticipantRow> Participants => Set<ParticipantRow>();

    public DbSet<FieldAnswerRow> Answers => Set<FieldAnswerRow>();

    public DbSet<FieldPhotoRow> Photos => Set<FieldPhotoRow>();

    public DbSet<ProposalRow> Proposals => Set<ProposalRow>();

    public DbSet<InspectionNewsRow> News => Set<InspectionNewsRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<InspectionRow>(table =>
        {
            table.ToTable("inspections");
            table.HasIndex(row => row.Starts);
            table.HasIndex(row => row.Signal);
            table.HasIndex(row => row.Phenomenon);
            table.Property(row => row.State).HasConversion<string>();
            table.Property(row => row.Outcome).HasConversion<string>();
            table.Property(row => row.Version).IsConcurrencyToken();
            table.HasMany(row => row.Participants).WithOne().HasForeignKey(row => row.Inspection);
        });
        builder.Entity<ParticipantRow>(table =>
        {
            table.ToTable("inspection_participants");
            table.HasKey(row => new { row.Inspection, row.Organisation });
        });
        builder.Entity<FieldAnswerRow>(table =>
        {
            table.ToTable("inspection_answers");
            table.HasKey(row => new { row.Inspection, row.Id });
            table.Property(row => row.Verdict).HasConversion<string>();
            table.Ignore(row => row.Answer);
        });
        builder.Entity<FieldPhotoRow>(table =>
        {
            table.ToTable("inspection_photos");
            table.HasKey(row => new { row.Inspection, row.Id });
        });
        builder.Entity<ProposalRow>(table =>
        {
            table.ToTable("inspection_proposals");
            table.HasIndex(row => row.Inspection);
        });
        builder.Entity<InspectionNewsRow>(table =>
        {
            table.ToTable("inspection_news");
            table.HasIndex(row => row.Inspection);
            table.Property(row => row.Deed).HasConversion<string>();
        });
    }
}

/// <summary>For the design-time tool.</summary>
sealed class InspectionsDbDesignTime() : DesignTime<InspectionsDb>(options => new InspectionsDb(options));
