using Knooppunt.Disclosure.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Shell.People;

/// <summary>Somebody who can sign in. There are no passwords: a passkey, an invitation code that works once, or OpenID Connect.</summary>
sealed class Person : IdentityUser
{
    /// <summary>Name on screens.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>Language on screens: nl or en.</summary>
    public string Language { get; set; } = "nl";
}

/// <summary>One role of one person in one organisation.</summary>
sealed class Membership
{
    public int Id { get; set; }

    public required string PersonId { get; set; }

    public required string Organisation { get; set; }

    public required Role Role { get; set; }
}

/// <summary>A code that lets one person sign in once. Only its hash is kept.</summary>
sealed class Invitation
{
    public required string CodeHash { get; set; }

    public required string PersonId { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long ExpiresAt { get; set; }
}

/// <summary>Tables of the Shell: people, passkeys, roles, invitations.</summary>
sealed class ShellDb(DbContextOptions<ShellDb> options) : IdentityUserContext<Person>(options)
{
    public DbSet<Membership> Memberships => Set<Membership>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    /// <summary>The version of Identity's tables that knows passkeys.</summary>
    public static void Configure(IdentityOptions identity) => identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Membership>(table =>
        {
            table.ToTable("memberships");
            table.Property(row => row.Role).HasConversion<string>();
            table.HasIndex(row => new { row.PersonId, row.Organisation, row.Role }).IsUnique();
            table.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<Invitation>(table =>
        {
            table.ToTable("invitations");
            table.HasKey(row => row.CodeHash);
            table.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}

/// <summary>For the design-time tool.</summary>
sealed class ShellDbDesignTime() : DesignTime<ShellDb>(options => new ShellDb(options));
