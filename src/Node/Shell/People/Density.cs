using System.Security.Claims;
using Knooppunt.Node.Shell.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Knooppunt.Node.Shell.People;

/// <summary>How much a person wants on one screen: comfortable or compact. A claim of the person, so that it holds on every device.</summary>
static class Density
{
    public const string Comfortable = "comfortable", Compact = "compact";
    const string Claim = "density";

    /// <summary>What the person chose; comfortable until then.</summary>
    public static string Of(ClaimsPrincipal? person) => person?.FindFirstValue(Claim) == Compact ? Compact : Comfortable;

    /// <summary>The other one.</summary>
    public static string Other(ClaimsPrincipal? person) => Of(person) == Compact ? Comfortable : Compact;

    /// <summary><c>POST /density</c>: chooses, and draws the same page again.</summary>
    public static async Task<IResult> Choose([FromForm] string density, [FromForm] string? returnUrl, UserManager<Person> people, SignInManager<Person> signIn, HttpContext http)
    {
        if (await people.GetUserAsync(http.User) is not { } person)
            return Results.Unauthorized();
        foreach (var old in (await people.GetClaimsAsync(person)).Where(claim => claim.Type == Claim).ToArray())
            await people.RemoveClaimAsync(person, old);
        if (density == Compact)
            await people.AddClaimAsync(person, new(Claim, Compact));
        await signIn.RefreshSignInAsync(person);
        return Results.LocalRedirect(SignInRoutes.Local(returnUrl));
    }
}
