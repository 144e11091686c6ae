using System.Buffers.Binary;
using System.Text;
using SkiaSharp;

namespace Knooppunt.Tests.Node.Shell;

/// <summary>Photos as a telephone makes them, with what hides in them, and what only looks like one.</summary>
static class Photos
{
    /// <summary>Stands where a camera writes place and owner.</summary>
    public const string Hidden = "GPS-51.9550N-4.0490E-Camera-of-Jansen";

    /// <summary>A JPEG, wide and red on its left half and blue on its right, with Exif that says how it was held.</summary>
    public static byte[] Jpeg(int width = 400, int height = 200, int orientation = 1)
    {
        var plain = Encode(width, height, SKEncodedImageFormat.Jpeg);
        byte[] tiff = [.. "II*\0\b\0\0\0"u8, 2, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0x0E, 0x01, 2, 0, (byte)Hidden.Length, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(Hidden)];
        byte[] segment = [0xFF, 0xE1, .. Length(tiff.Length + 8), .. "Exif\0\0"u8, .. tiff];
        byte[] comment = [0xFF, 0xFE, .. Length(Hidden.Length + 2), .. Encoding.ASCII.GetBytes(Hidden)];
        return [.. plain[..2], .. segment, .. comment, .. plain[2..], .. Encoding.ASCII.GetBytes(Hidden)];
    }

    /// <summary>A PNG with a text chunk and something behind its end.</summary>
    public static byte[] Png(int width = 60, int height = 40)
    {
        var plain = Encode(width, height, SKEncodedImageFormat.Png);
        var text = Encoding.ASCII.GetBytes("Comment\0" + Hidden);
        byte[] body = [.. "tEXt"u8, .. text];
        return [.. plain[..33], .. Four(text.Length), .. body, .. Four((int)Crc32(body)), .. plain[33..], .. Encoding.ASCII.GetBytes(Hidden)];
    }

    /// <summary>A PNG of a few bytes that says it is very large.</summary>
    public static byte[] Bomb()
    {
        var bomb = Encode(8, 8, SKEncodedImageFormat.Png);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(16), 60_000);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), 60_000);
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(29), Crc32(bomb.AsSpan(12, 17)));
        return bomb;
    }

    /// <summary>What a photo shows in its four corners, as red or blue.</summary>
    public static string Corners(byte[] photo)
    {
        using var bitmap = SKBitmap.Decode(photo);
        return string.Concat(new[] { (2, 2), (bitmap.Width - 3, 2), (2, bitmap.Height - 3), (bitmap.Width - 3, bitmap.Height - 3) }.Select(at => bitmap.GetPixel(at.Item1, at.Item2) is { Red: > 150 } ? 'r' : 'b'));
    }

    /// <summary>Width and height.</summary>
    public static (int Width, int Height) SizeOf(byte[] photo)
    {
        using var bitmap = SKBitmap.Decode(photo);
        return (bitmap.Width, bitmap.Height);
    }

    public static byte[] Encode(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColors.Red);
        bitmap.Erase(SKColors.Blue, new SKRectI(width / 2, 0, width, height));
        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    // ISO 3309, as PNG has it.
    static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
        }

        return ~crc;
    }

    static byte[] Length(int length) => [(byte)(length >> 8), (byte)length];

    static byte[] Four(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
