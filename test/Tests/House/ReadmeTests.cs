namespace Knooppunt.Tests.House;

/// <summary>Every room and folder of Core says on one screen what it does.</summary>
public class ReadmeTests
{
    const int Screen = 32;

    [Fact]
    public void Every_room_has_a_README_of_one_screen()
    {
        var rooms = new[] { "Core", "Node" }.SelectMany(project => Directory.EnumerateDirectories(Path.Combine(SharedData.Repository, "src", project)))
            .Where(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any() && Path.GetFileName(folder) is not ("obj" or "bin" or "Properties")).ToList();
        Assert.True(rooms.Count >= 14);
        Assert.All(rooms, room => Assert.True(File.Exists(Path.Combine(room, "README.md")) && File.ReadAllLines(Path.Combine(room, "README.md")).Length is > 2 and <= Screen, $"{room} needs a README.md of at most {Screen} lines."));
    }
}
