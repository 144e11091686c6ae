namespace Knooppunt.Programme;

/// <summary>What a node says of its money in one year.</summary>
/// <param name="Node">Short name of a node of the letter.</param>
/// <param name="Year">Budget year.</param>
/// <param name="Allotted">Whole euros set aside.</param>
/// <param name="Committed">Whole euros committed.</param>
/// <param name="Spent">Whole euros paid.</param>
/// <param name="AsOf">Day for which that holds.</param>
/// <param name="Source">Who gave it.</param>
public sealed record NodeYear(string Node, int Year, long Allotted, long Committed, long Spent, DateOnly AsOf, string Source)
{
    /// <summary>The same as an account, with what the letter gives.</summary>
    public YearAccount Account => new(Year, LetterNode.Find(Node)?.BudgetOf(Year), Allotted, Committed, Spent);

    /// <summary>Of each node and year what holds for the latest day; of two for one day the later one of the list. In the order of the letter.</summary>
    /// <param name="all">All that was given, oldest first.</param>
    public static IReadOnlyList<NodeYear> Current(IEnumerable<NodeYear> all) =>
        [.. all.GroupBy(one => (one.Node, one.Year)).Select(group => group.Aggregate((held, next) => next.AsOf >= held.AsOf ? next : held)).OrderBy(one => one.Year).ThenBy(one => LetterNode.All.Index().First(node => node.Item.Code == one.Node).Index)];
}
