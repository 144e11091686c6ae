using CsCheck;
using Knooppunt.Node.Journal;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Node.Journal;

public sealed class SealTests : IDisposable
{
    readonly JournalFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    async Task<List<Recorded>> FillAndSeal(JournalRoom room)
    {
        Incoming[] batch = [.. Enumerable.Range(0, 3000).Select(i => (i % 4) switch
        {
            0 => new Incoming(_fixture.Observation($"a-{i}", "ect/file", $"TEST{i:D7}"), "stream", i + 1),
            1 => new Incoming(_fixture.Observation($"a-{i}") with { Data = Fields.Of(("own", FieldValue.OfTexts(["x", $"y{i % 7}"])), ("lat", 51.5 + (i / 1e5))), Subject = new Subject("company", $"c{i}") }),
            _ => new Incoming(_fixture.Observation($"a-{i}", weight: i)),
        })];
        await JournalFixture.Append(room, batch);
        await room.AppendControl(JournalFixture.Organisation, new ControlRecord("list", "risk", "EC\nCO"));
        var before = JournalFixture.ReadAll(room);
        _fixture.Clock.Now += TimeSpan.FromDays(1);
        Assert.Equal(2, room[JournalFixture.Organisation].Seal());
        return before;
    }

    [Fact]
    public async Task Sealed_segment_reads_back_equal_and_goes_on()
    {
        List<Recorded> before;
        using (var room = _fixture.Open())
        {
            before = await FillAndSeal(room);
            Assert.Equal(before, JournalFixture.ReadAll(room));
            Assert.Empty(_fixture.Files("main-*.rows"));
            Assert.Equal(3001, (await JournalFixture.Append(room, new Incoming(_fixture.Observation("next")))).Single().Offset);
        }

        using var again = _fixture.Open();
        Assert.Equal(before, JournalFixture.ReadAll(again).Take(3000));
        Assert.Equal(new ControlRecord("list", "risk", "EC\nCO"), again.Read(JournalFixture.Organisation, 3000, 1).Entries.Single().Control);
        Assert.Equal("a-8", again.BySubject(JournalFixture.Organisation, new Subject("container", "TEST0000008")).Single().Observation!.Id);
        Assert.Equal("a-9", again.BySubject(JournalFixture.Organisation, new Subject("company", "c9")).Single().Observation!.Id);
        Assert.Equal(Verdict.Known, (await JournalFixture.Append(again, new Incoming(_fixture.Observation("a-4", "ect/file"), "stream", 5))).Single().Verdict);
        Assert.Empty(again.Health);
    }

    [Fact]
    public async Task Who_stands_in_another_field_is_found_as_rows_and_sealed_and_only_stretches_that_may_hold_them_are_read()
    {
        using var room = _fixture.Open();
        // Enough for several stretches of rows, which each have a filter.
        for (var part = 0; part < 8; part++)
        {
            await JournalFixture.Append(room, [.. Enumerable.Range(0, 500).Select(i => new Incoming(_fixture.Observation($"n-{part}-{i}") with
            {
                Data = Fields.Of(("container", $"TEST{part:D3}{i:D4}"), ("user", i == 250 && part % 4 == 1 ? "planner17" : $"clerk{part}-{i}")),
                Subject = new Subject("container", $"TEST{part:D3}{i:D4}"),
            }))]);
        }

        var who = new Subject("person", room.Pseudonyms(JournalFixture.Organisation).Token(Pseudonym.Person, "planner17"));
        string[] expected = ["n-1-250", "n-5-250"];
        Assert.Equal(expected, Found(room.Naming(JournalFixture.Organisation, who)));
        Assert.Empty(room.BySubject(JournalFixture.Organisation, who));
        _fixture.Clock.Now += TimeSpan.FromDays(1);
        Assert.Equal(1, room[JournalFixture.Organisation].Seal());
        Assert.Equal(expected, Found(room.Naming(JournalFixture.Organisation, who)));
        Assert.Empty(room.Naming(JournalFixture.Organisation, new Subject("person", who.Value + "x")));
        Assert.Equal(["n-3-7"], Found(room.Naming(JournalFixture.Organisation, new Subject("container", "TEST0030007"))));

        static IEnumerable<string> Found(IEnumerable<JournalEntry> entries) => entries.Select(entry => entry.Observation!.Id);
    }

    [Fact]
    public void Dictionary_says_whether_a_text_is_in_it_as_a_decoded_one_does() => Gen.Select(Gen.String[Gen.Char['a', 'd'], 0, 6].Array[0, 30], Gen.String[Gen.Char['a', 'd'], 0, 6], Gen.Double[0, 9].Array[0, 3]).Sample((texts, sought, numbers) =>
    {
        var builder = new ColumnBuilder();
        FieldValue[] values = [.. texts.Where(text => text.Length > 0).Select(text => (FieldValue)text), .. numbers.Select(number => (FieldValue)number)];
        for (var row = 0; row < values.Length; row++)
            builder.Set(row, values[row]);
        var written = new ByteBuffer();
        builder.Build(values.Length).Write(written);
        return Column.Has(written.Written, System.Text.Encoding.UTF8.GetBytes(sought)) == values.Any(value => value.Text == sought);
    });

    [Fact]
    public async Task Columns_give_dictionary_and_ids()
    {
        using var room = _fixture.Open();
        var before = await FillAndSeal(room);
        var block = room[JournalFixture.Organisation].SealedBlocks().First();
        Assert.Equal(before.Select(recorded => recorded.Offset), block.Offsets()!);
        foreach (var name in new[] { "container", "gross_kg", "own", "lat" })
        {
            var column = block.Field(name)!;
            Assert.Equal(before.Select(recorded => recorded.Observation.Data[name]), column.Ids.Select(id => column.Dictionary[id]));
        }

        Assert.Equal("ect/file", block.Field("source")!.Dictionary[block.Field("source")!.Ids[0]].Text);
        Assert.Null(block.Field("absent"));
    }

    [Fact]
    public async Task Kill_between_columns_and_rows_leaves_one_of_them()
    {
        string rows;
        byte[] bytes;
        List<Recorded> before;
        using (var room = _fixture.Open())
        {
            await JournalFixture.Append(room, _fixture.Batch(500));
            rows = _fixture.Files("main-*.rows").Single();
            bytes = File.ReadAllBytes(rows);
            before = JournalFixture.ReadAll(room);
            _fixture.Clock.Now += TimeSpan.FromDays(1);
            room[JournalFixture.Organisation].Seal();
        }

        File.WriteAllBytes(rows, bytes);
        using (var room = _fixture.Open())
            Assert.Equal(before, JournalFixture.ReadAll(room));
        Assert.False(File.Exists(rows));
        // Half written columns under their last name cannot happen, but a damaged end must not hide rows that are still there.
        File.WriteAllBytes(rows, bytes);
        var columns = _fixture.Files("main-*.columns").Single();
        File.WriteAllBytes(columns, File.ReadAllBytes(columns)[..^5]);
        using var last = _fixture.Open();
        Assert.Equal(before, JournalFixture.ReadAll(last));
        Assert.Contains("directory is damaged", last.Health.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_column_is_told_and_bounded()
    {
        using (var room = _fixture.Open())
            await FillAndSeal(room);
        var columns = _fixture.Files("main-*-gate-*.columns").Single();
        var bytes = File.ReadAllBytes(columns);
        // The first column begins the file.
        bytes[40] ^= 1;
        File.WriteAllBytes(columns, bytes);
        using var again = _fixture.Open();
        Assert.Empty(JournalFixture.ReadAll(again));
        Assert.Contains("a column is damaged", again.Health.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bit_packed_numbers_read_back() => Gen.Long.Array[0, 50].Sample(values =>
    {
        foreach (var shift in new[] { 0, 8, 20, 56, 63 })
        {
            var shifted = Array.ConvertAll(values, value => value >> shift);
            var buffer = new ByteBuffer();
            BitPacked.Write(buffer, shifted);
            var reader = new ByteReader(buffer.Written);
            Assert.Equal(shifted, BitPacked.Read(ref reader, shifted.Length));
        }
    }, iter: 300);

    [Fact]
    public void Random_bytes_are_no_column() => Gen.Select(Gen.Byte.Array[0, 200], Gen.Int[0, 50]).Sample((bytes, rows) =>
    {
        Column.Read(bytes, rows, new Strings());
        SealedDirectory.TryRead(bytes);
    }, iter: 5000);
}
