using SkiaSharp;

namespace Knooppunt.Node.Shell.Photos;

/// <summary>
/// A photo drawn anew: only its pixels come over, smaller and without camera, place, time, thumbnail, layers or whatever hangs behind it. What arrives is hostile until then.
/// </summary>
static class Redrawn
{
    /// <summary>Longest side of what is kept, in pixels: enough to read a plate, too little to know the camera by its noise.</summary>
    public const int LongestSide = 2048;

    /// <summary>Most pixels of a JPEG, which is read smaller at once, and of the others, which must be unpacked whole.</summary>
    public const long MostOfJpeg = 64_000_000, MostOfOthers = 24_000_000;

    /// <summary>Most scans of a progressive JPEG: each costs a pass over the whole picture, and cameras make about ten.</summary>
    public const int MostScans = 40;

    const int Quality = 82;

    /// <summary>The photo as a JPEG of its own; null when it is none, is damaged, or is too large to unpack.</summary>
    public static byte[]? Of(ReadOnlySpan<byte> upload)
    {
        if (!IsPhoto(upload) || (IsJpeg(upload) && ScansOf(upload) > MostScans))
            return null;
        using var data = SKData.CreateCopy(upload);
        using var codec = SKCodec.Create(data);
        if (codec is null || (long)codec.Info.Width * codec.Info.Height > (IsJpeg(upload) ? MostOfJpeg : MostOfOthers))
            return null;
        using var read = Read(codec);
        return read is null ? null : Draw(read, codec.EncodedOrigin);
    }

    // A GIF or WebP that moves gives its first picture.
    static SKBitmap? Read(SKCodec codec)
    {
        // A JPEG can be read at eighths of its size; the next one up is drawn smaller afterwards.
        var size = codec.GetScaledDimensions(Math.Min(1f, MathF.Ceiling(8f * LongestSide / Math.Max(codec.Info.Width, codec.Info.Height)) / 8f));
        var bitmap = new SKBitmap();
        var result = bitmap.TryAllocPixels(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()))
            ? codec.GetPixels(bitmap.Info, bitmap.GetPixels()) : SKCodecResult.InternalError;
        if (result is SKCodecResult.Success or SKCodecResult.IncompleteInput)
            return bitmap;
        bitmap.Dispose();
        return null;
    }

    static byte[] Draw(SKBitmap read, SKEncodedOrigin origin)
    {
        var scale = Math.Min(1f, (float)LongestSide / Math.Max(read.Width, read.Height));
        var (width, height) = (Math.Max(1, (int)(read.Width * scale)), Math.Max(1, (int)(read.Height * scale)));
        var turned = origin >= SKEncodedOrigin.LeftTop;
        using var surface = SKSurface.Create(new SKImageInfo(turned ? height : width, turned ? width : height, SKColorType.Rgba8888, SKAlphaType.Opaque, SKColorSpace.CreateSrgb()));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Concat(Upright(origin, width, height));
        using var picture = SKImage.FromBitmap(read);
        surface.Canvas.DrawImage(picture, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var drawn = surface.Snapshot();
        using var encoded = drawn.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return encoded.ToArray();
    }

    // Exif 2.3, 4.6.4, Orientation: how the stored rows and columns lie to what was seen.
    static SKMatrix Upright(SKEncodedOrigin origin, float width, float height) => origin switch
    {
        SKEncodedOrigin.TopRight => new(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    /// <summary>Whether it begins as one of the four kinds that are opened. The library knows more kinds than anybody sends; what it never sees cannot hurt it.</summary>
    public static bool IsPhoto(ReadOnlySpan<byte> bytes) => IsJpeg(bytes) || bytes.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) || bytes.StartsWith("GIF8"u8)
        || (bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8));

    static bool IsJpeg(ReadOnlySpan<byte> bytes) => bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]);

    static int ScansOf(ReadOnlySpan<byte> bytes) => bytes.Count<byte>([0xFF, 0xDA]);
}
