using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell.People;
using Knooppunt.Phenomena;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Phenomena;

/// <summary>A phenomenon file with everything that belongs to it, and who may do what in it.</summary>
sealed record PhenomenonFile(
    PhenomenonRow Row, IReadOnlyList<string> Named, IReadOnlyList<ContributionRow> Contributions, IReadOnlyList<HypothesisRow> Hypotheses, ILookup<long, ArgumentRow> Arguments,
    IReadOnlyList<PhenomenonPatternRow> Patterns, IReadOnlyList<CourseRow> Course, ILookup<long, FigureRow> Figures)
{
    /// <summary>Whether the partners still work on it.</summary>
    public bool Open => Row.Closed is null;

    /// <summary>What the table says of the file itself for somebody of the organisations named on it.</summary>
    public static AccessAnswer Ask(ClaimsPrincipal person, PhenomenonRow row, IReadOnlyCollection<string> named) => Visibility.Ask(ViewersOf(person, named), ContributionMark.OfFile(row.Home));

    /// <summary>What the table says of one contribution for the person.</summary>
    public AccessAnswer Ask(ClaimsPrincipal person, ContributionRow row) => Visibility.Ask(ViewersOf(person, Named), ContributionMark.Label(row.Organisation, row.Regime, row.Tlp));

    /// <summary>Organisations for which the person may act in it, who leads it first.</summary>
    /// <param name="person">The person.</param>
    /// <param name="lead">Short name of the organisation that leads it.</param>
    public string[] ActsFor(ClaimsPrincipal person, string lead) =>
        [.. ViewersOf(person, Named).Where(viewer => PersonRights.AnsweringRoles.Contains(viewer.Role)).Select(viewer => viewer.Organisation).Distinct().OrderBy(organisation => organisation != lead).ThenBy(organisation => organisation, StringComparer.Ordinal)];

    /// <summary>Reads one; null when there is none.</summary>
    public static async Task<PhenomenonFile?> Read(PhenomenaDb db, string id, CancellationToken stop)
    {
        if (await db.Files.FirstOrDefaultAsync(row => row.Id == id, stop) is not { } row)
            return null;
        return new(
            row,
            await db.Partners.Where(partner => partner.File == row.Number).OrderBy(partner => partner.Since).ThenBy(partner => partner.Organisation).Select(partner => partner.Organisation).ToListAsync(stop),
            await db.Contributions.Where(one => one.File == row.Number).OrderBy(one => one.Id).ToListAsync(stop),
            await db.Hypotheses.AsNoTracking().Where(one => one.File == row.Number).OrderBy(one => one.Id).ToListAsync(stop),
            (await db.Arguments.AsNoTracking().Where(one => one.File == row.Number).OrderBy(one => one.Id).ToListAsync(stop)).ToLookup(one => one.Hypothesis),
            await db.Patterns.Where(one => one.File == row.Number).OrderBy(one => one.Title).ToListAsync(stop),
            await db.Courses.AsNoTracking().Where(one => one.File == row.Number).OrderBy(one => one.Id).ToListAsync(stop),
            (await db.Figures.AsNoTracking().Where(one => one.File == row.Number).OrderBy(one => one.Pattern).ToListAsync(stop)).ToLookup(one => one.At));
    }

    static IEnumerable<Viewer> ViewersOf(ClaimsPrincipal person, IReadOnlyCollection<string> named) => person.Viewers.Where(viewer => named.Contains(viewer.Organisation) && PersonRights.DataRoles.Contains(viewer.Role));
}

/// <summary>The file that a page shows and who looks, for its parts.</summary>
sealed class ShownPhenomenon
{
    public PhenomenonFile File { get; set; } = null!;

    public ClaimsPrincipal Person { get; set; } = null!;

    /// <summary>Organisations for which the person may act in it; none for who only reads.</summary>
    public string[] ActsFor { get; set; } = [];

    /// <summary>Short name of the organisation that leads it.</summary>
    public string Lead { get; set; } = "";

    /// <summary>Whether the person decides who takes part, what is chosen and what came of it.</summary>
    public bool Leads => ActsFor.Contains(Lead);

    /// <summary>Whether the person may still add to it.</summary>
    public bool MayAdd => ActsFor.Length > 0 && File.Open;
}
