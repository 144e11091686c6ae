using System.Globalization;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Programme;

namespace Knooppunt.Node.Programme;

/// <summary>What somebody asks of the water bed, as it stands in the address: <c>own</c>, a budget by the short name of each node, <c>joint</c> and <c>extra</c>, in thousands of euros; <c>alike</c> is <c>on</c> when the seaports count as close substitutes.</summary>
/// <param name="Own">The node that is one's own.</param>
/// <param name="Budgets">By short name of the node.</param>
/// <param name="Joint">The one budget for all; null for the sum of the budgets.</param>
/// <param name="Extra">How much more money to give out.</param>
/// <param name="Alike">Whether the seaports count as close substitutes.</param>
/// <param name="Wrong">What in the address cannot be, and what is reckoned with instead; null when all of it can.</param>
sealed record WaterBedQuestion(LetterNode Own, IReadOnlyDictionary<string, int> Budgets, int? Joint, int Extra, bool Alike, Word? Wrong)
{
    public const int UsualExtra = 1_000;

    public const int MostJoint = 5 * NextEuro.MostBudget;

    /// <summary>What the letter gives a node a year from 2025 on.</summary>
    public static int OfLetter(LetterNode node) => node.Budgets[^1];

    /// <summary>Reads it from the address.</summary>
    /// <param name="query">The values of the address; what is not there is as in the letter.</param>
    /// <param name="node">Short name of this node, which is one's own unless the address says otherwise.</param>
    public static WaterBedQuestion Read(IQueryCollection query, string node)
    {
        Word? wrong = null;
        int? Number(string name, Word what, int least, int most, Word instead)
        {
            var text = query[name].ToString().Trim();
            if (text.Length == 0)
                return null;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;
            wrong ??= new(
                $"Dit kan niet als {what.Dutch}: geef hele duizenden euro's, van {least} tot {most}, zonder punt of komma. Er is gerekend met {instead.Dutch}.",
                $"This cannot be {what.English}: give whole thousands of euros, from {least} to {most}, without a point or comma. {instead.English} was used instead.");
            return null;
        }

        var own = LetterNode.Find(query["own"].ToString());
        if (own is null && query["own"].ToString().Length > 0)
            wrong = new("Het eigen knooppunt staat niet in de brief: kies er een uit de lijst.", "The own node is not in the letter: choose one from the list.");
        var budgets = LetterNode.All.ToDictionary(one => one.Code, one => Number(one.Code, new($"budget van {one.Dutch}", $"the budget of {one.English}"), 0, NextEuro.MostBudget, new("het budget van de brief", "The budget of the letter")) ?? OfLetter(one));
        var joint = Number("joint", new("gezamenlijk budget", "the joint budget"), 0, MostJoint, new("de som van de budgetten", "The sum of the budgets"));
        var extra = Number("extra", new("extra geld", "extra money"), 1, NextEuro.MostBudget, new($"{UsualExtra}", $"{UsualExtra}"));
        return new WaterBedQuestion(own ?? LetterNode.Find(node) ?? LetterNode.All[0], budgets, joint, extra ?? UsualExtra, query["alike"] == "on", wrong);
    }

    /// <summary>The same question as the end of an address.</summary>
    public string Address => QueryString.Create([
        new("own", Own.Code),
        .. Budgets.Select(budget => KeyValuePair.Create(budget.Key, (string?)Text(budget.Value))),
        new("joint", Joint is { } joint ? Text(joint) : ""),
        new("extra", Text(Extra)),
        .. Alike ? [KeyValuePair.Create("alike", (string?)"on")] : Array.Empty<KeyValuePair<string, string?>>()]).ToString();

    /// <summary>What follows if the assumptions hold.</summary>
    public NextEuro Answer() => NextEuro.Of(Budgets, Own, Joint, Extra, Alike);

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
