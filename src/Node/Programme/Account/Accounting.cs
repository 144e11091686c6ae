using Knooppunt.Programme;

namespace Knooppunt.Node.Programme;

/// <summary>Adds the measures of a node up per year.</summary>
static class Accounting
{
    /// <summary>The account of each year from the first of the programme.</summary>
    /// <param name="node">Short name of the node; one that the letter does not name has no budget.</param>
    /// <param name="measures">Its measures.</param>
    /// <param name="lastYear">The last year, or later when there are entries of a later one.</param>
    public static IEnumerable<YearAccount> Of(string node, IReadOnlyList<ProgrammeMeasure> measures, int lastYear)
    {
        var entries = measures.SelectMany(measure => measure.Entries).Select(entry => new AccountEntry(entry.Kind, entry.Year, entry.Euros)).ToList();
        var last = Math.Max(lastYear, entries.Count > 0 ? entries.Max(entry => entry.Year) : lastYear);
        for (var year = LetterNode.FirstYear; year <= last; year++)
            yield return YearAccount.Of(year, LetterNode.Find(node)?.BudgetOf(year), entries);
    }
}
