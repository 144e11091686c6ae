using System.Text;
using CsCheck;
using Knooppunt.Observations.Lines;

namespace Knooppunt.Tests.Core.Observations.Lines;

public class LineSplitterTests
{
    [Fact]
    public void Lf_cr_and_crlf_end_a_line_and_a_mark_is_skipped() =>
        Assert.Equal(["1:a", "2:", "3:b", "4:c", "5:", "6:d"], Split(Encoding.UTF8.GetBytes("\uFEFFa\n\nb\rc\r\n\r\nd")));

    [Fact]
    public void Empty_input_has_no_lines()
    {
        Assert.Empty(Split([]));
        Assert.Empty(Split([0xEF, 0xBB, 0xBF]));
        Assert.Equal(["1:"], Split("\n"u8));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'a', 0 }, "UTF-16")]
    [InlineData(new byte[] { 0xFE, 0xFF, 0, (byte)'a' }, "UTF-16")]
    [InlineData(new byte[] { (byte)'a', 0, (byte)'b', 0 }, "UTF-16")]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0 }, "gzip")]
    [InlineData(new byte[] { (byte)'P', (byte)'K', 3, 4 }, "zip")]
    [InlineData(new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 0, 1, (byte)'\n', 2 }, "binary")]
    public void What_is_not_text_is_refused_once(byte[] bytes, string expected) => Assert.Contains(expected, Assert.Single(Split(bytes)), StringComparison.Ordinal);

    [Fact]
    public void Line_over_the_limit_is_reported_once_and_the_next_read()
    {
        var lines = Split(Encoding.ASCII.GetBytes($"{new string('a', LineSplitter.Longest)}\n{new string('b', LineSplitter.Longest + 1)}\r\nc"));
        Assert.Equal(3, lines.Count);
        Assert.Equal(LineSplitter.Longest + 2, lines[0].Length);
        Assert.StartsWith("!2 The line is longer", lines[1], StringComparison.Ordinal);
        Assert.Equal("3:c", lines[2]);
    }

    [Fact]
    public void Zero_byte_in_a_text_costs_one_line() => Assert.Equal(["1:a text", "!2 The line holds a zero byte, which text cannot hold.", "3:c"], Split("a text\nb\0\nc"u8));

    [Fact]
    public void Where_the_input_is_cut_makes_no_difference() =>
        Gen.Select(Gen.Int[0, 7].Select(i => "\n\rab\0\u00EF\u00BB\u00BF"[i]).Select(c => (byte)c).Array[0, 40], Gen.Int[0, 1000]).Sample((bytes, seed) =>
        {
            var found = new Found();
            var splitter = new LineSplitter(found);
            var random = new Random(seed);
            for (var at = 0; at < bytes.Length;)
            {
                var length = Math.Min(bytes.Length - at, random.Next(1, 6));
                splitter.Feed(bytes.AsSpan(at, length));
                at += length;
            }

            splitter.Complete();
            Assert.Equal(Split(bytes), found.Lines);
        }, iter: 2000);

    static List<string> Split(ReadOnlySpan<byte> bytes)
    {
        var found = new Found();
        var splitter = new LineSplitter(found);
        splitter.Feed(bytes);
        splitter.Complete();
        return found.Lines;
    }

    sealed class Found : ILineTaker
    {
        public List<string> Lines { get; } = [];

        public void Line(ReadOnlySpan<byte> line, long number) => Lines.Add($"{number}:{Encoding.Latin1.GetString(line)}");

        public void Unreadable(string sentence, ReadOnlySpan<byte> start, long number) => Lines.Add($"!{number} {sentence}");
    }
}
