using System.Reflection;
using System.Text.RegularExpressions;

namespace Knooppunt.Tests.House;

/// <summary>Holds docs/hostile-input.md to its word: behind every row stands a test of that name.</summary>
public sealed partial class HostilePageTests
{
    static readonly HashSet<string> Tests = [.. typeof(HostilePageTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null || method.GetCustomAttribute<TheoryAttribute>() is not null).Select(method => $"{type.Name}.{method.Name}"))];

    [Fact]
    public void Every_row_names_tests_that_exist()
    {
        var rows = File.ReadLines(Path.Combine(SharedData.Repository, "docs", "hostile-input.md")).Where(line => line.StartsWith('|') && !line.Contains("---", StringComparison.Ordinal) && !line.EndsWith("test |", StringComparison.Ordinal)).ToList();
        Assert.True(rows.Count > 30, "The tables are not found.");
        foreach (var row in rows)
        {
            var named = Name().Matches(row.Split('|')[^2]).Select(match => match.Groups[1].Value).ToList();
            Assert.True(named.Count > 0, $"No test stands behind: {row}");
            Assert.All(named, name => Assert.Contains(name, Tests));
        }
    }

    [GeneratedRegex(@"`(\w+\.\w+)`")]
    private static partial Regex Name();
}
