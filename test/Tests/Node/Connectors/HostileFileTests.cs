using System.Diagnostics;
using System.Text;

namespace Knooppunt.Tests.Node.Connectors;

public sealed class HostileFileTests : IDisposable
{
    readonly HostileFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Gzip_is_known_by_its_bytes_whatever_the_name_says()
    {
        _folder.Lay("a.csv", HostileFolder.Gzip(HostileFolder.Csv(2)));
        _folder.Lay("b.csv.gz", HostileFolder.Csv(3));
        _folder.Look();
        Assert.Equal(5, _folder.Taken.Count);
        Assert.Equal("b.csv.gz: The name ends in .gz and the bytes are not gzip-compressed; they are read as they are.", Assert.Single(_folder.Told));
    }

    [Fact]
    public void Gzip_of_two_members_is_read_whole()
    {
        var rows = HostileFolder.Csv(100);
        _folder.Lay("a.csv.gz", [.. HostileFolder.Gzip(rows.AsSpan(0, 700)), .. HostileFolder.Gzip(rows.AsSpan(700))]);
        _folder.Look();
        Assert.Equal(100, _folder.Taken.Count);
        Assert.Empty(_folder.Told);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void Gzip_cut_off_is_told_and_what_could_be_read_is_taken(double share)
    {
        var packed = HostileFolder.Gzip(HostileFolder.Csv(50_000));
        _folder.Lay("a.csv.gz", packed[..(int)(packed.Length * share)]);
        _folder.Look();
        Assert.InRange(_folder.Taken.Count, 10_000, 50_000);
        Assert.Contains(_folder.Told, told => told.StartsWith("a.csv.gz: The compressed file is damaged or cut off", StringComparison.Ordinal));
    }

    [Fact]
    public void Gzip_of_which_a_byte_was_changed_is_told()
    {
        var packed = HostileFolder.Gzip(HostileFolder.Csv(5000));
        packed[packed.Length / 2] ^= 0x55;
        _folder.Lay("a.csv.gz", packed);
        _folder.Look();
        Assert.Contains(_folder.Told, told => told.StartsWith("a.csv.gz: The compressed file is damaged or cut off", StringComparison.Ordinal));
    }

    [Fact]
    public void Gzip_bomb_is_left_before_it_is_unpacked()
    {
        _folder.Lay("a.csv.gz", HostileFolder.Gzip([.. "t,p\n"u8, .. new byte[100 << 20]]));
        var before = GC.GetAllocatedBytesForCurrentThread();
        _folder.Look();
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 32 << 20, "Memory grows with the bomb.");
        Assert.Contains("a.csv.gz: The compressed file unpacks to more than 250 times its size; the rest of it was not read.", _folder.Told);
        Assert.InRange(_folder.Told.Count, 1, 3);
    }

    [Fact]
    public void Empty_file_is_told_once_and_not_opened()
    {
        _folder.Lay("a.csv");
        using var made = Process.Start("mkfifo", Path.Combine(_folder.Folder, "b.csv"));
        made.WaitForExit();
        // A pipe to which nobody writes would hold up the node for ever.
        File.SetLastWriteTimeUtc(Path.Combine(_folder.Folder, "b.csv"), DateTime.UtcNow.AddHours(-1));
        _folder.Lay("c.csv", HostileFolder.Csv(1));
        _folder.Look();
        _folder.Look();
        Assert.Single(_folder.Taken);
        Assert.Equal(["a.csv: The file is empty.", "b.csv: The file is empty."], _folder.Told);
    }

    [Fact]
    public void File_replaced_while_it_is_read_is_read_as_it_was_and_then_as_it_is()
    {
        var path = _folder.Lay("a.csv", HostileFolder.Csv(20_000));
        var other = Path.Combine(_folder.Folder, ".other");
        File.WriteAllBytes(other, [.. Encoding.UTF8.GetBytes("t,p\n" + HostileFolder.Row), .. HostileFolder.Csv(20_000)[4..]]);
        var moved = false;
        _folder.Look(() =>
        {
            if (!moved)
                File.Move(other, path, overwrite: true);
            moved = true;
        });
        Assert.Equal(20_000, _folder.Taken.Count);
        Assert.Empty(_folder.Told);
        _folder.Look();
        Assert.Equal(40_001, _folder.Taken.Count);
    }

    [Fact]
    public void File_cut_short_while_it_is_read_is_told_and_offered_again()
    {
        var path = _folder.Lay("a.csv", HostileFolder.Csv(20_000));
        var cut = false;
        _folder.Look(() =>
        {
            if (!cut)
                File.WriteAllBytes(path, HostileFolder.Csv(10));
            cut = true;
        });
        Assert.InRange(_folder.Taken.Count, 1, 19_999);
        Assert.Contains(_folder.Told, told => told.StartsWith("a.csv: The file changed while it was read", StringComparison.Ordinal));
        _folder.Taken.Clear();
        _folder.Clock.Now = _folder.Clock.Now.AddMinutes(1);
        _folder.Look();
        Assert.Equal(10, _folder.Taken.Count);
    }

    [Fact]
    public void File_whose_time_lies_ahead_is_taken_when_it_no_longer_changes()
    {
        File.SetLastWriteTimeUtc(_folder.Lay("a.csv", HostileFolder.Csv(1)), new DateTime(2199, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.True(_folder.Look());
        Assert.Empty(_folder.Taken);
        Assert.False(_folder.Look());
        Assert.Single(_folder.Taken);
    }

    [Fact]
    public void Links_out_of_the_folder_and_names_that_climb_bring_nothing()
    {
        var outside = Path.Combine(Path.GetTempPath(), $"knooppunt-{Guid.NewGuid():N}.csv");
        File.WriteAllBytes(outside, HostileFolder.Csv(5));
        try
        {
            File.CreateSymbolicLink(Path.Combine(_folder.Folder, "link.csv"), outside);
            File.CreateSymbolicLink(Path.Combine(_folder.Folder, "up"), "..");
            _folder.Lay("a..%2f..%2fetc%2fpasswd", HostileFolder.Csv(1));
            _folder.Lay("a\\..\\..\\b.csv", HostileFolder.Csv(1));
            _folder.Look();
            Assert.Equal(2, _folder.Taken.Count);
            Assert.Empty(_folder.Told);
        }
        finally
        {
            File.Delete(outside);
        }
    }

    [Fact]
    public void Names_with_control_characters_are_told_on_one_line()
    {
        _folder.Lay("a\nforged: line\u001b[2J.csv", "t,p\nyesterday,x\n");
        _folder.Lay(new string('n', 251) + ".csv", HostileFolder.Csv(1));
        _folder.Look();
        Assert.Single(_folder.Taken);
        Assert.StartsWith("a.forged: line.[2J.csv(2) column t: The time \"yesterday\"", Assert.Single(_folder.Told), StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Told, told => told.Any(char.IsControl));
    }

    [Fact]
    public void Name_that_is_not_utf_8_is_told_and_the_others_are_taken()
    {
        using var made = Process.Start("bash", ["-c", "printf 't,p\\n' > \"$0/$(printf 'b\\377.csv')\"", _folder.Folder]);
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
        _folder.Look();
        Assert.Contains("its name holds bytes that are not UTF-8; rename it.", _folder.State.Trouble, StringComparison.Ordinal);
        _folder.Lay("a.csv", HostileFolder.Csv(1));
        _folder.Look();
        Assert.Single(_folder.Taken);
        using var removed = Process.Start("bash", ["-c", "rm \"$0\"/b*", _folder.Folder]);
        removed.WaitForExit();
    }

    [Fact]
    public void Folder_that_vanishes_is_told_and_stops_nothing()
    {
        Directory.Delete(_folder.Folder);
        Assert.False(_folder.Look());
        Assert.Contains("cannot be read", _folder.State.Trouble, StringComparison.Ordinal);
        Directory.CreateDirectory(_folder.Folder);
    }

    [Fact]
    public void Utf_16_is_told_once_for_the_file()
    {
        _folder.Lay("a.csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(HostileFolder.Csv(1000)))]);
        _folder.Look();
        Assert.Equal("a.csv: The text is UTF-16; save it as UTF-8.", Assert.Single(_folder.Told));
    }
}
