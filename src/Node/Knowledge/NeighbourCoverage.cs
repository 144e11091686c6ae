using Knooppunt.Knowledge.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Knowledge;

/// <summary>What other nodes let know of their own coverage: a node that counts what a pattern found has it in force, so that the steps that it watches are watched there. What they did not tell is not known, and is no hole.</summary>
sealed class NeighbourCoverage(IDbContextFactory<KnowledgeDb> database)
{
    /// <summary>The codes of the steps that each node lets know that it watches, by code of the script; only of scripts that are given.</summary>
    public async Task<IReadOnlyList<(string Node, ILookup<string, string> Steps)>> Of(IReadOnlyCollection<ShelvedScript> scripts, CancellationToken stop = default)
    {
        var patterns = scripts.SelectMany(script => script.Objects).Where(one => one.Type == "indicator").DistinctBy(one => one.Id).ToDictionary(one => one.Id.ToString(), one => SharedPattern.IdOf(SharedPattern.TextOf(one)), StringComparer.Ordinal);
        await using var db = await database.CreateDbContextAsync(stop);
        var told = await db.Sightings.AsNoTracking().Select(row => new { row.Source, row.Indicator }).Distinct().OrderBy(row => row.Source).ToListAsync(stop);
        return [.. from node in told.GroupBy(row => row.Source)
                   let found = node.Select(row => patterns.GetValueOrDefault(row.Indicator)).OfType<string>().ToHashSet(StringComparer.Ordinal)
                   where found.Count > 0
                   let watched = from script in scripts from step in script.Script.Steps where step.Patterns.Any(found.Contains) select (script.Script.Code, Step: step.Code)
                   select (node.Key, watched.ToLookup(pair => pair.Code, pair => pair.Step, StringComparer.Ordinal))];
    }
}
