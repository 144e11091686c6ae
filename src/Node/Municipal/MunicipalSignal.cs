using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Municipal;
using Knooppunt.Node.Shell.People;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Municipal;

/// <summary>A municipal signal with everything that belongs to it.</summary>
sealed record MunicipalSignal(MunicipalSignalRow Row, IReadOnlyList<MunicipalWeighingRow> Weighings, IReadOnlyList<MunicipalSourceRow> Sources, HandOverRow? HandOver)
{
    /// <summary>Where it is in the protocol.</summary>
    public ProtocolCourse Course => new(
        [.. Weighings.Where(row => row.Agreed is true).Select(row => new Weighed(row.Weighing, row.Outcome))],
        [.. Sources.Select(row => new AskedSource(row.Source, row.Hit, row.Departments.Length > 0))],
        Row.Exchange.Length > 0, Row.Result.Length > 0);

    /// <summary>The weighing at which the privacy officer has not looked yet; null when there is none.</summary>
    public MunicipalWeighingRow? Waiting => Weighings.FirstOrDefault(row => row.Agreed is null);

    /// <summary>The day on which it happened.</summary>
    public DateOnly SeenOn => DateOnly.FromDayNumber(Row.SeenOn);

    /// <summary>Reads one; null when there is none.</summary>
    public static async Task<MunicipalSignal?> Read(MunicipalDb db, string id, CancellationToken stop)
    {
        if (await db.Signals.FirstOrDefaultAsync(row => row.Id == id, stop) is not { } row)
            return null;
        return new(
            row,
            await db.Weighings.Where(one => one.Signal == row.Number).OrderBy(one => one.Id).ToListAsync(stop),
            await db.Sources.Where(one => one.Signal == row.Number).OrderBy(one => one.Opened).ThenBy(one => one.Source).ToListAsync(stop),
            await db.HandOvers.FirstOrDefaultAsync(one => one.Signal == row.Number, stop));
    }
}

/// <summary>Who may do what with municipal signals.</summary>
static class MunicipalRights
{
    /// <summary>On what reading a signal rests.</summary>
    public const string Ground = "AVG art. 6 lid 1 e";

    /// <summary>What the table says of a signal for somebody: of the municipality itself, or of the joint team when it works on it.</summary>
    /// <param name="person">The person.</param>
    /// <param name="row">The signal.</param>
    /// <param name="team">Short names of the municipalities with a joint team.</param>
    public static AccessAnswer Ask(ClaimsPrincipal person, MunicipalSignalRow row, IReadOnlyCollection<string> team) =>
        Visibility.Ask(person.Viewers.Where(viewer => PersonRights.DataRoles.Contains(viewer.Role) && (viewer.Organisation == row.Home || (row.Team && team.Contains(viewer.Organisation)))), MunicipalMark.Label(row.Home));

    /// <summary>Whether somebody weighs and acts for a municipality.</summary>
    public static bool Handles(ClaimsPrincipal person, string municipality) => As(person, municipality, PersonRights.AnsweringRoles);

    /// <summary>Whether somebody does the privacy checks of a municipality.</summary>
    public static bool Checks(ClaimsPrincipal person, string municipality) => As(person, municipality, [Role.PrivacyOfficer]);

    static bool As(ClaimsPrincipal person, string municipality, Role[] roles) =>
        person.Viewers.Any(viewer => viewer.Organisation == municipality && roles.Contains(viewer.Role) && Visibility.Ask(viewer, MunicipalMark.Label(municipality)).Verdict == AccessVerdict.Allow);
}
