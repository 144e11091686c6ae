using Knooppunt.Node.Commands;

namespace Knooppunt.Tests.Core.Observations;

public class TaxonomyPageTests
{
    [Fact]
    public void Page_is_the_list_of_the_code() =>
        Assert.True(
            File.ReadAllText(Path.Combine(SharedData.Repository, "docs", "taxonomy.md")).ReplaceLineEndings("\n") == TaxonomyCommand.Text(),
            "docs/taxonomy.md is not what the code says; write it anew: dotnet run --project src/Node -- taxonomy > docs/taxonomy.md");
}
