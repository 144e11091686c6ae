using System.Text;
using Knooppunt.Programme;

namespace Knooppunt.Tests.Core.Programme;

/// <summary>Accounts of other nodes: what a file may hold, and which line holds.</summary>
public sealed class NodeYearTests
{
    const string Head = "node,year,allotted,committed,spent,as_of,source\n";

    static readonly DateOnly Today = new(2026, 1, 31);

    [Fact]
    public void File_is_read_and_a_bad_line_is_told_with_its_remedy()
    {
        var read = NodeYearFile.Read("a.csv", Encoding.UTF8.GetBytes("spent,node,year,allotted,committed,as_of,source\n3,zeeland,2025,1,2,2026-01-31,havens\n"), Today);
        Assert.Equal([new NodeYear("zeeland", 2025, 1, 2, 3, new(2026, 1, 31), "havens")], read.Items);
        Assert.Empty(read.Complaints);
        foreach (var (line, said) in new[]
        {
            ("utrecht,2025,1,2,3,2026-01-31,havens", "must be one of rotterdam, zeeland, nzkg, schiphol, flowers"), ("zeeland,2022,1,2,3,2026-01-31,havens", "must be 2023 to 2100"), ("zeeland,2025,-1,2,3,2026-01-31,havens", "whole euros"),
            ("zeeland,2025,1.5,2,3,2026-01-31,havens", "whole euros"), ("zeeland,2025,1,2,9999999999999,2026-01-31,havens", "whole euros"), ("zeeland,2025,1,2,3,31-01-2026,havens", "must be as 2026-01-31"), ("zeeland,2025,1,2,3,2026-02-01,havens", "is yet to come"), ("zeeland,2025,1,2,3,2026-01-31,", "who gave the figures"),
            ($"{new string('z', 300)},2025,1,2,3,2026-01-31,havens", "more than 200 characters"),
        })
        {
            var wrong = NodeYearFile.Read("a.csv", Encoding.UTF8.GetBytes(Head + line + "\n"), Today);
            Assert.Empty(wrong.Items);
            Assert.Contains(said, Assert.Single(wrong.Complaints).Sentence, StringComparison.Ordinal);
        }

        Assert.Contains("The file is empty", Assert.Single(NodeYearFile.Read("a.csv", ""u8, Today).Complaints).Sentence, StringComparison.Ordinal);
        Assert.Contains("are missing", Assert.Single(NodeYearFile.Read("a.csv", "node,year\nzeeland,2025\n"u8, Today).Complaints).Sentence, StringComparison.Ordinal);
        var many = NodeYearFile.Read("a.csv", Encoding.UTF8.GetBytes(Head + string.Concat(Enumerable.Repeat("zeeland,2025,1,2,3,2026-01-31,havens\n", NodeYearFile.Most + 5))), Today);
        Assert.Equal((NodeYearFile.Most, 1), (many.Items.Count, many.Complaints.Count));
    }

    [Fact]
    public void Latest_day_holds_and_of_one_day_the_later_line()
    {
        NodeYear first = new("zeeland", 2025, 10, 5, 1, new(2026, 1, 31), "a"), later = first with { Spent = 4, AsOf = new(2026, 3, 31) }, mended = later with { Spent = 3 }, late = first with { Spent = 2 };
        Assert.Equal([mended], NodeYear.Current([first, later, mended, late]));
        Assert.Equal(4_000_000, first.Account.Budget);
    }
}
