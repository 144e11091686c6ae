using System.Buffers;
using System.Text;

namespace Knooppunt.Detection;

/// <summary>A text in capitals as bytes of UTF-8, with room behind it for what is looked at together.</summary>
sealed class FoldedText
{
    byte[] _bytes = new byte[256];
    int _length;

    /// <summary>Whether every byte is a character, so that places among them are places in the text.</summary>
    public bool IsAscii { get; private set; }

    /// <summary>How many bytes it has.</summary>
    public int Length => _length;

    /// <summary>Its bytes and the room.</summary>
    public ReadOnlySpan<byte> Roomy => _bytes;

    /// <summary>Takes text in UTF-8; false when it is not of ASCII alone, for then it must be seen as characters.</summary>
    public bool TryTake(ReadOnlySpan<byte> text)
    {
        Reach(text.Length);
        return IsAscii = Ascii.ToUpper(text, _bytes, out _length) == OperationStatus.Done;
    }

    /// <summary>Takes any text.</summary>
    public void Take(string text)
    {
        Reach(text.Length);
        IsAscii = Ascii.ToUpper(text, _bytes, out _length) == OperationStatus.Done;
        if (IsAscii)
            return;
        var bytes = Of(text);
        Reach(bytes.Length);
        bytes.CopyTo(_bytes, 0);
        _length = bytes.Length;
    }

    /// <summary>The bytes of a text in capitals.</summary>
    public static byte[] Of(string text) => Encoding.UTF8.GetBytes(text.ToUpperInvariant());

    /// <summary>Whether bytes stand at a place, which may lie outside.</summary>
    public bool Has(ReadOnlySpan<byte> piece, int at) => at >= 0 && at + piece.Length <= _length && _bytes.AsSpan(at, piece.Length).SequenceEqual(piece);

    /// <summary>Where a byte next stands, from a place on; less than zero when it does not.</summary>
    public int Next(byte letter, int from) => _bytes.AsSpan(from, _length - from).IndexOf(letter) is >= 0 and var at ? from + at : -1;

    void Reach(int length)
    {
        if (length + GramTable.Longest > _bytes.Length)
            _bytes = new byte[(length + GramTable.Longest) * 2];
    }
}
