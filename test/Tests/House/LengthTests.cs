namespace Knooppunt.Tests.House;

public class LengthTests
{
    const int Longest = 400;
    static readonly string[] Written = [".cs", ".razor", ".js", ".mjs", ".css"];
    static readonly string[] Elsewhere = ["/artifacts/", "/node_modules/", "/wwwroot/lib/", "/.git/", "/Migrations/", "/obj/", "/bin/"];

    [Fact]
    public void A_file_has_at_most_400_lines() =>
        Assert.Empty(Directory.EnumerateFiles(SharedData.Repository, "*", SearchOption.AllDirectories)
            .Where(file => Written.Contains(Path.GetExtension(file)) && !Elsewhere.Any(part => file.Replace('\\', '/').Contains(part, StringComparison.Ordinal)))
            .Select(file => (file, lines: File.ReadLines(file).Count()))
            .Where(pair => pair.lines > Longest)
            .Select(pair => $"{pair.file}: {pair.lines} lines"));
}
