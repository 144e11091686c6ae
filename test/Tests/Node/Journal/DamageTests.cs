using Knooppunt.Node.Journal;

namespace Knooppunt.Tests.Node.Journal;

public sealed class DamageTests : IDisposable
{
    readonly JournalFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Corrupt_block_is_told_and_the_rest_is_read()
    {
        await Fill(5);
        Flip(_fixture.Files("main-*.rows").Single(), 0.5);
        using var room = _fixture.Open();
        Assert.Equal(400, JournalFixture.ReadAll(room).Count);
        Assert.Contains(room.Health, sentence => sentence.Contains("damaged", StringComparison.Ordinal));
        Assert.Equal(500, (await JournalFixture.Append(room, new Incoming(_fixture.Observation("next")))).Single().Offset);
    }

    [Fact]
    public async Task Corrupt_header_is_told_and_the_rest_is_read()
    {
        await Fill(4);
        var file = _fixture.Files("main-*.rows").Single();
        var bytes = File.ReadAllBytes(file);
        var second = bytes.AsSpan(60).IndexOf("KNB1"u8) + 60;
        bytes[second + 20] ^= 0xff;
        File.WriteAllBytes(file, bytes);
        using var room = _fixture.Open();
        Assert.Equal(300, JournalFixture.ReadAll(room).Count);
        Assert.Single(room.Health);
    }

    [Fact]
    public async Task Torn_tail_is_cut_off_and_told()
    {
        await Fill(3);
        var file = _fixture.Files("main-*.rows").Single();
        using (var stream = new FileStream(file, FileMode.Open))
            stream.SetLength(stream.Length - 7);
        using (var room = _fixture.Open())
        {
            Assert.Equal(200, JournalFixture.ReadAll(room).Count);
            Assert.Contains("were cut off", room.Health.Single(), StringComparison.Ordinal);
            Assert.Equal(200, (await JournalFixture.Append(room, _fixture.Batch(100, "b2")))[0].Offset);
        }

        using var again = _fixture.Open();
        Assert.Empty(again.Health);
        Assert.Equal(300, JournalFixture.ReadAll(again).Count);
    }

    [Fact]
    public async Task Missing_segment_is_told_and_the_rest_goes_on()
    {
        using (var room = _fixture.Open())
        {
            await JournalFixture.Append(room, _fixture.Batch(10, "a"));
            await JournalFixture.Append(room, _fixture.Batch(10, "b", "ect/plates"));
        }

        File.Delete(_fixture.Files("main-*-gate-*.rows").Single());
        using var again = _fixture.Open();
        Assert.Equal(10, JournalFixture.ReadAll(again).Count);
        Assert.Contains("is missing", again.Health.Single(), StringComparison.Ordinal);
        Assert.Equal(20, (await JournalFixture.Append(again, new Incoming(_fixture.Observation("next")))).Single().Offset);
    }

    [Fact]
    public async Task Key_of_another_segment_does_not_open_it()
    {
        await Fill(1);
        var keys = _fixture.Files("main-*.key");
        File.WriteAllBytes(keys.Single(), new byte[60]);
        using var room = _fixture.Open();
        Assert.Contains("cannot be read", room.Health.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_hold_no_clear_text_and_are_their_owners()
    {
        await Fill(1);
        foreach (var file in _fixture.Files("*"))
        {
            Assert.DoesNotContain("MSKU1234565", System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal);
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task Any_byte_flipped_anywhere_never_stops_the_journal()
    {
        await Fill(3);
        var files = _fixture.Files("*").Where(file => !file.EndsWith("organisation.key", StringComparison.Ordinal)).ToDictionary(file => file, File.ReadAllBytes);
        var luck = new Random(7);
        for (var i = 0; i < 60; i++)
        {
            foreach (var (file, bytes) in files)
                File.WriteAllBytes(file, bytes);
            Flip(files.Keys.ElementAt(luck.Next(files.Count)), luck.NextDouble());
            using var room = _fixture.Open();
            Assert.True(JournalFixture.ReadAll(room).Count is 0 or 200 or 300);
            await JournalFixture.Append(room, new Incoming(_fixture.Observation("next")));
        }
    }

    async Task Fill(int batches)
    {
        using var room = _fixture.Open();
        for (var i = 0; i < batches; i++)
            await JournalFixture.Append(room, _fixture.Batch(100, $"b{i}"));
    }

    static void Flip(string file, double where)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[(int)(bytes.Length * where)] ^= 0x55;
        File.WriteAllBytes(file, bytes);
    }
}
