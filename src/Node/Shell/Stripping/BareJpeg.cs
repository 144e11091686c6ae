using System.Buffers.Binary;

namespace Knooppunt.Node.Shell.Stripping;

/// <summary>Whether bytes are a JPEG of nothing but a picture (ITU-T T.81, annex B): no Exif, no comment, no second picture, nothing behind its end. What a process gave that may have been broken into is not believed.</summary>
static class BareJpeg
{
    const byte Start = 0xD8, End = 0xD9, Scan = 0xDA, Head = 0xE0, Colours = 0xE2;

    // Tables, frames and the interval of restarts: DQT, SOF0 to SOF2, DHT, DRI.
    static ReadOnlySpan<byte> Parts => [0xDB, 0xC0, 0xC1, 0xC2, 0xC4, 0xDD];

    /// <summary>Whether they are.</summary>
    public static bool Is(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith<byte>([0xFF, Start]))
            return false;
        bytes = bytes[2..];
        var scanned = false;
        while (bytes.Length >= 2 && bytes[0] == 0xFF)
        {
            var marker = bytes[1];
            if (marker == End)
                return scanned && bytes.Length == 2;
            var length = bytes.Length < 4 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
            if (length < 2 || length + 2 > bytes.Length)
                return false;
            var part = bytes[4..(length + 2)];
            // The JFIF head without a thumbnail, and the colours of the space in which the picture was drawn.
            if (!(Parts.Contains(marker) || marker == Scan || (marker == Head && part.StartsWith("JFIF\0"u8) && length == 16) || (marker == Colours && part.StartsWith("ICC_PROFILE\0"u8))))
                return false;
            bytes = bytes[(length + 2)..];
            if (marker != Scan)
                continue;
            scanned = true;
            bytes = AfterScan(bytes);
        }

        return false;
    }

    // Inside a scan every FF is followed by 00 or is a restart.
    static ReadOnlySpan<byte> AfterScan(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at + 1 < bytes.Length; at++)
        {
            if (bytes[at] == 0xFF && bytes[at + 1] is not (0 or (>= 0xD0 and <= 0xD7)))
                return bytes[at..];
        }

        return [];
    }
}
