using Knooppunt.Node.Shell.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Knooppunt.Node.Shell.SignIn;

/// <summary>Signing in and out: with a code that works once, with a passkey (WebAuthn), or by OpenID Connect.</summary>
static class SignInRoutes
{
    const int LongestCredential = 64 << 10;

    public static void MapSignIn(this IEndpointRouteBuilder routes, bool openId)
    {
        var open = routes.MapGroup("/sign-in").AllowAnonymous().RequireRateLimiting("sign-in");
        open.MapPost("/code", WithCode);
        open.MapPost("/passkey/options", PasskeyOptions);
        open.MapPost("/passkey", WithPasskey);

        var own = routes.MapGroup("/account").RequireAuthorization();
        own.MapPost("/sign-out", SignOut);
        own.MapPost("/passkey/options", CreationOptions);
        own.MapPost("/passkey", AddPasskey);
        if (openId)
            OpenIdRoutes.Map(open, own);
    }

    static async Task<IResult> WithCode([FromForm] string code, Invitations invitations, SignInManager<Person> signIn, CancellationToken stop)
    {
        if (await invitations.Use(code, stop) is not { } person)
            return Results.LocalRedirect("/welcome?refused=1");
        await signIn.SignInAsync(person, isPersistent: false, "code");
        return Results.LocalRedirect("/account?first=1");
    }

    // A form of which nothing is read but its antiforgery token.
    static async Task<IResult> PasskeyOptions([FromForm(Name = "credential")] string? _, SignInManager<Person> signIn) =>
        Results.Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");

    static async Task<IResult> WithPasskey([FromForm] string credential, SignInManager<Person> signIn)
    {
        var result = await Offered(credential, signIn.PasskeySignInAsync);
        return Results.LocalRedirect(result?.Succeeded == true ? "/" : "/sign-in?refused=1");
    }

    static async Task<IResult> CreationOptions([FromForm(Name = "credential")] string? _, UserManager<Person> people, SignInManager<Person> signIn, HttpContext http)
    {
        if (await people.GetUserAsync(http.User) is not { } person)
            return Results.Unauthorized();
        return Results.Content(await signIn.MakePasskeyCreationOptionsAsync(new() { Id = person.Id, Name = person.UserName!, DisplayName = person.DisplayName }), "application/json");
    }

    static async Task<IResult> AddPasskey([FromForm] string credential, UserManager<Person> people, SignInManager<Person> signIn, HttpContext http)
    {
        if (await people.GetUserAsync(http.User) is not { } person)
            return Results.Unauthorized();
        var attestation = await Offered(credential, signIn.PerformPasskeyAttestationAsync);
        if (attestation is not { Succeeded: true } || !(await people.AddOrUpdatePasskeyAsync(person, attestation.Passkey)).Succeeded)
            return Results.LocalRedirect("/account?refused=1");
        return Results.LocalRedirect("/account?added=1");
    }

    // Identity throws on what is no credential, and when this browser never asked for one: to whom offers it, both are a refusal.
    static async Task<T?> Offered<T>(string credential, Func<string, Task<T>> judge) where T : class
    {
        try
        {
            return credential.Length is 0 or > LongestCredential ? null : await judge(credential);
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or ArgumentException or FormatException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    static async Task<IResult> SignOut(SignInManager<Person> signIn, [FromForm] string? returnUrl)
    {
        await signIn.SignOutAsync();
        return Results.LocalRedirect(Local(returnUrl));
    }

    public static string Local(string? url) => url is ['/', not '/' and not '\\', ..] or "/" ? url : "/";
}
