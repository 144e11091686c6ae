using System.Collections.Concurrent;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Settings;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Shell.People;

/// <summary>An administrator adds people, gives and takes roles, and makes codes by which somebody signs in once.</summary>
static class PeopleRoutes
{
    const string Ground = "AVG art. 32";

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        var people = routes.MapGroup("/settings/people").AddEndpointFilter(async (context, next) =>
            context.HttpContext.User.Has(Role.Administrator) ? await next(context) : Results.Forbid());
        people.MapPost("/add", Add);
        people.MapPost("/role", GiveRole);
        people.MapPost("/role/take", TakeRole);
        people.MapPost("/invite", Invite);
    }

    static async Task<IResult> Add([FromForm] string userName, [FromForm] string displayName, UserManager<Person> people, Invitations invitations, MadeCodes codes, HttpContext http, CancellationToken stop)
    {
        var person = new Person { UserName = userName.Trim(), DisplayName = displayName.Trim() };
        var made = await people.CreateAsync(person);
        if (!made.Succeeded)
            return Refused.Because(http, StatusCodes.Status400BadRequest, new("Dit korte kenmerk kan niet: gebruik alleen letters en cijfers, en een dat nog niemand heeft.", $"This short id cannot be used: only letters and digits, and one that nobody has yet. {string.Join(' ', made.Errors.Select(error => error.Description))}"));
        codes.Keep(http.User.PersonId, person.DisplayName, await invitations.Invite(person.Id, stop));
        return Results.LocalRedirect("/settings");
    }

    static async Task<IResult> GiveRole([FromForm] string person, [FromForm] string organisation, [FromForm] Role role, ShellDb db, NodeSettings settings, SignInManager<Person> signIn, UserManager<Person> people, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (!Enum.IsDefined(role) || settings.Organisations.All(known => known.Id != organisation) || await people.FindByIdAsync(person) is not { } found)
            return Refused.Because(http, StatusCodes.Status400BadRequest, new("Kies een persoon, een organisatie van het knooppunt en een rol.", "Choose a person, an organisation of the node and a role."));
        await log.Record(http.User, "role", person, $"rol gegeven: {role}, {organisation}, aan {found.DisplayName}", Ground, stop);
        if (!await db.Memberships.AnyAsync(row => row.PersonId == person && row.Organisation == organisation && row.Role == role, stop))
            db.Memberships.Add(new Membership { PersonId = person, Organisation = organisation, Role = role });
        await db.SaveChangesAsync(stop);
        return await Renew(people, signIn, found, http);
    }

    static async Task<IResult> TakeRole([FromForm] int membership, ShellDb db, SignInManager<Person> signIn, UserManager<Person> people, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (await db.Memberships.FindAsync([membership], stop) is not { } row || await people.FindByIdAsync(row.PersonId) is not { } found)
            return Results.NotFound();
        await log.Record(http.User, "role", row.PersonId, $"rol ingetrokken: {row.Role}, {row.Organisation}, van {found.DisplayName}", Ground, stop);
        db.Memberships.Remove(row);
        await db.SaveChangesAsync(stop);
        return await Renew(people, signIn, found, http);
    }

    static async Task<IResult> Invite([FromForm] string person, UserManager<Person> people, Invitations invitations, MadeCodes codes, HttpContext http, CancellationToken stop)
    {
        if (await people.FindByIdAsync(person) is not { } found)
            return Results.NotFound();
        codes.Keep(http.User.PersonId, found.DisplayName, await invitations.Invite(person, stop));
        return Results.LocalRedirect("/settings");
    }

    // A new security stamp ends every open session within a minute. Not this one: who gives himself a role goes on with it at once, and a first administrator who has no passkey yet is not shut out for good.
    static async Task<IResult> Renew(UserManager<Person> people, SignInManager<Person> signIn, Person person, HttpContext http)
    {
        await people.UpdateSecurityStampAsync(person);
        if (person.Id == http.User.PersonId)
            await signIn.RefreshSignInAsync(person);
        return Results.LocalRedirect("/settings");
    }
}

/// <summary>A code just made, until its maker's next page shows it, once. In memory only.</summary>
sealed class MadeCodes
{
    readonly ConcurrentDictionary<string, (string For, string Code)> _codes = new(StringComparer.Ordinal);

    public void Keep(string maker, string @for, string code) => _codes[maker] = (@for, code);

    /// <summary>The code that this person just made, and for whom; null the second time.</summary>
    public (string For, string Code)? Take(string maker) => _codes.TryRemove(maker, out var made) ? made : null;
}
