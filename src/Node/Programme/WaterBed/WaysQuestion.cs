using System.Globalization;
using Knooppunt.Effect;
using Knooppunt.Node.Programme.Paths;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Programme;

namespace Knooppunt.Node.Programme;

/// <summary>What somebody asks of the ways, as it stands in the address.</summary>
/// <param name="Budget">What barriers may cost together a year, in thousands of euros.</param>
/// <param name="Only">The node that alone builds; null when all do.</param>
/// <param name="Wrong">What in the address cannot be, and what is reckoned with instead; null when all of it can.</param>
sealed record WaysQuestion(int Budget, LetterNode? Only, Word? Wrong)
{
    // A page waits no longer; the example is done in a fraction of it.
    const double Seconds = 5;

    /// <summary>Reads it; without a budget it is what the letter gives the node of this server.</summary>
    public static WaysQuestion Read(IQueryCollection query, string node)
    {
        Word? wrong = null;
        var usual = WaterBedQuestion.OfLetter(LetterNode.Find(node) ?? LetterNode.All[0]);
        var (text, code) = (query["budget"].ToString().Trim(), query["node"].ToString());
        var known = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var budget) && budget <= ShortestLine.MostBudget;
        if (text.Length > 0 && !known)
            wrong = new($"Dit kan niet als budget: geef hele duizenden euro's, van 0 tot {ShortestLine.MostBudget}, zonder punt of komma. Er is gerekend met {usual}.", $"This cannot be a budget: give whole thousands of euros, from 0 to {ShortestLine.MostBudget}, without a point or comma. {usual} was used instead.");
        var only = LetterNode.Find(code);
        if (code.Length > 0 && only is null)
            wrong = new("Dit knooppunt staat niet in de brief: kies er een uit de lijst. Er is gerekend met alle knooppunten.", "This node is not in the letter: choose one from the list. All nodes were used instead.");
        return new(known ? budget : usual, only, wrong);
    }

    /// <summary>The same question as the end of an address.</summary>
    public string Address => QueryString.Create([KeyValuePair.Create("budget", (string?)Budget.ToString(CultureInfo.InvariantCulture)), KeyValuePair.Create("node", (string?)(Only?.Code ?? ""))]).ToString();

    /// <summary>What follows if the assumptions hold.</summary>
    public Tested<ShortestLine> Answer() => ShortestLine.Of(Budget, Only, program => CpSat.Solve(program, Seconds));
}
