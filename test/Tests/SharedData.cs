using System.Runtime.CompilerServices;

namespace Knooppunt.Tests;

/// <summary>Where the test input lies: in this repository, or in the folder `shared` beside the checkout.</summary>
static class SharedData
{
    public static string Repository { get; } = FindRepository();

    /// <summary>A file or folder below `shared/`; skips the test with a sentence when it is absent.</summary>
    public static string Path(params string[] parts)
    {
        var path = System.IO.Path.Combine([Repository, "..", "shared", .. parts]);
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"shared/{string.Join('/', parts)} does not stand beside the checkout.");
        return path;
    }

    static string FindRepository([CallerFilePath] string file = "")
    {
        var folder = System.IO.Path.GetDirectoryName(file)!;
        while (!File.Exists(System.IO.Path.Combine(folder, "Knooppunt.slnx")))
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests must be run from a checkout.");
        return folder;
    }
}
