namespace Knooppunt.Inspections;

/// <summary>What somebody saw of one question.</summary>
public enum FieldVerdict : byte
{
    /// <summary>Not looked at, or not there.</summary>
    NotSeen,
    /// <summary>In order.</summary>
    Fine,
    /// <summary>Not in order.</summary>
    Wrong,
}

/// <summary>
/// One answer, given on the spot and perhaps without a network. It is never changed: who changes their mind gives another that replaces it. So it can be sent twice, late and in any
/// order, and two people who answered the same question without seeing each other both keep what they said.
/// </summary>
/// <param name="Id">Random id that the device gave it: 32 hexadecimal digits.</param>
/// <param name="Item">Code of the question, or of what was counted.</param>
/// <param name="Organisation">Short name of the participant that answers.</param>
/// <param name="Verdict">What was seen.</param>
/// <param name="Looked">For a count: at how many was looked; otherwise 0.</param>
/// <param name="Found">For a count: with how many something was wrong, 0 to <paramref name="Looked"/>; otherwise 0.</param>
/// <param name="Note">In words; may be empty.</param>
/// <param name="At">When it was given, by the clock of the device.</param>
/// <param name="Replaces">Ids of the answers that it takes the place of: those that its giver saw.</param>
public sealed record FieldAnswer(string Id, string Item, string Organisation, FieldVerdict Verdict, int Looked, int Found, string Note, DateTimeOffset At, IReadOnlyList<string> Replaces);

/// <summary>What the answers come to.</summary>
public static class FieldAnswers
{
    /// <summary>The answers that no other has replaced, the oldest first. More than one for a question is a conflict, to be settled by a person.</summary>
    /// <remarks>A multi-value register: Shapiro et al., A comprehensive study of convergent and commutative replicated data types (2011), 3.2.2.</remarks>
    public static IReadOnlyList<FieldAnswer> Standing(IEnumerable<FieldAnswer> answers)
    {
        var all = answers.DistinctBy(answer => answer.Id).ToArray();
        // Only an answer about the same question of the same participant takes the place of one.
        var replaced = all.SelectMany(answer => answer.Replaces.Where(id => id != answer.Id).Select(id => (id, answer.Item, answer.Organisation))).ToHashSet();
        return [.. all.Where(answer => !replaced.Contains((answer.Id, answer.Item, answer.Organisation))).OrderBy(answer => answer.At).ThenBy(answer => answer.Id, StringComparer.Ordinal)];
    }

    /// <summary>The questions on which one participant has more than one answer standing.</summary>
    public static IReadOnlyList<(string Organisation, string Item)> Conflicts(IEnumerable<FieldAnswer> standing) =>
        [.. standing.GroupBy(answer => (answer.Organisation, answer.Item)).Where(group => group.Count() > 1).Select(group => group.Key)];

    /// <summary>What was counted, by unit: looked at and found. Of a conflict the larger count of each, so that nothing is hidden.</summary>
    public static IReadOnlyDictionary<string, (int Looked, int Found)> Counted(IEnumerable<FieldAnswer> standing) => standing
        .Where(answer => Checklist.Units.Any(unit => unit.Code == answer.Item))
        .GroupBy(answer => (answer.Organisation, answer.Item))
        .Select(group => (group.Key.Item, Looked: group.Max(answer => answer.Looked), Found: group.Max(answer => answer.Found)))
        .GroupBy(count => count.Item).ToDictionary(group => group.Key, group => (group.Sum(count => count.Looked), group.Sum(count => count.Found)));
}
