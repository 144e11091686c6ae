using Knooppunt.Node.Knowledge.Remarks;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Knowledge;

/// <summary>One version of the node's own script. Every version is kept; the newest is in force.</summary>
sealed class ScriptVersionRow
{
    /// <summary>Rises with every version.</summary>
    public long Number { get; set; }

    /// <summary>Code of the script.</summary>
    public required string Code { get; set; }

    /// <summary>When it was made, UTC microseconds since 1970; whole milliseconds, and later than the version before.</summary>
    public required long Modified { get; set; }

    /// <summary>Short name of the organisation for which it was written.</summary>
    public required string Organisation { get; set; }

    public required Tlp Tlp { get; set; }

    public required Pap Pap { get; set; }

    /// <summary>Who wrote it.</summary>
    public required string Name { get; set; }

    /// <summary>What changed, in the writer's words.</summary>
    public required string Note { get; set; }

    /// <summary>The text as it is edited; empty when the script was withdrawn with this version.</summary>
    public required string Text { get; set; }

    /// <summary>The STIX bundle, compact JSON in UTF-8; of a withdrawn script its last objects, revoked.</summary>
    public required byte[] Bundle { get; set; }
}

/// <summary>How far a proposed object is.</summary>
enum ProposalState : byte
{
    /// <summary>Nobody decided yet.</summary>
    Proposed,
    /// <summary>A named person took it over.</summary>
    Adopted,
    /// <summary>A named person refused it.</summary>
    Refused,
    /// <summary>Its maker withdrew it before anybody decided: there is nothing to decide.</summary>
    Withdrawn,
}

/// <summary>An object that another node or partner proposes. It says nothing here until a named person adopts it.</summary>
sealed class ProposalRow
{
    public long Number { get; set; }

    /// <summary>Id of the object.</summary>
    public required string Object { get; set; }

    public required string Type { get; set; }

    /// <summary>Its version, UTC microseconds since 1970.</summary>
    public required long Version { get; set; }

    /// <summary>From whom: name of the neighbour, organisation or file.</summary>
    public required string Source { get; set; }

    public required Tlp Tlp { get; set; }

    public required Pap Pap { get; set; }

    /// <summary>When it came, UTC microseconds since 1970.</summary>
    public required long Came { get; set; }

    /// <summary>The object, compact JSON in UTF-8.</summary>
    public required byte[] Json { get; set; }

    public ProposalState State { get; set; }

    /// <summary>Who decided; null while nobody did.</summary>
    public string? Name { get; set; }

    /// <summary>When, UTC microseconds since 1970; null while nobody did.</summary>
    public long? Decided { get; set; }
}

/// <summary>What somebody of this node proposes for a step of a script. It holds no persons; who proposed it is named as every writer is.</summary>
sealed class StepProposalRow
{
    public long Number { get; set; }

    /// <summary>Code of the script.</summary>
    public required string Code { get; set; }

    /// <summary>Code of the step.</summary>
    public required string Step { get; set; }

    /// <summary>One of <see cref="AddToStep.Kinds"/>.</summary>
    public required string Kind { get; set; }

    public required string Dutch { get; set; }

    public required string English { get; set; }

    /// <summary>Short name of the organisation for which it was proposed.</summary>
    public required string Organisation { get; set; }

    /// <summary>Name of the person.</summary>
    public required string ProposedBy { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    public ProposalState State { get; set; }

    /// <summary>Name of who decided; null while nobody did.</summary>
    public string? DecidedBy { get; set; }

    /// <summary>When, UTC microseconds since 1970; null while nobody did.</summary>
    public long? Decided { get; set; }

    /// <summary>Why it was refused, for who proposed it; empty when it was not.</summary>
    public string Why { get; set; } = "";
}

/// <summary>What one organisation decided on a pattern that others propose without a script: each judges it for itself.</summary>
sealed class PatternJudgementRow
{
    /// <summary>Number of the proposal.</summary>
    public required long Proposal { get; set; }

    /// <summary>Short name of the organisation.</summary>
    public required string Organisation { get; set; }

    public required ProposalState State { get; set; }

    /// <summary>Who decided.</summary>
    public required string Name { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }
}

/// <summary>A pattern of others that a named person took over into the node's own.</summary>
sealed class AdoptedPatternRow
{
    public long Number { get; set; }

    /// <summary>Its Sigma id.</summary>
    public required string Pattern { get; set; }

    public required string Title { get; set; }

    /// <summary>From whom.</summary>
    public required string Source { get; set; }

    /// <summary>Name of the file below the node's own patterns.</summary>
    public required string File { get; set; }

    /// <summary>Who took it over.</summary>
    public required string Name { get; set; }

    /// <summary>When, UTC microseconds since 1970.</summary>
    public required long Adopted { get; set; }

    /// <summary>For which organisation it was taken over: on trial it runs over her journal alone. Empty when taken over before trials were there.</summary>
    public string Organisation { get; set; } = "";

    /// <summary>Whether it is tried first.</summary>
    public bool OnTrial { get; set; }

    /// <summary>The Sigma id under which it runs: another one on trial.</summary>
    public string RunsAs { get; set; } = "";

    /// <summary>The file as it came; empty when taken over before trials were there.</summary>
    public string Text { get; set; } = "";

    /// <summary>Code of the script that it came with; empty when that is not known.</summary>
    public string Script { get; set; } = "";

    /// <summary>Id of the indicator that carried it; empty when that is not known.</summary>
    public string Indicator { get; set; } = "";

    /// <summary>The strictest sharing mark of that indicator.</summary>
    public Tlp Tlp { get; set; } = Tlp.Amber;

    /// <summary>The strictest mark of permissible actions of that indicator.</summary>
    public Pap Pap { get; set; } = Pap.Amber;

    /// <summary>Who withdrew it; null while it stands.</summary>
    public string? WithdrawnBy { get; set; }

    /// <summary>When, UTC microseconds since 1970; null while it stands.</summary>
    public long? Withdrawn { get; set; }
}

/// <summary>What was decided on a pattern of others.</summary>
enum AdoptionStep : byte
{
    /// <summary>Its signals go to the analysts of one organisation alone.</summary>
    OnTrial,
    /// <summary>It is a pattern like any other.</summary>
    InForce,
    /// <summary>It was taken out.</summary>
    Withdrawn,
}

/// <summary>One decision on a pattern of others. None is ever changed.</summary>
sealed class AdoptionStepRow
{
    public long Id { get; set; }

    /// <summary>Number of the adopted pattern.</summary>
    public required long Adopted { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    public required AdoptionStep Step { get; set; }

    /// <summary>Who decided.</summary>
    public required string Name { get; set; }

    /// <summary>Why, in the person's words.</summary>
    public required string Reason { get; set; }
}

/// <summary>How often a node saw what one of our patterns watches, in one week.</summary>
sealed class SightingRow
{
    /// <summary>Who sent it.</summary>
    public required string Source { get; set; }

    /// <summary>Id of the indicator that carries the pattern.</summary>
    public required string Indicator { get; set; }

    /// <summary>Year of the ISO week.</summary>
    public required int Year { get; set; }

    /// <summary>Number of the ISO week.</summary>
    public required int Week { get; set; }

    public int Hits { get; set; }

    /// <summary>Null when it did not say.</summary>
    public int? Confirmed { get; set; }

    /// <summary>Null when it did not say.</summary>
    public int? Dismissed { get; set; }

    /// <summary>Its version, UTC microseconds since 1970.</summary>
    public long Version { get; set; }

    /// <summary>When it came, UTC microseconds since 1970.</summary>
    public long Came { get; set; }
}

/// <summary>Tables of Knowledge.</summary>
sealed class KnowledgeDb(DbContextOptions<KnowledgeDb> options) : DbContext(options)
{
    public DbSet<ScriptVersionRow> Versions => Set<ScriptVersionRow>();

    public DbSet<ProposalRow> Proposals => Set<ProposalRow>();

    public DbSet<StepProposalRow> StepProposals => Set<StepProposalRow>();

    public DbSet<PatternJudgementRow> Judgements => Set<PatternJudgementRow>();

    public DbSet<RemarkRow> Remarks => Set<RemarkRow>();

    public DbSet<RemarkSubjectRow> RemarkSubjects => Set<RemarkSubjectRow>();

    public DbSet<AdoptedPatternRow> AdoptedPatterns => Set<AdoptedPatternRow>();

    public DbSet<SightingRow> Sightings => Set<SightingRow>();

    public DbSet<AdoptionStepRow> AdoptionSteps => Set<AdoptionStepRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<ScriptVersionRow>(table =>
        {
            table.ToTable("script_versions");
            table.HasKey(row => row.Number);
            // Of two who save at once the second finds the moment taken.
            table.HasIndex(row => new { row.Code, row.Modified }).IsUnique();
            table.Property(row => row.Tlp).HasConversion<string>();
            table.Property(row => row.Pap).HasConversion<string>();
        });
        builder.Entity<ProposalRow>(table =>
        {
            table.ToTable("knowledge_proposals");
            table.HasKey(row => row.Number);
            table.HasIndex(row => new { row.Object, row.Version }).IsUnique();
            table.HasIndex(row => row.State);
            table.Property(row => row.Tlp).HasConversion<string>();
            table.Property(row => row.Pap).HasConversion<string>();
            table.Property(row => row.State).HasConversion<string>();
        });
        builder.Entity<StepProposalRow>(table =>
        {
            table.ToTable("script_step_proposals");
            table.HasKey(row => row.Number);
            table.HasIndex(row => row.State);
            table.Property(row => row.State).HasConversion<string>();
        });
        builder.Entity<PatternJudgementRow>(table =>
        {
            table.ToTable("pattern_judgements");
            table.HasKey(row => new { row.Proposal, row.Organisation });
            table.Property(row => row.State).HasConversion<string>();
        });
        builder.Entity<RemarkRow>(table =>
        {
            table.ToTable("script_remarks");
            table.HasKey(row => row.Number);
            // Of two who change it at once the second finds the moment taken.
            table.HasIndex(row => new { row.Remark, row.Modified }).IsUnique();
            table.Property(row => row.Tlp).HasConversion<string>();
            table.Property(row => row.Pap).HasConversion<string>();
        });
        builder.Entity<RemarkSubjectRow>(table =>
        {
            table.ToTable("remark_subjects");
            table.HasKey(row => new { row.Object, row.Remark });
            table.HasIndex(row => row.Remark);
        });
        builder.Entity<AdoptedPatternRow>(table =>
        {
            table.ToTable("adopted_patterns");
            table.HasKey(row => row.Number);
            table.HasIndex(row => row.Pattern);
            table.Property(row => row.Tlp).HasConversion<string>();
            table.Property(row => row.Pap).HasConversion<string>();
        });
        builder.Entity<SightingRow>(table =>
        {
            table.ToTable("received_sightings");
            table.HasKey(row => new { row.Indicator, row.Source, row.Year, row.Week });
        });
        builder.Entity<AdoptionStepRow>(table =>
        {
            table.ToTable("adoption_steps");
            table.HasIndex(row => row.Adopted);
            table.Property(row => row.Step).HasConversion<string>();
        });
    }
}

/// <summary>For the design-time tool.</summary>
sealed class KnowledgeDbDesignTime() : DesignTime<KnowledgeDb>(options => new KnowledgeDb(options));
