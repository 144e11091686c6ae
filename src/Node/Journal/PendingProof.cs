using System.Globalization;
using System.Text.Json.Nodes;
using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Knooppunt.Node.Journal;

/// <summary>
/// A statement that a room ended something, written in the transaction in which it ended, until it stands signed in the journal of whose it was. A kill in between
/// is finished at the next run.
/// </summary>
sealed class PendingProof
{
    /// <summary>What ended, a name of its own.</summary>
    public required string Name { get; set; }

    /// <summary>Short name of the organisation in whose journal the proof belongs.</summary>
    public required string Journal { get; set; }

    /// <summary>JSON with at least <c>deletedAt</c>.</summary>
    public required string Statement { get; set; }

    /// <summary>Says that some things of one organisation ended.</summary>
    /// <param name="what">What ended: a short name.</param>
    /// <param name="journal">Short name of the organisation.</param>
    /// <param name="count">How many.</param>
    /// <param name="days">After how many days.</param>
    /// <param name="sha256">SHA-256 over what ended, 64 hexadecimal digits: who kept a copy can show that this was it.</param>
    /// <param name="now">When.</param>
    public static PendingProof Of(string what, string journal, int count, int days, string sha256, DateTimeOffset now) => new()
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"{what}-{journal}-{now.UnixMicroseconds}-{sha256[..8]}"),
        Journal = journal,
        Statement = new JsonObject
        {
            ["journal"] = journal,
            ["what"] = what,
            ["records"] = count,
            ["days"] = days,
            ["sha256"] = sha256,
            ["deletedAt"] = now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        }.ToJsonString(),
    };

    /// <summary>Their table in a room.</summary>
    public static void Table(EntityTypeBuilder<PendingProof> table, string name)
    {
        table.ToTable(name);
        table.HasKey(row => row.Name);
    }
}

/// <summary>Signs what rooms ended.</summary>
static class PendingProofs
{
    /// <summary>Puts each pending proof of a room into its journal, once, and takes it off the list.</summary>
    public static async Task Prove<TContext>(IDbContextFactory<TContext> database, JournalRoom journals, WriteTurn turn, CancellationToken stop) where TContext : DbContext
    {
        await using var db = await database.CreateDbContextAsync(stop);
        foreach (var row in await db.Set<PendingProof>().OrderBy(row => row.Name).ToListAsync(stop))
        {
            // The journal of an organisation that left the node, or never had one, is the partnership's.
            var journal = journals.Organisations.Contains(row.Journal) ? row.Journal : journals.Settings.Partnership;
            if (journal is not null)
                await journals.ProveDeletion(journal, row.Name, row.Statement);
            db.Remove(row);
            await turn.Take(() => db.SaveChangesAsync(stop), stop);
        }
    }
}
