using System.Text;
using Knooppunt.Node.Shell.Photos;
using SkiaSharp;

namespace Knooppunt.Tests.Node.Shell;

/// <summary>A photo drawn anew shows what it showed and holds nothing else.</summary>
public sealed class RedrawnTests
{
    [Fact]
    public void What_hides_in_a_photo_is_gone_and_what_it_shows_is_there()
    {
        foreach (var photo in new[] { Photos.Jpeg(), Photos.Png(), Photos.Encode(50, 50, SKEncodedImageFormat.Webp) })
        {
            var drawn = Redrawn.Of(photo)!;
            Assert.True(drawn.AsSpan().IndexOf(Encoding.ASCII.GetBytes("Jansen")) < 0 && drawn.AsSpan().IndexOf("Exif"u8) < 0);
            Assert.Equal((Photos.SizeOf(photo), "rbrb"), (Photos.SizeOf(drawn), Photos.Corners(drawn)));
        }

        Assert.True(Photos.Jpeg().AsSpan().IndexOf(Encoding.ASCII.GetBytes("Jansen")) > 0);
    }

    // Red is left of what is stored; where it belongs is what Exif 2.3 says of each number.
    [Theory]
    [InlineData(1, "rbrb", 400)]
    [InlineData(2, "brbr", 400)]
    [InlineData(3, "brbr", 400)]
    [InlineData(4, "rbrb", 400)]
    [InlineData(5, "rrbb", 200)]
    [InlineData(6, "rrbb", 200)]
    [InlineData(7, "bbrr", 200)]
    [InlineData(8, "bbrr", 200)]
    public void Photo_stands_upright_however_the_camera_was_held(int orientation, string corners, int width)
    {
        var drawn = Redrawn.Of(Photos.Jpeg(orientation: orientation))!;
        Assert.Equal((corners, width), (Photos.Corners(drawn), Photos.SizeOf(drawn).Width));
    }

    [Fact]
    public void Large_photo_becomes_small_enough() =>
        Assert.Equal((Redrawn.LongestSide, Redrawn.LongestSide / 2), Photos.SizeOf(Redrawn.Of(Photos.Jpeg(5000, 2500))!));

    [Fact]
    public void What_is_no_photo_or_would_fill_the_memory_is_refused()
    {
        var scans = Photos.Jpeg().ToList();
        for (var i = 0; i <= Redrawn.MostScans; i++)
            scans.AddRange([0xFF, 0xDA]);
        byte[][] hostile =
        [
            Photos.Bomb(), [.. scans], [], [0xFF, 0xD8, 0xFF], [.. "GIF89a=1;alert(1)//"u8], [.. "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8], [.. "%PDF-1.7"u8], [.. "PK\u0003\u0004"u8],
            [.. "RIFF____WEBPVP8 "u8], [.. "BM"u8, .. new byte[100]], [0, 0, 1, 0, 1, 0, 16, 16, 0, 0],
        ];
        Assert.All(hostile, bytes => Assert.Null(Redrawn.Of(bytes)));
    }

    [Fact]
    public void Photo_cut_off_or_damaged_anywhere_ends_nothing()
    {
        var luck = new Random(5);
        foreach (var whole in new[] { Photos.Jpeg(), Photos.Png(), Photos.Encode(40, 40, SKEncodedImageFormat.Webp) })
        {
            for (var i = 0; i < 60; i++)
            {
                var bytes = whole[..luck.Next(whole.Length)];
                for (var change = luck.Next(6); change > 0 && bytes.Length > 16; change--)
                    bytes[luck.Next(4, bytes.Length)] = (byte)luck.Next(256);
                if (Redrawn.Of(bytes) is { } drawn)
                    Assert.True(drawn.AsSpan().StartsWith<byte>([0xFF, 0xD8, 0xFF]));
            }
        }
    }
}
