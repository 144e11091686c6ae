using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell.Settings;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Knooppunt.Node.Shell.People;

/// <summary>
/// Puts a person's roles into the cookie's claims; they are read anew each minute, so that a lost role is lost on an open page too. A role in an organisation that left the node is
/// none; an administrator is one of the node, whatever organisation that was entered under.
/// </summary>
sealed class PersonClaims(UserManager<Person> people, IOptions<IdentityOptions> options, IDbContextFactory<ShellDb> database, NodeSettings settings)
    : UserClaimsPrincipalFactory<Person>(people, options)
{
    public const string MemberOf = "member-of";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Person user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new("display-name", user.DisplayName));
        await using var db = await database.CreateDbContextAsync();
        foreach (var membership in (await db.Memberships.Where(row => row.PersonId == user.Id).ToListAsync()).Where(row => row.Role == Role.Administrator || settings.IsPartner(row.Organisation)))
            identity.AddClaim(new(MemberOf, $"{membership.Organisation}|{membership.Role}"));
        return identity;
    }
}

/// <summary>What the rooms ask about the signed-in person.</summary>
static class PersonRights
{
    /// <summary>Roles that work with observations and signals. What of them a person sees is for the access table to say.</summary>
    public static Role[] DataRoles { get; } = [Role.SecurityOfficer, Role.Analyst, Role.Inspector, Role.PrivacyOfficer];

    /// <summary>Roles that can take on what their organisation must answer for.</summary>
    public static Role[] AnsweringRoles { get; } = [Role.SecurityOfficer, Role.Analyst, Role.Inspector];

    extension(ClaimsPrincipal person)
    {
        /// <summary>Every role in every organisation.</summary>
        public IReadOnlyList<Viewer> Viewers =>
            [.. person.FindAll(PersonClaims.MemberOf).Select(claim => claim.Value.Split('|')).Where(parts => parts.Length == 2 && Enum.TryParse<Role>(parts[1], out _)).Select(parts => new Viewer(parts[0], Enum.Parse<Role>(parts[1])))];

        /// <summary>Whether the person has a role in any organisation.</summary>
        public bool Has(Role role) => person.Viewers.Any(viewer => viewer.Role == role);

        /// <summary>Whether any role of the person works with observations and signals.</summary>
        public bool WorksOnData => person.Viewers.Any(viewer => DataRoles.Contains(viewer.Role));

        /// <summary>Whether the person may take, confirm and dismiss signals.</summary>
        public bool MayAssess => person.Has(Role.SecurityOfficer) || person.Has(Role.Analyst);

        /// <summary>Organisations for which the person can take something on, in order of their short names.</summary>
        public string[] AnswersFor => [.. person.Viewers.Where(viewer => AnsweringRoles.Contains(viewer.Role)).Select(viewer => viewer.Organisation).Distinct().Order(StringComparer.Ordinal)];

        /// <summary>Whether the person can take something on for any organisation.</summary>
        public bool Answers => person.Viewers.Any(viewer => AnsweringRoles.Contains(viewer.Role));

        /// <summary>Whether any role of the person works with patterns.</summary>
        public bool ReadsPatterns => person.ReadsSources || person.Has(Role.ProgrammeManager);

        /// <summary>Whether the person sees what tells the node something, and how it does.</summary>
        public bool ReadsSources => person.WorksOnData || person.Has(Role.Auditor) || person.Has(Role.Administrator);

        /// <summary>Whether the person supervises: reads the log of looks and the proofs of destruction.</summary>
        public bool Supervises => person.Has(Role.Auditor) || person.Has(Role.PrivacyOfficer);

        /// <summary>Whether the person may see who must act where.</summary>
        public bool SeesWhoActs => person.Answers || person.Supervises || person.Has(Role.ProgrammeManager);

        /// <summary>Whether the person may take lists out of the node as a file.</summary>
        public bool MayExport => person.MayAssess;

        /// <summary>Name on screens; empty when nobody is signed in.</summary>
        public string DisplayName => person.FindFirstValue("display-name") ?? "";

        /// <summary>Id in logs; "-" when nobody is signed in.</summary>
        public string PersonId => person.FindFirstValue(ClaimTypes.NameIdentifier) ?? "-";
    }
}
