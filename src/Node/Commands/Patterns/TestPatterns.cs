using Knooppunt.Node.Detection;

namespace Knooppunt.Node.Commands.Patterns;

/// <summary><c>knooppunt patterns test</c>: the proof of every pattern, one line each.</summary>
static class TestPatterns
{
    public static int Run(string folder)
    {
        var (held, failed) = (0, 0);
        foreach (var proved in PatternProofs.Of(folder, ShippedFiles.Places))
        {
            var cases = proved.Proof?.Cases ?? [];
            Console.Out.WriteLine($"{(proved.Holds ? "holds" : "FAILS")}  {proved.File.Name}: {cases.Count(one => one.Expected > 0)} fire, {cases.Count(one => one.Expected == 0)} stay silent");
            foreach (var complaint in proved.Complaints)
                Console.Out.WriteLine($"       {complaint}");
            held += proved.Holds ? 1 : 0;
            failed += proved.Holds ? 0 : 1;
        }

        Console.Error.WriteLine($"{held} patterns hold, {failed} fail.");
        return failed == 0 ? 0 : 1;
    }
}
