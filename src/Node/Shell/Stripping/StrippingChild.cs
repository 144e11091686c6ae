using System.Runtime.InteropServices;
using Knooppunt.Node.Shell.Photos;
using SkiaSharp;

namespace Knooppunt.Node.Shell.Stripping;

/// <summary>
/// The other side of <see cref="Stripper"/>: this program started once more to open one hostile file and end. It takes limits upon itself that it cannot lift, says so with one byte,
/// reads the file from its input until that ends, and writes what it made to its output. What a decoder's mistake can do here, it does to this process.
/// </summary>
static partial class StrippingChild
{
    /// <summary>The word that starts it. It is no word for people.</summary>
    public const string Word = "strip-upload";

    /// <summary>What it says when its limits stand: only then the file is given.</summary>
    public const byte Confined = (byte)'C';

    /// <summary>The same, where the kernel took nothing else from it than its limits.</summary>
    public const byte OnlyLimited = (byte)'L';

    /// <summary>Exit codes: made; no photo, or one that cannot be opened within the limits; no limits could be taken.</summary>
    public const int Made = 0, Refused = 3, Unconfined = 4;

    /// <summary>Seconds of processor time, bytes of memory of its own that it can write, and bytes of the managed heap.</summary>
    public const int MostSeconds = 20, MostMemory = 1 << 30, MostHeap = 256 << 20;

    // Numbers of <sys/resource.h> on Linux: processor time, size of files, memory, core dumps. A core dump would hold the photo.
    const int Cpu = 0, FileSize = 1, Data = 2, Core = 4;

    /// <summary>Opens one file.</summary>
    public static int Run()
    {
        if (OperatingSystem.IsLinux() && !(Limit(Cpu, MostSeconds) && Limit(FileSize, 0) && Limit(Core, 0) && Limit(Data, MostMemory)))
            return Unconfined;
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        // Whatever reading, opening a photo and writing load is loaded now: afterwards no file can be opened any more.
        _ = Redrawn.Of(Redrawn.Of(Dot()));
        _ = input.Read([]);
        output.Write([]);
        output.WriteByte(Seclusion.Enter() ? Confined : OnlyLimited);
        output.Flush();
        var upload = new MemoryStream();
        input.CopyTo(upload);
        if (Redrawn.Of(upload.GetBuffer().AsSpan(0, (int)upload.Length)) is not { } made)
            return Refused;
        output.Write(made);
        output.Flush();
        return Made;
    }

    static byte[] Dot()
    {
        using var dot = new SKBitmap(1, 1);
        using var drawn = dot.Encode(SKEncodedImageFormat.Png, 100);
        return drawn.ToArray();
    }

    static bool Limit(int what, ulong most) => SetLimit(what, new Limits { Now = (nuint)most, Ever = (nuint)most }) == 0;

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int what, in Limits limits);

    [StructLayout(LayoutKind.Sequential)]
    struct Limits
    {
        public nuint Now, Ever;
    }
}
