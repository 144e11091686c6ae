using System.Runtime.CompilerServices;
using Knooppunt.Disclosure.Access;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Core.Disclosure;

/// <summary>The access table as people agreed on it, read from <c>access-matrix.txt</c>. It shares no line of code with the product's own table.</summary>
static class AccessMatrix
{
    static readonly Role[] Columns = [Role.SecurityOfficer, Role.Analyst, Role.GateClerk, Role.Inspector, Role.PrivacyOfficer, Role.Auditor, Role.ProgrammeManager, Role.Administrator];

    static readonly IReadOnlyList<Line> Lines = [.. File.ReadLines(FileHere()).Select(text => text.Trim()).Where(text => text.Length > 0 && text[0] != '#').Select(Read)];

    /// <summary>Every question that can be asked.</summary>
    public static IEnumerable<AccessQuestion> Every() =>
        from regime in Enum.GetValues<Regime>()
        from purpose in Enum.GetValues<Purpose>()
        from role in Enum.GetValues<Role>()
        from direction in Enum.GetValues<Direction>()
        from tlp in Enum.GetValues<Tlp>()
        from pap in Enum.GetValues<Pap>()
        from use in Enum.GetValues<Use>()
        select new AccessQuestion(regime, purpose, role, direction, tlp, pap, use);

    /// <summary>On how many lines a cell stands: one, when the file is whole.</summary>
    public static int LinesOf(AccessQuestion question) => Lines.Count(line => line.Holds(question));

    /// <summary>What was agreed.</summary>
    public static AccessVerdict Of(AccessQuestion question) => Lines.First(line => line.Holds(question)).Cells[question.Role].Of(question);

    /// <summary>What was agreed for somebody of an organisation about a record with this handling.</summary>
    public static AccessVerdict Of(Viewer viewer, Handling handling, bool released, Use use = Use.Look) => Of(new(handling.Regime, handling.Purpose, viewer.Role,
        viewer.Organisation == handling.Organisation ? Direction.OwnOrganisation : released ? Direction.Partner : Direction.Unreleased, handling.Tlp, handling.Pap, use));

    static Line Read(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(words.Length == 4 + Columns.Length, $"\"{text}\" has {words.Length} columns.");
        return new(One<Use>(words[0]), words[1] == "own" ? Direction.OwnOrganisation : One<Direction>(words[1]), Several<Regime>(words[2]), Several<Purpose>(words[3]),
            Columns.Select((role, at) => (role, Cell.Read(words[4 + at]))).ToDictionary());
    }

    static T One<T>(string word) where T : struct, Enum => Enum.Parse<T>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    static HashSet<T> Several<T>(string words) where T : struct, Enum => words == "*" ? [.. Enum.GetValues<T>()] : [.. words.Split(',').Select(One<T>)];

    static string FileHere([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "access-matrix.txt");

    sealed record Line(Use Use, Direction Direction, HashSet<Regime> Regimes, HashSet<Purpose> Purposes, IReadOnlyDictionary<Role, Cell> Cells)
    {
        public bool Holds(AccessQuestion question) => Use == question.Use && Direction == question.Direction && Regimes.Contains(question.Regime) && Purposes.Contains(question.Purpose);
    }

    readonly record struct Cell(AccessVerdict Verdict, Tlp UpTo, bool NotPapRed)
    {
        public static Cell Read(string word) => word == "-" ? new(AccessVerdict.Refuse, Tlp.Red, false)
            : new(word[0] == 'A' ? AccessVerdict.Allow : AccessVerdict.Reduced, One<Tlp>(word[2..].TrimEnd('!')), word[^1] == '!');

        public AccessVerdict Of(AccessQuestion question) => question.Tlp > UpTo || (NotPapRed && question.Pap == Pap.Red) ? AccessVerdict.Refuse : Verdict;
    }
}

/// <summary>The product's table against the one that people agreed on: every cell.</summary>
public class AccessMatrixTests
{
    [Fact]
    public void Every_cell_stands_on_exactly_one_line_of_the_agreed_matrix()
    {
        var wrong = AccessMatrix.Every().Where(question => AccessMatrix.LinesOf(question) != 1).Take(5).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Select(question => $"{question} stands on {AccessMatrix.LinesOf(question)} lines.")));
    }

    [Fact]
    public void Every_cell_is_answered_as_agreed()
    {
        var wrong = AccessMatrix.Every().Where(question => AccessTable.Ask(question).Verdict != AccessMatrix.Of(question)).Take(20).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Select(question => $"{question}: agreed {AccessMatrix.Of(question)}, answered {AccessTable.Ask(question).Verdict}")));
    }

    [Fact]
    public void A_label_of_several_purposes_is_answered_as_its_strictest() =>
        Assert.All(from regime in Enum.GetValues<Regime>() from bits in Enumerable.Range(1, 63) from role in Enum.GetValues<Role>() from own in new[] { true, false } from released in new[] { true, false } select (regime, bits, role, own, released), cell =>
        {
            var label = new VisibilityLabel("ect", cell.regime, new PurposeSet((byte)cell.bits), Tlp.Amber, Pap.Amber, cell.released);
            var expected = label.Purposes.All.Min(purpose => AccessMatrix.Of(new Viewer(cell.own ? "ect" : "rwg", cell.role), new Handling("ect", cell.regime, purpose, Tlp.Amber, Pap.Amber, new RetentionClass("x", 1)), cell.released));
            Assert.Equal(expected, Visibility.Ask(new Viewer(cell.own ? "ect" : "rwg", cell.role), label).Verdict);
        });
}
