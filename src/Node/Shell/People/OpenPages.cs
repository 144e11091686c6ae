using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Knooppunt.Node.Shell.People;

/// <summary>Whether who opened a page still has the roles with which it was opened. A request is asked anew each minute; what streams into an open page is one request all day, and asks here.</summary>
sealed class OpenPages(IDbContextFactory<ShellDb> database, IOptions<IdentityOptions> identity)
{
    /// <summary>Whether nothing was taken from or given to the person since the page was opened.</summary>
    public async Task<bool> Stands(ClaimsPrincipal person, CancellationToken stop)
    {
        var (id, stamp) = (person.PersonId, person.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType));
        await using var db = await database.CreateDbContextAsync(stop);
        return stamp is not null && await db.Users.AnyAsync(row => row.Id == id && row.SecurityStamp == stamp, stop);
    }
}
