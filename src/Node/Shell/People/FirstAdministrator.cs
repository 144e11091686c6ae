using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell.Demo;
using Knooppunt.Node.Shell.Settings;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Shell.People;

/// <summary>Makes the first administrator of a node that has nobody yet, and the link by which that person signs in once.</summary>
sealed class FirstAdministrator(IDbContextFactory<ShellDb> database, IServiceScopeFactory scopes, Invitations invitations, NodeSettings settings)
{
    const string UserName = "beheerder";

    /// <summary>The link, with the code behind the # so that it reaches no server log; null when people exist already and <paramref name="again"/> is false.</summary>
    public async Task<string?> Link(bool again, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var known = await db.Users.SingleOrDefaultAsync(person => person.UserName == UserName, stop);
        if (known is null && await db.Users.AnyAsync(person => !settings.Sample || !person.UserName!.StartsWith(DemoPerson.Prefix), stop))
            return null;
        if (known is not null && !again)
            return null;
        var person = known ?? await Make(db, stop);
        return $"{settings.Listen.TrimEnd('/')}/welcome#{await invitations.Invite(person.Id, stop)}";
    }

    async Task<Person> Make(ShellDb db, CancellationToken stop)
    {
        var person = new Person { UserName = UserName, DisplayName = "Eerste beheerder" };
        using (var scope = scopes.CreateScope())
        {
            var result = await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().CreateAsync(person);
            if (!result.Succeeded)
                throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Description)));
        }

        var home = settings.Organisations.FirstOrDefault()?.Id ?? settings.Node;
        db.Memberships.Add(new Membership { PersonId = person.Id, Organisation = home, Role = Role.Administrator });
        // With real data an administrator sees settings and people only; the sample has no real data and is there to be looked at.
        if (settings.Sample)
        {
            foreach (var organisation in settings.Organisations)
            {
                foreach (var role in new[] { Role.SecurityOfficer, Role.Analyst, Role.PrivacyOfficer })
                    db.Memberships.Add(new Membership { PersonId = person.Id, Organisation = organisation.Id, Role = role });
            }

            db.Memberships.Add(new Membership { PersonId = person.Id, Organisation = home, Role = Role.Auditor });
        }

        await db.SaveChangesAsync(stop);
        return person;
    }
}
