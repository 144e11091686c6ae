using System.Text;
using Knooppunt.Programme;

namespace Knooppunt.Tests.Core.Programme;

/// <summary>Figures as their reporters gave them: the conflicts stay, and a bad line is told.</summary>
public sealed class OutcomeFileTests
{
    const string Head = "node,year,period,metric,value,unit,as_reported_by,url,note\n";

    [Fact]
    public void Published_figures_are_read_whole_with_their_conflicts()
    {
        var file = OutcomeFile.Read("outcomes.csv", File.ReadAllBytes(SharedData.Path("domain", "outcomes.csv")));
        Assert.Empty(file.Complaints);
        Assert.Equal(75, file.Items.Count);
        var groups = OutcomeGroup.Of(file.Items);
        var conflict = groups.Single(group => group is { Node: "rotterdam", Metric: "cocaine_seized", Year: 2021 });
        Assert.Equal((true, 70571m, 72808m, 2), (conflict.Differs, conflict.Low, conflict.High, conflict.Figures.Count));
        Assert.Equal(["rotterdam 2021", "rotterdam 2025", "vlissingen 2024"], groups.Where(group => group.Differs).Select(group => $"{group.Node} {group.Year}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("rotterdam,2024,year,batches,veel,count,HARC,,", "line 2|a number with a point")]
    [InlineData("rotterdam,24,year,batches,1,count,HARC,,", "1900 to 2200")]
    [InlineData(",2024,year,batches,1,count,HARC,,", "must be filled in")]
    [InlineData("rotterdam,2024,year,batches,1,count,HARC,javascript:alert(1),", "http or https")]
    public void Bad_line_is_told_with_its_place_and_the_others_are_taken(string line, string said)
    {
        var file = OutcomeFile.Read("o.csv", Encoding.UTF8.GetBytes(Head + line + "\nrotterdam,2024,year,batches,189,count,HARC,,\n"));
        Assert.Equal(189m, Assert.Single(file.Items).Value);
        var complaint = Assert.Single(file.Complaints);
        Assert.Equal(2, complaint.Place.Line);
        Assert.Contains(said.Split('|')[^1], complaint.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void File_without_its_columns_says_which_are_missing()
    {
        var file = OutcomeFile.Read("o.csv", Encoding.UTF8.GetBytes("node,year\nrotterdam,2024\n"));
        Assert.Empty(file.Items);
        Assert.Contains("metric", Assert.Single(file.Complaints).Sentence, StringComparison.Ordinal);
        Assert.Empty(OutcomeFile.Read("o.csv", []).Items);
    }

    [Fact]
    public void Day_for_which_a_figure_holds_may_stand_beside_it()
    {
        var file = OutcomeFile.Read("o.csv", Encoding.UTF8.GetBytes("as_of," + Head + "2025-01-14,rotterdam,2024,year,batches,189,count,HARC,,\n,rotterdam,2024,year,batches,190,count,OM,,\ngisteren,a,2024,year,b,1,count,c,,\n"));
        Assert.Equal([new(2025, 1, 14), null], file.Items.Select(item => item.AsOf));
        Assert.Contains("as_of", Assert.Single(file.Complaints).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_may_stand_in_any_order_and_cells_may_be_quoted() =>
        Assert.Equal(new Outcome("a", 2024, "year", "m", 1.5m, "kg", "HARC, politie", "https://x.example/a", "zo"), Assert.Single(OutcomeFile.Read("o.csv",
            Encoding.UTF8.GetBytes("note,url,as_reported_by,unit,value,metric,period,year,node\nzo,https://x.example/a,\"HARC, politie\",kg,1.5,m,,2024,a\n")).Items));
}
