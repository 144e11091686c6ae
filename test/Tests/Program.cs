using Knooppunt.Tests.Node.Journal;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Knooppunt.Tests;

/// <summary>Starts the tests; or, asked by one of them, a mode that is killed. Looking for tests would take longer than most of those live.</summary>
static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        [KilledChild.Mode, var folder] => KilledChild.Run(folder),
        [KilledKeeper.Mode, var folder, var day] => KilledKeeper.Run(folder, day),
        _ when args.Any(arg => arg is "--server" or "--internal-msbuild-node") => TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => ConsoleRunner.Run(args),
    };
}
