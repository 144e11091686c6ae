using Knooppunt.Node.Shell.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Knooppunt.Node.Shell.SignIn;

/// <summary>
/// Signing in with the account of one's organisation (OpenID Connect). A person first links that account while signed in here: a name or an
/// address that the provider says is no reason to let somebody in.
/// </summary>
static class OpenIdRoutes
{
    /// <summary>Name of the scheme.</summary>
    public const string Scheme = "oidc";

    public static void Map(IEndpointRouteBuilder signIn, IEndpointRouteBuilder account)
    {
        signIn.MapGet("/openid", (SignInManager<Person> people) => Results.Challenge(people.ConfigureExternalAuthenticationProperties(Scheme, "/sign-in/openid/done"), [Scheme]));
        signIn.MapGet("/openid/done", SignIn);
        account.MapPost("/openid", Link);
        account.MapGet("/openid/done", Linked);
    }

    static async Task<IResult> SignIn(SignInManager<Person> signIn)
    {
        if (await signIn.GetExternalLoginInfoAsync() is not { } login)
            return Results.LocalRedirect("/sign-in?refused=1");
        var result = await signIn.ExternalLoginSignInAsync(login.LoginProvider, login.ProviderKey, isPersistent: false, bypassTwoFactor: true);
        await signIn.Context.SignOutAsync(IdentityConstants.ExternalScheme);
        return Results.LocalRedirect(result.Succeeded ? "/" : "/sign-in?refused=1");
    }

    // The form binds nothing but its antiforgery token: nobody may be made to link an account of somebody else.
    static IResult Link([FromForm(Name = "link")] string? _, SignInManager<Person> signIn, HttpContext http) =>
        Results.Challenge(signIn.ConfigureExternalAuthenticationProperties(Scheme, "/account/openid/done", http.User.PersonId), [Scheme]);

    static async Task<IResult> Linked(SignInManager<Person> signIn, UserManager<Person> people, HttpContext http)
    {
        // The id goes along through the provider and back, protected: another session cannot finish what this one began.
        if (await people.GetUserAsync(http.User) is not { } person || await signIn.GetExternalLoginInfoAsync(person.Id) is not { } login)
            return Results.LocalRedirect("/account?refused=1");
        var added = await people.AddLoginAsync(person, login);
        await signIn.Context.SignOutAsync(IdentityConstants.ExternalScheme);
        return Results.LocalRedirect(added.Succeeded ? "/account?linked=1" : "/account?refused=1");
    }
}
