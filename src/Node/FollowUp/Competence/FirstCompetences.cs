using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>
/// What the map says before the partners have said anything: each answers for its own places, and the last resort for what happens in nobody's. It is a beginning to correct, and says so.
/// </summary>
sealed class FirstCompetences(IDbContextFactory<FollowUpDb> database, NodeSettings settings, NodePlaces places, WriteTurn turn, TimeProvider clock)
{
    const int AnswerMinutes = 30, ActHours = 12;

    /// <summary>Lays the first lines down when there never was one.</summary>
    public Task Lay(CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (settings.Organisations.Count == 0 || await db.Competences.AnyAsync(stop))
            return 0;
        var known = settings.Organisations.Select(organisation => organisation.Id).ToHashSet(StringComparer.Ordinal);
        db.Competences.AddRange(places.Map.All.Where(place => place.Organisation is { } owner && known.Contains(owner) && !place.Id.Contains('/')).Select(place => Line(place.Id, place.Organisation!)));
        db.Competences.Add(Line(null, settings.LastResort));
        return await db.SaveChangesAsync(stop);
    }, stop);

    CompetenceRow Line(string? place, string body) => new()
    {
        Place = place,
        Phenomenon = null,
        Regime = null,
        Body = body,
        Fallback = null,
        AnswerMinutes = AnswerMinutes,
        ActHours = ActHours,
        Channel = "",
        Basis = "",
        Since = clock.GetUtcNow().UnixMicroseconds,
        By = "-",
    };
}
