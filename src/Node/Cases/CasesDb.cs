using Knooppunt.Cases;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Cases;

/// <summary>One case. Never the evidence: that stays with who may hold it.</summary>
sealed class CaseRow
{
    /// <summary>Rises with every case.</summary>
    public long Number { get; set; }

    /// <summary>Random id in links.</summary>
    public required string Id { get; set; }

    /// <summary>What it is about, in plain words.</summary>
    public required string Title { get; set; }

    /// <summary>Code of the crime script; empty when it fits none.</summary>
    public required string Script { get; set; }

    /// <summary>Id of the place; empty when it is nowhere in particular.</summary>
    public required string Place { get; set; }

    /// <summary>Short name of the organisation that opened it; with regime, purpose and mark it decides who may see it.</summary>
    public required string Home { get; set; }

    /// <summary>Short name of the organisation that answers for it now; its duty decides.</summary>
    public required string Owner { get; set; }

    public required Regime Regime { get; set; }

    public required Purpose Purpose { get; set; }

    public required Tlp Tlp { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long Opened { get; set; }

    /// <summary>UTC microseconds since 1970; null while it is open.</summary>
    public long? Closed { get; set; }

    public CaseOutcome Outcome { get; set; }

    /// <summary>Rises with every change of partners and with closing: of two who decide at once the second is told.</summary>
    public int Version { get; set; }
}

/// <summary>An organisation that takes part in a case.</summary>
sealed class CasePartnerRow
{
    public required long Case { get; set; }

    public required string Organisation { get; set; }

    public required PartnerPart Part { get; set; }

    public required LegalBasis Basis { get; set; }

    /// <summary>The article, covenant or agreement on which it takes part, as the person wrote it.</summary>
    public required string Article { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long Since { get; set; }
}

/// <summary>A signal that belongs to a case. The headline is shown to who may see the signal's label.</summary>
sealed class CaseSignalRow
{
    public required long Case { get; set; }

    public required string Signal { get; set; }

    public required string Headline { get; set; }

    public required string HeadlineEnglish { get; set; }

    /// <summary>Id of the signal's visibility label.</summary>
    public required int Label { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long Linked { get; set; }

    /// <summary>Whether the outcome of the case became the signal's verdict; null while the case is open or the verdict is owed.</summary>
    public bool? Judged { get; set; }
}

/// <summary>That the outcome of a case is still to become the verdict of a signal; written with the closing, gone when it is done.</summary>
sealed class OwedVerdictRow
{
    public long Id { get; set; }

    public required long Case { get; set; }

    public required string Signal { get; set; }

    /// <summary>Id of the person who closed the case: it is their verdict, with the rights that they have.</summary>
    public required string Who { get; set; }

    /// <summary>When the case was closed, UTC microseconds since 1970.</summary>
    public required long At { get; set; }
}

/// <summary>Where a piece of evidence is, and by what anybody recognises it. Its facts are never changed: the chain of its log begins with them.</summary>
sealed class PointerRow
{
    /// <summary>Random id in links.</summary>
    public required string Id { get; set; }

    public required long Case { get; set; }

    public required EvidenceKind Kind { get; set; }

    /// <summary>What it is, in plain words.</summary>
    public required string Description { get; set; }

    /// <summary>Short name of the organisation that held it when this was written.</summary>
    public required string Holder { get; set; }

    /// <summary>That organisation's own number for it.</summary>
    public required string Reference { get; set; }

    /// <summary>64 hexadecimal digits; empty for what is no file.</summary>
    public required string Sha256 { get; set; }

    /// <summary>Day on which it was secured, yyyy-mm-dd.</summary>
    public required string Secured { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long Written { get; set; }

    /// <summary>Name of the person who wrote it.</summary>
    public required string By { get; set; }

    /// <summary>How many lines its log has: of two who write at once the second is told.</summary>
    public int Links { get; set; }

    /// <summary>The seal over its facts and its log.</summary>
    public required string Seal { get; set; }
}

/// <summary>One line of the log of a pointer; only ever added.</summary>
sealed class CustodyRow
{
    public required string Pointer { get; set; }

    public required int Number { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    public required CustodyDeed Deed { get; set; }

    public required string From { get; set; }

    public required string To { get; set; }

    public required string Name { get; set; }

    public required string Why { get; set; }

    public required string Hash { get; set; }
}

/// <summary>What happened in a case.</summary>
enum CaseDeed
{
    Opened,
    PartnerAdded,
    PartnerLeft,
    SignalLinked,
    PointerWritten,
    Custody,
    Decided,
    OwnerChanged,
    Closed,
    Reopened,
}

/// <summary>One line of the timeline of a case.</summary>
sealed class CaseEventRow
{
    public long Id { get; set; }

    public required long Case { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    public required CaseDeed Deed { get; set; }

    /// <summary>Name of the person; empty when the clock did it.</summary>
    public required string Name { get; set; }

    /// <summary>Short name of the organisation for which the person acted.</summary>
    public required string Organisation { get; set; }

    /// <summary>About which organisation, signal or pointer; may be empty.</summary>
    public string About { get; set; } = "";

    /// <summary>What was decided or why, in the person's words; may be empty.</summary>
    public string Text { get; set; } = "";

    /// <summary>On what a decision rests; empty for what is none.</summary>
    public string Ground { get; set; } = "";
}

/// <summary>Tables of Cases.</summary>
sealed class CasesDb(DbContextOptions<CasesDb> options) : DbContext(options)
{
    public DbSet<CaseRow> Cases => Set<CaseRow>();

    public DbSet<CasePartnerRow> Partners => Set<CasePartnerRow>();

    public DbSet<CaseSignalRow> Signals => Set<CaseSignalRow>();

    public DbSet<OwedVerdictRow> Owed => Set<OwedVerdictRow>();

    public DbSet<PendingProof> Proofs => Set<PendingProof>();

    public DbSet<PointerRow> Pointers => Set<PointerRow>();

    public DbSet<CustodyRow> Custody => Set<CustodyRow>();

    public DbSet<CaseEventRow> Events => Set<CaseEventRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<CaseRow>(table =>
        {
            table.ToTable("cases");
            table.HasKey(row => row.Number);
            table.HasIndex(row => row.Id).IsUnique();
            table.HasIndex(row => new { row.Closed, row.Number });
            table.Property(row => row.Regime).HasConversion<string>();
            table.Property(row => row.Purpose).HasConversion<string>();
            table.Property(row => row.Tlp).HasConversion<string>();
            table.Property(row => row.Outcome).HasConversion<string>();
            table.Property(row => row.Version).IsConcurrencyToken();
        });
        builder.Entity<CasePartnerRow>(table =>
        {
            table.ToTable("case_partners");
            table.HasKey(row => new { row.Case, row.Organisation });
            table.HasIndex(row => row.Organisation);
            table.Property(row => row.Part).HasConversion<string>();
            table.Property(row => row.Basis).HasConversion<string>();
        });
        builder.Entity<CaseSignalRow>(table =>
        {
            table.ToTable("case_signals");
            table.HasKey(row => new { row.Case, row.Signal });
            table.HasIndex(row => row.Signal);
        });
        builder.Entity<OwedVerdictRow>(table => table.ToTable("case_verdicts_owed"));
        builder.Entity<PendingProof>(table => PendingProof.Table(table, "case_proofs_pending"));
        builder.Entity<PointerRow>(table =>
        {
            table.ToTable("case_pointers");
            table.HasIndex(row => row.Case);
            table.Property(row => row.Kind).HasConversion<string>();
            table.Property(row => row.Links).IsConcurrencyToken();
        });
        builder.Entity<CustodyRow>(table =>
        {
            table.ToTable("case_custody");
            table.HasKey(row => new { row.Pointer, row.Number });
            table.Property(row => row.Deed).HasConversion<string>();
        });
        builder.Entity<CaseEventRow>(table =>
        {
            table.ToTable("case_events");
            table.HasIndex(row => new { row.Case, row.Id });
            table.Property(row => row.Deed).HasConversion<string>();
        });
    }
}

/// <summary>For the design-time tool.</summary>
sealed class CasesDbDesignTime() : DesignTime<CasesDb>(options => new CasesDb(options));
