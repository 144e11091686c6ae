using Knooppunt.Node.Connectors.Files;
using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Connectors.Http;

/// <summary>An API key of an organisation. Only its hash is kept.</summary>
sealed class ApiKey
{
    public required string Hash { get; set; }

    public required string Organisation { get; set; }

    /// <summary>What it is for, in the words of who made it.</summary>
    public required string Name { get; set; }

    /// <summary>UTC microseconds since 1970.</summary>
    public required long MadeAt { get; set; }

    public required string MadeBy { get; set; }
}

/// <summary>Tables of Connectors.</summary>
sealed class ConnectorsDb(DbContextOptions<ConnectorsDb> options) : DbContext(options)
{
    public DbSet<ApiKey> Keys => Set<ApiKey>();

    public DbSet<TakenFile> Files => Set<TakenFile>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<ApiKey>(table =>
        {
            table.ToTable("api_keys");
            table.HasKey(row => row.Hash);
        });
        builder.Entity<TakenFile>(table =>
        {
            table.ToTable("taken_files");
            table.HasKey(row => new { row.Source, row.Name, row.Stream });
        });
    }
}

/// <summary>For the design-time tool.</summary>
sealed class ConnectorsDbDesignTime() : DesignTime<ConnectorsDb>(options => new ConnectorsDb(options));
