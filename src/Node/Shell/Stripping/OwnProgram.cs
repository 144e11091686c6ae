using System.Diagnostics;

namespace Knooppunt.Node.Shell.Stripping;

/// <summary>How this program is started once more, whether it runs by its own start file, by <c>dotnet knooppunt.dll</c>, or inside another program (the tests).</summary>
static class OwnProgram
{
    static readonly string Name = typeof(OwnProgram).Assembly.GetName().Name!;

    /// <summary>The program with some words; null when it cannot be found.</summary>
    public static ProcessStartInfo? With(params IEnumerable<string> words)
    {
        var host = Environment.ProcessPath;
        if (IsCalled(host, Name))
            return new(host!, words);
        var library = Path.Combine(AppContext.BaseDirectory, Name + ".dll");
        if (IsCalled(host, "dotnet") && File.Exists(library))
            return new(host!, [library, .. words]);
        var beside = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? Name + ".exe" : Name);
        return File.Exists(beside) ? new(beside, words) : null;
    }

    static bool IsCalled(string? path, string name) => string.Equals(Path.GetFileNameWithoutExtension(path), name, OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
