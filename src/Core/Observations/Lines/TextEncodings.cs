using System.Text;
using System.Text.Unicode;

namespace Knooppunt.Observations.Lines;

/// <summary>Recognises bytes that are not UTF-8 text, and says what to do about it.</summary>
public static class TextEncodings
{
    /// <summary>What to say of bytes that are not UTF-8.</summary>
    public const string NotUtf8 = "The text is not UTF-8 (Latin-1 or Windows-1252 perhaps); save it as UTF-8.";

    /// <summary>What the first bytes show the whole to be instead of text, with the remedy; null as long as it may be text.</summary>
    public static string? Refusal(ReadOnlySpan<byte> start) => start switch
    {
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [not 0, 0, not 0, 0, ..] or [0, not 0, 0, not 0, ..] =>
            "The text is UTF-16; save it as UTF-8.",
        [0x1F, 0x8B, ..] => "The bytes are gzip-compressed; unpack them, or let the name of the file end in .gz.",
        [(byte)'P', (byte)'K', 3, 4, ..] => "The bytes are a zip archive or a spreadsheet; export the sheet as CSV first.",
        [0, ..] => "The bytes are binary, not text.",
        _ => null,
    };

    /// <summary>The bytes behind a UTF-8 byte order mark, or all when there is none.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    /// <summary>Index of the first byte that is not UTF-8; -1 when all are.</summary>
    public static int FirstBroken(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
            return -1;
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var used) == System.Buffers.OperationStatus.Done)
            at += used;
        return at;
    }
}
