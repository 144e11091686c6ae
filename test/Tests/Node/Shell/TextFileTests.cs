using System.Text;
using Knooppunt.Node.Shell;

namespace Knooppunt.Tests.Node.Shell;

public sealed class TextFileTests : IDisposable
{
    readonly string _path = Path.Combine(Path.GetTempPath(), $"knooppunt-{Guid.NewGuid():N}.yml");

    public void Dispose() => File.Delete(_path);

    public static TheoryData<byte[], string> Wrong => new()
    {
        { Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("title: x")).ToArray(), ": The text is UTF-16; save it as UTF-8." },
        { Encoding.BigEndianUnicode.GetBytes("title: x"), ": The text is UTF-16; save it as UTF-8." },
        { Encoding.Latin1.GetBytes("title: x\nauthor: René\n"), "(2,12): The text is not UTF-8 (Latin-1" },
        { [(byte)'a', (byte)'\n', 0xC0, 0x80], "(2,1): The text is not UTF-8" },
        { new byte[101], ": The file is larger than 100 bytes" },
        { [0, 1, 2], ": The bytes are binary" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Other_encodings_and_large_files_are_one_complaint(byte[] bytes, string expected)
    {
        File.WriteAllBytes(_path, bytes);
        Assert.StartsWith(Path.GetFileName(_path) + expected, TextFile.Read(_path, 100).Complaint!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Utf_8_is_read_without_its_mark()
    {
        File.WriteAllText(_path, "é", new UTF8Encoding(true));
        Assert.Equal("é", TextFile.Read(_path, 100).Value);
    }

    [Fact]
    public void What_is_not_there_is_a_complaint() => Assert.Contains("does not exist", TextFile.Read(_path, 100).Complaint!.Sentence, StringComparison.Ordinal);
}
