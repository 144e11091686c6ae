using Knooppunt.FollowUp;
using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>One line of the competence map. A line is never changed: a new one takes its place, so that everybody can see what was agreed when.</summary>
sealed class CompetenceRow
{
    public long Id { get; set; }

    public required string? Place { get; set; }

    public required string? Phenomenon { get; set; }

    /// <summary>Name of the legal regime; null for every one.</summary>
    public required string? Regime { get; set; }

    public required string Body { get; set; }

    public required string? Fallback { get; set; }

    public required int AnswerMinutes { get; set; }

    public required int ActHours { get; set; }

    public required string Channel { get; set; }

    public required string Basis { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long Since { get; set; }

    /// <summary>Who wrote it; "-" for what came with the node.</summary>
    public required string By { get; set; }

    /// <summary>UTC microseconds since 1970; null while it is in force.</summary>
    public long? Until { get; set; }

    /// <summary>Who ended it; null while it is in force.</summary>
    public string? EndedBy { get; set; }
}

/// <summary>Who is on duty at an organisation.</summary>
sealed class OnDutyRow
{
    public required string Organisation { get; set; }

    public required string Person { get; set; }

    public required long Since { get; set; }

    public required string SetBy { get; set; }
}

/// <summary>Who must answer for one thing now.</summary>
sealed class DutyRow
{
    public long Id { get; set; }

    /// <summary>What kind of thing: one of the kinds of <see cref="Duties"/>.</summary>
    public required string Kind { get; set; }

    /// <summary>Id of the thing.</summary>
    public required string Object { get; set; }

    public required DutyState State { get; set; }

    /// <summary>Short names of the organisations of the route, separated by spaces.</summary>
    public required string Route { get; set; }

    public required int Step { get; set; }

    /// <summary>Short name of the organisation that owns it: the route at its step, for queries.</summary>
    public required string Owner { get; set; }

    public required string? Person { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long Deadline { get; set; }

    public required long AnswerMicros { get; set; }

    public required long ActMicros { get; set; }

    public required int Late { get; set; }

    /// <summary>How grave what it is about is.</summary>
    public int Severity { get; set; }

    /// <summary>What it is about, for who is told: the pattern of a signal, otherwise the kind.</summary>
    public string Topic { get; set; } = "";

    /// <summary>Id of the person who asked for it by name, and waits for what comes of it; null when nobody did.</summary>
    public string? Asker { get; set; }

    /// <summary>Code of what came of it, from <see cref="Outcomes"/>; empty while it is open, and for a signal, whose verdict stands with the signal.</summary>
    public string Outcome { get; set; } = "";

    /// <summary>What came of it, in the words of who closed it; may be empty.</summary>
    public string Result { get; set; } = "";

    /// <summary>Id of the line of the competence map that decided; null where the map had a hole or the journal is the owner's own.</summary>
    public required long? Rule { get; set; }

    /// <summary>Rises with every change: of two who decide at once the second is told.</summary>
    public int Version { get; set; }
}

/// <summary>One thing that happened to a duty.</summary>
sealed class DutyStepRow
{
    public long Id { get; set; }

    public required long Duty { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    public required DutyDeed Deed { get; set; }

    /// <summary>Who owned it before; empty for the first.</summary>
    public required string From { get; set; }

    /// <summary>Who owns it after.</summary>
    public required string To { get; set; }

    /// <summary>Name of the person who did it; empty when the clock did.</summary>
    public required string Name { get; set; }

    public required string Reason { get; set; }
}

/// <summary>How far this room has followed another.</summary>
sealed class FollowedRow
{
    public required string What { get; set; }

    public required long Number { get; set; }
}

/// <summary>Tables of FollowUp.</summary>
sealed class FollowUpDb(DbContextOptions<FollowUpDb> options) : DbContext(options)
{
    public DbSet<CompetenceRow> Competences => Set<CompetenceRow>();

    public DbSet<OnDutyRow> OnDuty => Set<OnDutyRow>();

    public DbSet<DutyRow> Duties => Set<DutyRow>();

    public DbSet<DutyStepRow> Steps => Set<DutyStepRow>();

    public DbSet<ShareRow> Shares => Set<ShareRow>();

    public DbSet<NoteRow> Notes => Set<NoteRow>();

    public DbSet<ActionPointRow> ActionPoints => Set<ActionPointRow>();

    public DbSet<NoticeRow> Notices => Set<NoticeRow>();

    public DbSet<NoticeWishRow> NoticeWishes => Set<NoticeWishRow>();

    public DbSet<WebhookRow> Webhooks => Set<WebhookRow>();

    public DbSet<FollowedRow> Followed => Set<FollowedRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<CompetenceRow>().ToTable("competences");
        builder.Entity<OnDutyRow>(table =>
        {
            table.ToTable("on_duty");
            table.HasKey(row => row.Organisation);
        });
        builder.Entity<DutyRow>(table =>
        {
            table.ToTable("duties");
            table.Property(row => row.State).HasConversion<string>();
            table.Property(row => row.Version).IsConcurrencyToken();
            table.HasIndex(row => new { row.Kind, row.Object }).IsUnique();
            table.HasIndex(row => new { row.State, row.Deadline });
            table.HasIndex(row => new { row.Owner, row.State, row.Deadline });
        });
        builder.Entity<DutyStepRow>(table =>
        {
            table.ToTable("duty_steps");
            table.Property(row => row.Deed).HasConversion<string>();
            table.HasIndex(row => new { row.Duty, row.Id });
        });
        builder.Entity<ShareRow>(table =>
        {
            table.ToTable("shares");
            table.Property(row => row.Tlp).HasConversion<string>();
            table.Property(row => row.Pap).HasConversion<string>();
            table.HasIndex(row => new { row.To, row.At });
            table.HasIndex(row => new { row.From, row.At });
            table.HasIndex(row => row.Signal);
            table.HasIndex(row => row.Until);
        });
        builder.Entity<NoteRow>(table =>
        {
            table.ToTable("notes");
            table.HasIndex(row => new { row.Kind, row.Object, row.Id });
        });
        builder.Entity<ActionPointRow>(table =>
        {
            table.ToTable("action_points");
            table.HasIndex(row => new { row.Kind, row.Object, row.At });
        });
        builder.Entity<NoticeRow>(table =>
        {
            table.ToTable("notices");
            table.Property(row => row.Deed).HasConversion<string>();
            table.HasIndex(row => new { row.Person, row.Id });
            table.HasIndex(row => row.At);
        });
        builder.Entity<NoticeWishRow>(table =>
        {
            table.ToTable("notice_wishes");
            table.HasKey(row => row.Person);
            table.Property(row => row.Lowest).HasConversion<string>();
        });
        builder.Entity<WebhookRow>(table =>
        {
            table.ToTable("webhook_calls");
            table.HasIndex(row => row.Next);
        });
        builder.Entity<FollowedRow>(table =>
        {
            table.ToTable("followed");
            table.HasKey(row => row.What);
        });
    }
}

/// <summary>For the design-time tool.</summary>
sealed class FollowUpDbDesignTime() : DesignTime<FollowUpDb>(options => new FollowUpDb(options));
