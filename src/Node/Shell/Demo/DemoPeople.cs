using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Shell.Demo;

/// <summary>Somebody through whose eyes a visitor of the sample node looks.</summary>
/// <param name="Key">Short name in forms.</param>
/// <param name="Name">Name on screens.</param>
/// <param name="Role">The one role.</param>
/// <param name="Work">What this person does, in a sentence.</param>
/// <param name="First">The page to begin with.</param>
sealed record DemoPerson(string Key, string Name, Role Role, Word Work, string First)
{
    /// <summary>How the names of their accounts begin.</summary>
    public const string Prefix = "demo-";

    /// <summary>Name of the account.</summary>
    public string UserName => Prefix + Key;
}

/// <summary>The people of the sample node. They have no passkey and no code: the only way in as one of them is the form that the sample node alone has.</summary>
sealed class DemoPeople(IDbContextFactory<ShellDb> database, IServiceScopeFactory scopes, NodeSettings settings)
{
    /// <summary>All of them, in the order in which an incident passes them.</summary>
    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new("officer", "Samira", Role.SecurityOfficer, new("Beveiliger van een terminal. Ziet wat er nu bij het hek en op de kade gebeurt, met het bewijs erbij, en deelt het met een partner als het mag.", "Security officer of a terminal. Sees what happens at the fence and on the quay now, with its evidence, and shares it with a partner where the law allows."), "/signals"),
        new("analyst", "Joost", Role.Analyst, new("Analist van het informatieknooppunt. Begint de dag met de briefing en zoekt uit wat bij elkaar hoort.", "Analyst of the information-sharing centre. Begins the day with the briefing and finds out what belongs together."), "/briefing"),
        new("inspector", "Aylin", Role.Inspector, new("Inspecteur van de douane. Krijgt wat een partner haar vraagt, met de klok erbij, en zegt wat ervan kwam.", "Inspector of customs. Gets what a partner asks of her, with the clock beside it, and says what came of it."), "/duties"),
        new("municipality", "Nadia", Role.Inspector, new("Toezichthouder van de gemeente, en haar vaste lid bij het RIEC. Weegt elk signaal in vijf stappen en ziet wat aan het RIEC is overgedragen.", "Inspector of the municipality, and its regular member at the RIEC. Weighs each signal in five steps and sees what was handed to the RIEC."), "/municipal"),
        new("privacy", "Henk", Role.PrivacyOfficer, new("Privacyfunctionaris van de terminal en van de gemeente. Leest terug wie wat zag en waarom, antwoordt wie vraagt wat over hem bewaard wordt, en beslist over gegevens onder een gesloten regime.", "Privacy officer of the terminal and of the municipality. Reads back who saw what and why, answers people who ask what is kept about them, and decides about data under a closed regime."), "/disclosure"),
        new("manager", "Marloes", Role.ProgrammeManager, new("Programmamanager. Ziet wat het programma kost, of barrières werken en wat de cijfers zeggen: geen gegevens van mensen.", "Programme manager. Sees what the programme costs, whether barriers work and what the figures say: no data about people."), "/programme"),
    ];

    /// <summary>Those who have an organisation on this node to work for.</summary>
    public IReadOnlyList<DemoPerson> Here => [.. All.Where(person => HomeOf(person) is not null)];

    /// <summary>The organisation for which one works on this node; null when it has none of that kind.</summary>
    public string? HomeOf(DemoPerson person) => person.Key switch
    {
        "analyst" or "manager" => settings.LastResort,
        // Who inspects comes from another organisation than who guards.
        "inspector" => settings.Customs ?? settings.Organisations[^1].Id,
        "municipality" => settings.Municipalities.FirstOrDefault(),
        _ => settings.Organisations[0].Id,
    };

    // Each weighing of a municipality is checked by a privacy officer, and what it hands over goes to somebody.
    IEnumerable<(string? Organisation, Role Role)> RolesOf(DemoPerson person) =>
    [
        (HomeOf(person), person.Role),
        (person.Key switch { "privacy" => settings.Municipalities.FirstOrDefault(), "municipality" => settings.Riec, _ => null }, person.Role),
    ];

    /// <summary>Makes those who are not there yet.</summary>
    public async Task Make(CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        using var scope = scopes.CreateScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        foreach (var demo in Here)
        {
            var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(person => person.UserName == demo.UserName, stop);
            if (account is null)
            {
                account = new Person { UserName = demo.UserName, DisplayName = demo.Name };
                var made = await accounts.CreateAsync(account);
                if (!made.Succeeded)
                    throw new InvalidOperationException(string.Join(' ', made.Errors.Select(error => error.Description)));
            }

            foreach (var (organisation, role) in RolesOf(demo))
            {
                if (organisation is not null && !await db.Memberships.AnyAsync(row => row.PersonId == account.Id && row.Organisation == organisation && row.Role == role, stop))
                    db.Memberships.Add(new Membership { PersonId = account.Id, Organisation = organisation, Role = role });
            }

            await db.SaveChangesAsync(stop);
        }
    }
}
