using System.Diagnostics;
using System.Globalization;
using Knooppunt.Node.Journal;

namespace Knooppunt.Tests.Node.Journal;

/// <summary>A mode of the test program, started by tests: appends until it is killed and prints what was acknowledged.</summary>
static class KilledChild
{
    /// <summary>The first argument that asks for it; the folder follows.</summary>
    public const string Mode = "--killed-journal";

    /// <summary>Starts the child; <paramref name="kibibytes"/> limits the size of a file that it may write.</summary>
    public static Process Start(string folder, int? kibibytes = null)
    {
        var program = typeof(KilledChild).Assembly.Location;
        var start = kibibytes is { } limit
            ? new ProcessStartInfo("bash", ["-c", $"trap '' XFSZ; ulimit -f {limit.ToString(CultureInfo.InvariantCulture)}; exec dotnet \"$0\" {Mode} \"$1\"", program, folder])
            : new ProcessStartInfo("dotnet", [program, Mode, folder]);
        start.RedirectStandardOutput = true;
        // The runtime maps a large file for its own code otherwise, which the limit would stop before the journal is begun.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return Process.Start(start)!;
    }

    public static JournalSettings Settings(string folder) => JournalFixture.SettingsIn(folder) with { SegmentBytes = 200_000, IdentityInMemory = 1500 };

    public static async Task<int> Run(string folder)
    {
        using var fixture = new JournalFixture();
        using var output = new StreamWriter(Console.OpenStandardOutput());
        using var room = new JournalRoom(Settings(folder), fixture.Clock);
        var begin = room[JournalFixture.Organisation].Next;
        await Task.WhenAll(Enumerable.Range(0, 3).Select(async writer =>
        {
            for (var batch = 0; batch < 4000; batch++)
            {
                var items = Batch(fixture, $"{begin}-{writer}-{batch}", 20);
                try
                {
                    var answers = await room.Append(JournalFixture.Organisation, items);
                    lock (room)
                    {
                        output.Write(string.Concat(answers.Select((answer, i) => $"{answer.Verdict} {answer.Offset} {items[i].Observation.Id}\n")));
                        output.Flush();
                    }
                }
                catch (JournalUnwritableException refused)
                {
                    lock (room)
                    {
                        output.WriteLine($"Unwritable {refused.Message.ReplaceLineEndings(" ")}");
                        output.Flush();
                    }

                    return;
                }
            }
        }));
        return 0;
    }

    public static Incoming[] Batch(JournalFixture fixture, string prefix, int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => (i % 4) switch
        {
            0 => new Incoming(fixture.Observation($"{prefix}-{i}", "ect/plates")),
            1 => new Incoming(fixture.Observation($"{prefix}-{i}", "ect/file"), prefix, i + 1),
            _ => new Incoming(fixture.Observation($"{prefix}-{i}")),
        }),
    ];
}
