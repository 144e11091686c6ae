using Knooppunt.Node.Exchange.Given;
using Knooppunt.Node.Exchange.Sightings;
using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Exchange;

/// <summary>A collection of TAXII. What is in it lies in the store.</summary>
sealed class CollectionRow
{
    /// <summary>Rises with every collection.</summary>
    public long Number { get; set; }

    /// <summary>Its id in addresses: a UUID.</summary>
    public required string Id { get; set; }

    public required string Title { get; set; }

    public required string Description { get; set; }

    /// <summary>A readable name in addresses; unique.</summary>
    public required string Alias { get; set; }

    /// <summary>Up to which addition its objects were put before people, UTC microseconds since 1970.</summary>
    public long Offered { get; set; }
}

/// <summary>What a party may do with a collection. A line of its own goes before the line of its kind.</summary>
sealed class RightRow
{
    public required long Collection { get; set; }

    /// <summary>Short name of an organisation, <c>node:</c> and a neighbour's, or <see cref="Parties.Party.AllPartners"/> or <see cref="Parties.Party.AllNodes"/>.</summary>
    public required string Party { get; set; }

    public required bool Read { get; set; }

    public required bool Write { get; set; }
}

/// <summary>A key by which a machine of a party comes in. Only its hash is kept.</summary>
sealed class ExchangeKeyRow
{
    public required string Hash { get; set; }

    /// <summary>Short name of an organisation, or <c>node:</c> and a neighbour's.</summary>
    public required string Party { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long MadeAt { get; set; }

    public required string MadeBy { get; set; }
}

/// <summary>A neighbour: where it is, and how far we are with it.</summary>
sealed class LinkRow
{
    public long Number { get; set; }

    /// <summary>Its short name: lower case letters, digits and hyphens.</summary>
    public required string Name { get; set; }

    /// <summary>Address of its API root, with a slash at the end.</summary>
    public required string Root { get; set; }

    /// <summary>User name for HTTP Basic; empty for a bearer token.</summary>
    public required string User { get; set; }

    /// <summary>Password or token, protected: nobody is ever shown it.</summary>
    public required string Secret { get; set; }

    /// <summary>Id or alias of its collection that is read; empty: none.</summary>
    public required string PullFrom { get; set; }

    /// <summary>Id or alias of its collection that is written to; empty: none.</summary>
    public required string PushTo { get; set; }

    public bool Paused { get; set; }

    /// <summary>From when the next round asks, as the neighbour wrote it; empty: from the beginning.</summary>
    public string PulledTo { get; set; } = "";

    /// <summary>Where the round under way is; empty between rounds.</summary>
    public string Next { get; set; } = "";

    /// <summary>The newest moment that the round under way brought, as the neighbour wrote it: from there the next one asks.</summary>
    public string RoundTo { get; set; } = "";

    /// <summary>What was added here up to this moment was sent, as far as it may go there; UTC microseconds since 1970.</summary>
    public long PushedTo { get; set; }

    /// <summary>UTC microseconds since 1970; null: never.</summary>
    public long? PulledAt { get; set; }

    /// <summary>UTC microseconds since 1970; null: never.</summary>
    public long? PushedAt { get; set; }

    /// <summary>Rounds that failed one after the other.</summary>
    public int Failures { get; set; }

    /// <summary>Why the last round failed, in Dutch; empty when it did not.</summary>
    public string Trouble { get; set; } = "";

    /// <summary>The same in English.</summary>
    public string TroubleEnglish { get; set; } = "";

    /// <summary>Before this nothing is tried; UTC microseconds since 1970.</summary>
    public long NotBefore { get; set; }

    public long Received { get; set; }

    public long Sent { get; set; }

    public long Refused { get; set; }

    /// <summary>Of what it gave, how many were refused because their mark keeps them inside one organisation or with persons.</summary>
    public long RefusedByMark { get; set; }

    /// <summary>Of what it gave, how many were refused because they are about persons.</summary>
    public long RefusedAsPersonal { get; set; }
}

/// <summary>Something of a neighbour that was not taken, or of us that it did not take.</summary>
sealed class LinkRefusalRow
{
    public long Id { get; set; }

    public required long Link { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long At { get; set; }

    /// <summary>Identifier of the object; empty when it has none.</summary>
    public required string Object { get; set; }

    /// <summary>As <see cref="RefusalReason.Kept"/>.</summary>
    public required string Sentence { get; set; }
}

/// <summary>Tables of Exchange; the objects themselves lie in a file of their own (Store).</summary>
sealed class ExchangeDb(DbContextOptions<ExchangeDb> options) : DbContext(options)
{
    public DbSet<CollectionRow> Collections => Set<CollectionRow>();

    public DbSet<RightRow> Rights => Set<RightRow>();

    public DbSet<ExchangeKeyRow> Keys => Set<ExchangeKeyRow>();

    public DbSet<LinkRow> Links => Set<LinkRow>();

    public DbSet<LinkRefusalRow> Refusals => Set<LinkRefusalRow>();

    public DbSet<SentSightingRow> SentSightings => Set<SentSightingRow>();

    public DbSet<GivenRow> Given => Set<GivenRow>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<CollectionRow>(table =>
        {
            table.ToTable("exchange_collections");
            table.HasKey(row => row.Number);
            table.HasIndex(row => row.Id).IsUnique();
            table.HasIndex(row => row.Alias).IsUnique();
        });
        builder.Entity<RightRow>(table =>
        {
            table.ToTable("exchange_rights");
            table.HasKey(row => new { row.Collection, row.Party });
        });
        builder.Entity<ExchangeKeyRow>(table =>
        {
            table.ToTable("exchange_keys");
            table.HasKey(row => row.Hash);
        });
        builder.Entity<LinkRow>(table =>
        {
            table.ToTable("exchange_links");
            table.HasKey(row => row.Number);
            table.HasIndex(row => row.Name).IsUnique();
        });
        builder.Entity<SentSightingRow>(table =>
        {
            table.ToTable("exchange_sightings");
            table.HasKey(row => new { row.Node, row.Object });
        });
        builder.Entity<GivenRow>(table =>
        {
            table.ToTable("exchange_given");
            table.HasKey(row => new { row.Day, row.Party, row.Collection });
        });
        builder.Entity<LinkRefusalRow>(table =>
        {
            table.ToTable("exchange_refusals");
            table.HasIndex(row => new { row.Link, row.Id });
        });
    }
}

/// <summary>For the design-time tool.</summary>
sealed class ExchangeDbDesignTime() : DesignTime<ExchangeDb>(options => new ExchangeDb(options));
