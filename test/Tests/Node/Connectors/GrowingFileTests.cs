using System.Text;
using Knooppunt.Node.Connectors.Files;
using Knooppunt.Node.Connectors.Http;
using Knooppunt.Node.Shell;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Tests.Node.Connectors;

/// <summary>A log of a day is one stream from its first line to its last, in however many pieces it comes.</summary>
public sealed class GrowingFileTests : IDisposable
{
    readonly string _file = Path.Combine(Path.GetTempPath(), $"knooppunt-{Guid.NewGuid():N}.db");
    readonly IDbContextFactory<ConnectorsDb> _database;
    readonly WriteTurn _turn = new();
    readonly HostileFolder _folder;
    string _reading = "csv";

    public GrowingFileTests()
    {
        File.WriteAllBytes(_file, []);
        _database = RoomDatabase.At<ConnectorsDb>(_file);
        using (var db = _database.CreateDbContext())
            db.Database.Migrate();
        _folder = new HostileFolder(() => new TakenFiles("a/gate", _reading, _database, _turn));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _turn.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Delete(_file);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_added_goes_on_in_the_same_stream(bool restart)
    {
        foreach (var rows in (int[])[10, 15, 16])
        {
            _folder.Lay("day.csv", HostileFolder.Csv(rows));
            _folder.Look();
            if (restart)
                _folder.Restart();
        }

        OneStream(16);
        Assert.Empty(_folder.Told);
    }

    [Fact]
    public void Line_that_is_half_written_is_taken_once_and_whole()
    {
        var whole = HostileFolder.Csv(12);
        for (var length = 1; length <= whole.Length; length += 7)
        {
            _folder.Lay("day.csv", whole[..length]);
            _folder.Look();
            _folder.Restart();
        }

        _folder.Lay("day.csv", whole);
        _folder.Look();
        OneStream(12);
        Assert.Equal([.. Enumerable.Range(0, 12).Select(i => $"{i}ABC")], _folder.Taken.Select(taken => taken.Data["plate"].Text));
        Assert.Empty(_folder.Told);
    }

    [Fact]
    public void Last_line_that_never_gets_an_end_is_taken_when_the_file_rests()
    {
        _folder.Lay("day.csv", HostileFolder.Csv(12)[..^1]);
        _folder.Look();
        Assert.Equal(11, _folder.Taken.Count);
        _folder.Look();
        Assert.Equal(11, _folder.Taken.Count);
        _folder.Clock.Now = _folder.Clock.Now.AddMinutes(5);
        _folder.Look();
        _folder.Look();
        OneStream(12);
    }

    [Fact]
    public void Start_reads_nothing_that_was_taken()
    {
        var path = _folder.Lay("day.csv", HostileFolder.Csv(10));
        _folder.Look();
        _folder.Restart();
        // Another content of the same length and time: who reads it takes it.
        var written = File.GetLastWriteTimeUtc(path);
        File.WriteAllText(path, Encoding.UTF8.GetString(HostileFolder.Csv(10)).Replace("ABC", "XYZ", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(path, written);
        _folder.Look();
        Assert.Equal(10, _folder.Taken.Count);
        _reading = "csv by another mapping";
        _folder.Restart();
        _folder.Look();
        Assert.Equal(20, _folder.Taken.Count);
    }

    [Fact]
    public void Cut_off_in_its_first_taking_and_grown_meanwhile_it_is_the_same_stream()
    {
        _folder.Lay("day.csv", HostileFolder.Csv(10));
        Assert.Throws<InvalidOperationException>(() => _folder.Look(() => throw new InvalidOperationException("killed")));
        _folder.Restart();
        _folder.Lay("day.csv", HostileFolder.Csv(12));
        _folder.Look();
        Assert.Single(_folder.Lines.Select(line => line.Stream).Distinct());
        Assert.Equal((2, 13), (_folder.Lines[1].Line, _folder.Lines[^1].Line));
    }

    [Fact]
    public void Same_content_under_another_name_is_the_same_stream_whatever_the_file_has_become()
    {
        foreach (var rows in (int[])[10, 15, 20])
        {
            _folder.Lay("day.csv", HostileFolder.Csv(rows));
            _folder.Look();
        }

        _folder.Lay("copy-10.csv", HostileFolder.Csv(10));
        _folder.Lay("copy-15.csv", HostileFolder.Csv(15));
        _folder.Lay("copy-20.csv", HostileFolder.Csv(20));
        _folder.Look();
        Assert.Single(_folder.Lines.Select(line => line.Stream).Distinct());
        // Offered whole, so that the journal counts them as known.
        Assert.Equal(20 + 10 + 15 + 20, _folder.Taken.Count);
    }

    [Fact]
    public void Log_that_grew_and_was_given_another_name_goes_on_and_the_new_one_begins()
    {
        var path = _folder.Lay("gate.csv", HostileFolder.Csv(10));
        _folder.Look();
        File.AppendAllText(path, HostileFolder.Row);
        File.Move(path, path + ".1");
        _folder.Lay("gate.csv", "t,p\n" + HostileFolder.Row + HostileFolder.Row);
        _folder.Look();
        var streams = _folder.Lines.GroupBy(line => line.Stream).Select(stream => stream.Select(line => line.Line).Order().ToList()).OrderBy(lines => lines.Count).ToList();
        Assert.Equal([[2, 3], [.. Enumerable.Range(2, 11)]], streams);
    }

    [Fact]
    public void File_that_shares_no_beginning_is_another_stream()
    {
        _folder.Lay("day.csv", HostileFolder.Csv(10));
        _folder.Look();
        _folder.Lay("day.csv", Encoding.UTF8.GetString(HostileFolder.Csv(12)).Replace("0-ABC", "0-XYZ", StringComparison.Ordinal));
        _folder.Look();
        Assert.Equal(22, _folder.Taken.Count);
        Assert.Equal(2, _folder.Lines.Select(line => line.Stream).Distinct().Count());
    }

    [Fact]
    public void Log_that_never_rests_is_taken_all_the_same()
    {
        for (var rows = 1; rows <= 24; rows++)
        {
            File.SetLastWriteTimeUtc(_folder.Lay("day.csv", HostileFolder.Csv(rows)), _folder.Clock.Now.UtcDateTime);
            Assert.Equal(rows % 11 != 0, _folder.Look());
            _folder.Clock.Now = _folder.Clock.Now.AddSeconds(1);
        }

        OneStream(22);
    }

    [Fact]
    public void What_was_told_of_a_line_is_not_told_again_when_the_file_grows()
    {
        var path = _folder.Lay("day.csv", "t,p\nyesterday,x\n" + HostileFolder.Row);
        _folder.Look();
        File.AppendAllText(path, HostileFolder.Row + "tomorrow,y\n");
        _folder.Look();
        Assert.Equal((2, 2), (_folder.Taken.Count, _folder.Told.Count));
    }

    void OneStream(int rows)
    {
        Assert.Single(_folder.Lines.Select(line => line.Stream).Distinct());
        Assert.Equal([.. Enumerable.Range(2, rows).Select(line => (long)line)], _folder.Lines.Select(line => line.Line));
    }
}
