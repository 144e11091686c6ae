using Knooppunt.Observations.Lines;

namespace Knooppunt.Observations.Json;

/// <summary>Collects one JSON document from pieces, up to a limit.</summary>
sealed class JsonDocumentBytes(int most)
{
    byte[] _bytes = [];
    int _length;

    /// <summary>Whether more came than the limit; then nothing is kept.</summary>
    public bool TooLong { get; private set; }

    public ReadOnlySpan<byte> Bytes => TextEncodings.WithoutMark(_bytes.AsSpan(0, _length));

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (TooLong)
            return;
        if (bytes.Length > most - _length)
        {
            TooLong = true;
            (_bytes, _length) = ([], 0);
            return;
        }

        if (_bytes.Length < _length + bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Min(most, Math.Max(_bytes.Length * 2L, _length + bytes.Length)));
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Lets the memory go.</summary>
    public void Clear() => (_bytes, _length) = ([], 0);
}
