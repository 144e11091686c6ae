using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace Knooppunt.Node.Shell.People;

/// <summary>People with the roles that they have now, for what goes on after they left the screen: rights are weighed again, as on a page.</summary>
sealed class PeopleNow(IServiceScopeFactory scopes)
{
    /// <summary>A person; null when they are gone.</summary>
    public async Task<ClaimsPrincipal?> Find(string id)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().FindByIdAsync(id) is { } person
            ? await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Person>>().CreateAsync(person) : null;
    }

    /// <summary>A person of whom the name is still known and no role is: what they decided earlier is finished in their name.</summary>
    public static ClaimsPrincipal Gone(string id, string name) => new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id), new("display-name", name)]));
}
