using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Knooppunt.Node.Shell.Demo;

/// <summary>Looking through the eyes of one of the demo people. Only a sample node has this address at all.</summary>
static class DemoRoutes
{
    public static void MapDemo(this IEndpointRouteBuilder routes, NodeSettings settings)
    {
        if (settings.Sample)
            routes.MapPost("/demo/sign-in", SignIn).AllowAnonymous().RequireRateLimiting("sign-in").ExcludeFromDescription();
    }

    static async Task<IResult> SignIn([FromForm] string person, [FromForm] string? to, DemoPeople demos, SignInManager<Person> signIn, UserManager<Person> people)
    {
        if (demos.Here.FirstOrDefault(one => one.Key == person) is not { } demo || await people.FindByNameAsync(demo.UserName) is not { } account)
            return Results.NotFound();
        await signIn.SignOutAsync();
        await signIn.SignInAsync(account, isPersistent: false, "demo");
        return Results.LocalRedirect(SignInRoutes.Local(to ?? demo.First));
    }
}
