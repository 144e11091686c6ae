using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Concerned;

/// <summary>Who answers people about their own data: the privacy officer of an organisation, as far as the access table goes.</summary>
sealed class ConcernedRights(IDbContextFactory<ShellDb> people, NodeSettings settings)
{
    /// <summary>Organisations of the node for which the person answers.</summary>
    public string[] Desks(ClaimsPrincipal person) => [.. person.Viewers.Where(MayAnswer).Select(viewer => viewer.Organisation).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The person's roles at those desks: by these and no others is asked what a search may show.</summary>
    public static Viewer[] Viewers(IEnumerable<string> desks) => [.. desks.Select(desk => new Viewer(desk, Role.PrivacyOfficer))];

    /// <summary>Organisations that have somebody who answers: a request that was put to another one waits in vain.</summary>
    public async Task<IReadOnlySet<string>> Manned(CancellationToken stop = default)
    {
        await using var db = await people.CreateDbContextAsync(stop);
        return (await db.Memberships.Where(row => row.Role == Role.PrivacyOfficer).Select(row => row.Organisation).Distinct().ToListAsync(stop)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Whether somebody may read the register of processing: it says nothing about anybody.</summary>
    public static bool MayReadRegister(ClaimsPrincipal person) => person.Supervises || person.Has(Role.Administrator) || person.Has(Role.ProgrammeManager);

    // A request is a record of the organisation itself, for its own eyes.
    bool MayAnswer(Viewer viewer) => viewer.Role == Role.PrivacyOfficer && settings.Organisations.Any(organisation => organisation.Id == viewer.Organisation)
        && Visibility.Ask(viewer, new(viewer.Organisation, Regime.Avg, Purpose.SiteSecurity, Tlp.Red, Pap.Red, Released: false)).Verdict == AccessVerdict.Allow;
}
