using CsCheck;
using Knooppunt.Node.Journal;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Node.Journal;

public sealed class CodecTests
{
    static readonly SipHash Hash = SipHash.From([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);

    static readonly Gen<string> Text = Gen.String[Gen.Char[' ', '\u2fff'], 0, 200];

    static readonly Gen<FieldValue> Scalar = Gen.OneOf(
        Text.Select(FieldValue.Of),
        Gen.Double.Select(FieldValue.Of),
        Gen.Int.Select(number => FieldValue.Of((double)number)),
        Gen.Bool.Select(FieldValue.Of),
        Gen.Const(default(FieldValue)),
        One(FieldValue.Of(-0.0), FieldValue.Of(9007199254740992.0), FieldValue.Of(0.1)));

    static readonly Gen<FieldValue> Value = Gen.Frequency((5, Scalar), (1, Scalar.Array[0, 5].Select(values => FieldValue.Of(values))));

    static readonly Gen<Fields> Data = Gen.Select(One("container", "plate", "direction", "own.field", "gross_kg", "lat"), Value).Array[0, 8].Select(pairs => Fields.Of(pairs));

    static readonly Gen<Observation> Any = Gen.Select(
        Gen.String[Gen.Char.AlphaNumeric, 1, 30], One("a/b", "c", "d/e/f"), One("gate_visit", "lookup"), Gen.Long[-1_000_000_000_000, 4_000_000_000_000_000], Data, Gen.Bool,
        (id, source, type, micros, data, named) => new Observation
        {
            Id = id,
            Source = source,
            Type = new ObservationType(Family.Presence, type),
            Time = Micros.ToTime(micros),
            ReceivedAt = Micros.ToTime(micros / 2),
            Subject = named ? new Subject("container", data["container"].Text is { Length: > 0 } own ? own : "other") : null,
            Data = data,
            Handling = new Handling("ect", Regime.Avg, Purpose.Logistics, Tlp.Amber, Pap.Green, new RetentionClass("gate", 365)),
        });

    static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    static byte[] Encode(IReadOnlyList<Observation> observations)
    {
        var encoder = new RowEncoder(new ShapeCatalog(Hash), Hash);
        var writer = new BlockWriter();
        for (var i = 0; i < observations.Count; i++)
        {
            var row = encoder.Encode(observations[i], observations[i].Handling, streamed: i % 3 == 0);
            Assert.Null(row.Refusal);
            writer.Add(row, encoder[row], 10 + (i * 2), Micros.From(observations[i].ReceivedAt!.Value), i % 3 == 0 ? $"s{i % 2}" : null, i);
        }

        var buffer = new ByteBuffer();
        writer.Finish(buffer);
        return buffer.Written.ToArray();
    }

    [Fact]
    public void Block_of_any_observations_reads_back_equal() => Any.Array[1, 30].Sample(observations =>
    {
        List<Row> rows = [];
        Assert.Null(BlockReader.Read(Encode(observations), new Strings(), rows));
        Assert.Equal(observations, rows.Select(row => row.Observation));
        Assert.Equal(Enumerable.Range(0, observations.Length).Select(i => 10L + (i * 2)), rows.Select(row => row.Offset));
    }, iter: 300);

    [Fact]
    public void Damaged_block_gives_a_sentence_or_rows_and_never_an_exception() => Gen.Select(Any.Array[1, 5], Gen.Int[0, 100_000], Gen.Byte, Gen.Int[0, 3]).Sample((observations, at, value, cut) =>
    {
        var bytes = Encode(observations);
        bytes[at % bytes.Length] = value;
        List<Row> rows = [];
        var wrong = BlockReader.Read(bytes.AsSpan(0, cut == 0 ? at % bytes.Length : bytes.Length), new Strings(), rows);
        Assert.True(wrong is null || rows.Count == 0);
    }, iter: 3000);

    [Fact]
    public void Random_bytes_are_no_block() => Gen.Byte.Array[0, 300].Sample(bytes =>
    {
        List<Row> rows = [];
        if (bytes.Length > 0)
            bytes[0] = BlockWriter.Version;
        BlockReader.Read(bytes, new Strings(), rows);
        Checkpoint.TryRead(bytes);
        BlockHeader.TryRead(bytes);
    }, iter: 5000);

    // Vectors of the reference implementation (Aumasson and Bernstein): key 00..0f, input empty and 00..0e (paper, appendix A).
    [Fact]
    public void SipHash_gives_the_published_vectors()
    {
        Assert.Equal(0x726fdb47dd0e0e31UL, Hash.Hash64([]));
        Assert.Equal(0xa129ca6149be45e5UL, Hash.Hash64([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]));
        Assert.Equal(new UInt128(0x930255c71472f66d, 0xe6a825ba047f81a3), Hash.Hash128([]));
    }

    // RFC 3720, appendix B.4: 32 bytes of zeros.
    [Fact]
    public void Crc32C_gives_the_published_vector() => Assert.Equal(0x8a9136aaU, Crc32C.Of(new byte[32]));

    [Fact]
    public void Too_large_or_too_deep_is_refused_with_a_sentence()
    {
        var encoder = new RowEncoder(new ShapeCatalog(Hash), Hash);
        var deep = FieldValue.Of("x");
        for (var i = 0; i < 6; i++)
            deep = FieldValue.Of([deep]);
        var plain = new Observation { Id = "a", Source = "s", Type = new ObservationType(Family.Goods, "x"), Time = DateTimeOffset.UnixEpoch, Data = Fields.Of(("deep", deep)) };
        Assert.NotNull(encoder.Encode(plain, null).Refusal);
        Assert.NotNull(encoder.Encode(plain with { Id = new string('x', 257) }, null).Refusal);
        Assert.NotNull(encoder.Encode(plain with { Data = Fields.Of(("x", new string('x', 6 << 20))) }, null).Refusal);
    }
}
