using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Shell.People;

/// <summary>Codes that sign somebody in once: for the first administrator and for people who have no passkey yet.</summary>
sealed class Invitations(IDbContextFactory<ShellDb> database, TimeProvider clock)
{
    static readonly TimeSpan Term = TimeSpan.FromHours(24);

    /// <summary>A new code for a person: 128 random bits, 22 characters, good for 24 hours and one use. Earlier codes of the person end.</summary>
    public async Task<string> Invite(string personId, CancellationToken stop = default)
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        await using var db = await database.CreateDbContextAsync(stop);
        await db.Invitations.Where(row => row.PersonId == personId).ExecuteDeleteAsync(stop);
        db.Invitations.Add(new Invitation { CodeHash = Hash(code), PersonId = personId, ExpiresAt = (clock.GetUtcNow() + Term).UnixMicroseconds });
        await db.SaveChangesAsync(stop);
        return code;
    }

    /// <summary>Uses a code up. Null when it does not exist, was used, or is too old: the three look the same from outside.</summary>
    public async Task<Person?> Use(string code, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var (hash, now) = (Hash(code), clock.GetUtcNow().UnixMicroseconds);
        var person = await (from row in db.Invitations where row.CodeHash == hash && row.ExpiresAt > now join p in db.Users on row.PersonId equals p.Id select p).SingleOrDefaultAsync(stop);
        // Deleting is what decides: of two who offer the same code at once, one deletes a row and the other none.
        return person is not null && await db.Invitations.Where(row => row.CodeHash == hash).ExecuteDeleteAsync(stop) == 1 ? person : null;
    }

    static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(code.Trim())));
}
