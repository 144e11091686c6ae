using System.Security.Claims;
using Knooppunt.Cases;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Cases.Following;

/// <summary>A room that follows the cases. It is called after a person did something, so that the next page shows it.</summary>
interface ICaseFollower
{
    /// <summary>Takes in how the cases stand.</summary>
    Task CatchUp(CancellationToken stop);
}

/// <summary>A part of the page of a case that another room draws; it gets the case's <c>Id</c>, which the person may see.</summary>
/// <param name="Component">The component.</param>
sealed record CasePart(Type Component)
{
    /// <summary>Names one.</summary>
    public static CasePart Of<TComponent>() where TComponent : IComponent => new(typeof(TComponent));
}

/// <summary>How a case stands, for who keeps the clocks. What it says is not in it.</summary>
/// <param name="Number">Rises with every case.</param>
/// <param name="Id">Id of the case.</param>
/// <param name="Home">Short name of the organisation that opened it.</param>
/// <param name="Owner">Short name of the organisation that leads it.</param>
/// <param name="Script">Code of the crime script; null when it fits none.</param>
/// <param name="Place">Id of the place; null when it is nowhere in particular.</param>
/// <param name="Regime">Its regime.</param>
/// <param name="Open">Whether it is open.</param>
/// <param name="Able">Short names of the organisations named on it of which somebody may act in it, in the order in which they came.</param>
sealed record CaseStanding(long Number, string Id, string Home, string Owner, string? Script, string? Place, Regime Regime, bool Open, IReadOnlyList<string> Able);

/// <summary>A case as one person may name it.</summary>
/// <param name="Id">Id of the case.</param>
/// <param name="Title">Its title; null when the person answers for it and may not see what it says.</param>
/// <param name="Partners">Short names of the organisations named on it of which somebody may see it.</param>
sealed record CaseTitle(string Id, string? Title, IReadOnlyList<string> Partners);

/// <summary>What other rooms ask about cases, and the one thing they tell: who leads a case now.</summary>
sealed class CaseNews(IDbContextFactory<CasesDb> database, CaseBook book, WriteTurn turn, TimeProvider clock)
{
    const int AtOnce = 200;

    /// <summary>Open cases after a number, at most 200.</summary>
    public Task<IReadOnlyList<CaseStanding>> OpenAfter(long number, CancellationToken stop) => Read(rows => rows.Where(row => row.Closed == null && row.Number > number).OrderBy(row => row.Number).Take(AtOnce), stop);

    /// <summary>How some cases stand; those that are no longer kept are not among them.</summary>
    public Task<IReadOnlyList<CaseStanding>> Of(IReadOnlyCollection<string> ids, CancellationToken stop = default) => Read(rows => rows.Where(row => ids.Contains(row.Id)), stop);

    /// <summary>Those of some cases that the person may name.</summary>
    public async Task<IReadOnlyList<CaseTitle>> TitlesOf(ClaimsPrincipal person, IReadOnlyCollection<string> ids, CancellationToken stop = default)
    {
        var seen = await book.Of(person, ids, stop);
        var standing = (await Of([.. seen.Select(pair => pair.Row.Id)], stop)).ToDictionary(one => one.Id);
        return [.. seen.Where(pair => standing.ContainsKey(pair.Row.Id)).Select(pair => new CaseTitle(pair.Row.Id, pair.Seen ? pair.Row.Title : null, standing[pair.Row.Id].Able))];
    }

    /// <summary>Another organisation leads the case from now on. Where the access table lets it, it is named on the case.</summary>
    /// <param name="id">Id of the case.</param>
    /// <param name="organisation">Short name of the organisation.</param>
    /// <param name="by">Name of the person who handed it over; empty when the clock did.</param>
    /// <param name="why">Why, in that person's words; may be empty.</param>
    /// <param name="stop">Stops before it is written, never halfway.</param>
    public Task LeadIs(string id, string organisation, string by, string why, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await CaseFile.Read(db, id, stop) is not { } file || file.Row.Owner == organisation)
            return 0;
        var now = clock.GetUtcNow().UnixMicroseconds;
        db.Events.Add(new CaseEventRow { Case = file.Row.Number, At = now, Deed = CaseDeed.OwnerChanged, Name = by, Organisation = file.Row.Owner }.On(organisation, why));
        if (!file.Named.Contains(organisation) && CaseRights.RolesOf(organisation, CaseRights.LabelOf(file.Row)).Length > 0)
            db.Partners.Add(new CasePartnerRow { Case = file.Row.Number, Organisation = organisation, Part = PartnerPart.Acts, Basis = LegalBasis.LegitimateInterest, Article = "laatste vangnet van het knooppunt", Since = now });
        file.Row.Owner = organisation;
        file.Row.Version++;
        return await db.SaveChangesAsync(stop);
    }, stop);

    async Task<IReadOnlyList<CaseStanding>> Read(Func<IQueryable<CaseRow>, IQueryable<CaseRow>> choose, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await choose(db.Cases.AsNoTracking()).ToListAsync(stop);
        if (rows.Count == 0)
            return [];
        var numbers = rows.Select(row => row.Number).ToArray();
        var named = (await db.Partners.AsNoTracking().Where(partner => numbers.Contains(partner.Case)).OrderBy(partner => partner.Since).ToListAsync(stop)).ToLookup(partner => partner.Case, partner => partner.Organisation);
        return [.. rows.Select(row => new CaseStanding(row.Number, row.Id, row.Home, row.Owner, row.Script.Length > 0 ? row.Script : null, row.Place.Length > 0 ? row.Place : null, row.Regime, row.Closed is null,
            [.. named[row.Number].Where(organisation => CaseRights.RolesOf(organisation, CaseRights.LabelOf(row)).Length > 0)]))];
    }
}
