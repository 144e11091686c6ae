using System.Diagnostics;
using Knooppunt.Node.Shell.Photos;
using Knooppunt.Node.Shell.Stripping;
using Microsoft.Extensions.Logging.Abstractions;
using SkiaSharp;

namespace Knooppunt.Benchmarks;

/// <summary>How long a photo of a reporter takes to be drawn anew, in this process and in one of its own as the node does it, and what memory it takes.</summary>
static class PhotoBench
{
    public static int Run(string[] args)
    {
        Machine.Print();
        var stripper = new Stripper(NullLogger<Stripper>.Instance);
        Console.WriteLine($"a process that refuses at once: {Said(Enumerable.Range(0, 5).Select(_ => Stripped(stripper, [0xFF, 0xD8, 0xFF])))}");
        foreach (var (name, width, height, format) in new[] { ("12 M points, JPEG", 4000, 3000, SKEncodedImageFormat.Jpeg), ("48 M points, JPEG", 8000, 6000, SKEncodedImageFormat.Jpeg), ("12 M points, PNG", 4000, 3000, SKEncodedImageFormat.Png) })
        {
            var photo = Photo(width, height, format);
            var times = Enumerable.Range(0, 5).Select(_ => Time(photo)).Order().ToArray();
            Console.WriteLine($"{name}, {photo.Length / 1e6:F1} MB: {times[0]:F0} to {times[^1]:F0} ms, {Redrawn.Of(photo)!.Length / 1e6:F2} MB; peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB; in a process of its own {Said(Enumerable.Range(0, 5).Select(_ => Stripped(stripper, photo)))}");
        }

        return 0;
    }

    /// <summary>A photo with grain, as a sensor gives it.</summary>
    public static byte[] Photo(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var luck = new Random(1);
        var points = new byte[width * height * 4];
        for (var i = 0; i < points.Length; i++)
            points[i] = i % 4 == 3 ? byte.MaxValue : (byte)((i / 4 % width * 200 / width) + luck.Next(30));
        System.Runtime.InteropServices.Marshal.Copy(points, 0, bitmap.GetPixels(), points.Length);

        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    static string Said(IEnumerable<double> times) => times.Order().ToArray() is var sorted ? $"{sorted[0]:F0} to {sorted[^1]:F0} ms" : "";

    static double Stripped(Stripper stripper, byte[] photo)
    {
        var watch = Stopwatch.StartNew();
        var outcome = stripper.Strip(photo, default).GetAwaiter().GetResult().Outcome;
        if (outcome != (photo.Length == 3 ? StripOutcome.Refused : StripOutcome.Made))
            throw new InvalidOperationException($"The photo was {outcome}.");
        return watch.Elapsed.TotalMilliseconds;
    }

    static double Time(byte[] photo)
    {
        var watch = Stopwatch.StartNew();
        _ = Redrawn.Of(photo);
        return watch.Elapsed.TotalMilliseconds;
    }
}
