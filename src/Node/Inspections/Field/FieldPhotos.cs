using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Photos;
using Knooppunt.Node.Shell.Stripping;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Inspections;

/// <summary>Photos of an inspection, drawn anew before they are kept.</summary>
sealed class FieldPhotos(IDbContextFactory<InspectionsDb> database, PhotoTable table, WriteTurn turn, TimeProvider clock)
{
    /// <summary>Bytes of one photo as it comes.</summary>
    public const int LongestUpload = 16 << 20;

    /// <summary>Most photos of one participant in one inspection.</summary>
    public const int Most = 200;

    static readonly Refusal
        NoPhoto = new(StatusCodes.Status422UnprocessableEntity, new("Dit is geen foto die veilig te openen is (JPEG, PNG, WebP of GIF). Maak een nieuwe.", "This is no photo that can be opened safely (JPEG, PNG, WebP or GIF). Take another.")),
        // The telephone keeps what was not refused for good.
        NotNow = new(StatusCodes.Status503ServiceUnavailable, new("Foto's kunnen nu niet worden nagekeken. Hij blijft op uw telefoon en gaat later mee.", "Photos cannot be examined now. It stays on your telephone and goes along later.")),
        Full = new(StatusCodes.Status422UnprocessableEntity, new($"Deze controle heeft al {Most} foto's van uw organisatie.", $"This inspection has {Most} photos of your organisation already."));

    /// <summary>Keeps one; the same id again changes nothing. Null when it is kept, otherwise why not.</summary>
    public async Task<Refusal?> Keep(string inspection, string id, string organisation, string item, ReadOnlyMemory<byte> upload, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Photos.AnyAsync(row => row.Inspection == inspection && row.Id == id, stop))
            return null;
        if (await db.Photos.CountAsync(row => row.Inspection == inspection && row.Organisation == organisation, stop) >= Most)
            return Full;
        if (await table.Redraw(upload, stop) is var drawn && drawn.Jpeg is not { } jpeg)
            return drawn.Outcome == StripOutcome.Unavailable ? NotNow : NoPhoto;
        await turn.Take(async () =>
        {
            if (await db.Photos.AnyAsync(row => row.Inspection == inspection && row.Id == id, stop))
                return 0;
            db.Photos.Add(new() { Inspection = inspection, Id = id, Organisation = organisation, Item = item, Received = clock.GetUtcNow().UnixMicroseconds, Jpeg = jpeg });
            return await db.SaveChangesAsync(stop);
        }, stop);
        return null;
    }

    /// <summary>Ids and questions of the photos of some participants, in order.</summary>
    public async Task<IReadOnlyList<(string Id, string Item)>> Of(string inspection, IReadOnlyCollection<string> organisations, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return [.. (await db.Photos.Where(row => row.Inspection == inspection && organisations.Contains(row.Organisation)).OrderBy(row => row.Received).Select(row => new { row.Id, row.Item }).ToListAsync(stop)).Select(row => (row.Id, row.Item))];
    }

    /// <summary>One photo of some participants; null when there is none.</summary>
    public async Task<byte[]?> Read(string inspection, string id, IReadOnlyCollection<string> organisations, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Photos.Where(row => row.Inspection == inspection && row.Id == id && organisations.Contains(row.Organisation)).Select(row => row.Jpeg).SingleOrDefaultAsync(stop);
    }
}
