using Knooppunt.Node.Shell.People;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Knooppunt.Node.Shell.SignIn;

/// <summary>Signing in and out: with a code that works once, with a passkey (WebAuthn), or by OpenID Connect.</summary>
static class SignInRoutes
{
    public static void MapSignIn(this IEndpointRouteBuilder routes, bool openId)
    {
        var open = routes.MapGroup("/sign-in").AllowAnonymous().RequireRateLimiting("sign-in");
        open.MapPost("/code", WithCode);
        open.MapPost("/passkey/options", PasskeyOptions);
        open.MapPost("/passkey", WithPasskey);
        if (openId)
            open.MapGet("/openid", (string? returnUrl) => Results.Challenge(new() { RedirectUri = Local(returnUrl) }, ["oidc"]));

        var own = routes.MapGroup("/account").RequireAuthorization();
        own.MapPost("/sign-out", SignOut);
        own.MapPost("/passkey/options", CreationOptions);
        own.MapPost("/passkey", AddPasskey);
    }

    static async Task<IResult> WithCode([FromForm] string code, Invitations invitations, SignInManager<Person> signIn, CancellationToken stop)
    {
        if (await invitations.Use(code, stop) is not { } person)
            return Results.LocalRedirect("/welcome?refused=1");
        await signIn.SignInAsync(person, isPersistent: false, "code");
        return Results.LocalRedirect("/account?first=1");
    }

    static async Task<IResult> PasskeyOptions(SignInManager<Person> signIn, HttpContext http, IAntiforgery antiforgery)
    {
        await antiforgery.ValidateRequestAsync(http);
        return Results.Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");
    }

    static async Task<IResult> WithPasskey([FromForm] string credential, SignInManager<Person> signIn)
    {
        var result = await signIn.PasskeySignInAsync(credential);
        return Results.LocalRedirect(result.Succeeded ? "/" : "/sign-in?refused=1");
    }

    static async Task<IResult> CreationOptions(UserManager<Person> people, SignInManager<Person> signIn, HttpContext http, IAntiforgery antiforgery)
    {
        await antiforgery.ValidateRequestAsync(http);
        if (await people.GetUserAsync(http.User) is not { } person)
            return Results.Unauthorized();
        return Results.Content(await signIn.MakePasskeyCreationOptionsAsync(new() { Id = person.Id, Name = person.UserName!, DisplayName = person.DisplayName }), "application/json");
    }

    static async Task<IResult> AddPasskey([FromForm] string credential, UserManager<Person> people, SignInManager<Person> signIn, HttpContext http)
    {
        if (await people.GetUserAsync(http.User) is not { } person)
            return Results.Unauthorized();
        var attestation = await signIn.PerformPasskeyAttestationAsync(credential);
        if (!attestation.Succeeded || !(await people.AddOrUpdatePasskeyAsync(person, attestation.Passkey)).Succeeded)
            return Results.LocalRedirect("/account?refused=1");
        return Results.LocalRedirect("/account?added=1");
    }

    static async Task<IResult> SignOut(SignInManager<Person> signIn, [FromForm] string? returnUrl)
    {
        await signIn.SignOutAsync();
        return Results.LocalRedirect(Local(returnUrl));
    }

    public static string Local(string? url) => url is ['/', not '/' and not '\\', ..] or "/" ? url : "/";
}
