using System.Diagnostics;
using System.Globalization;
using Knooppunt.Node.Commands;
using Knooppunt.Node.Journal;
using Knooppunt.Observations;

namespace Knooppunt.Benchmarks;

/// <summary>
/// What a search costs in a large journal of visits with plate, pass and container: as the search box of the frame asks it, and as the contact point for persons does; sealed, and as rows
/// of the day. Beside it reading every line. Usage: search [rows].
/// </summary>
static class SearchBench
{
    const string Organisation = "ect";

    public static int Run(string[] args) => RunAsync(args).GetAwaiter().GetResult();

    static async Task<int> RunAsync(string[] args)
    {
        Machine.Print();
        var rows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 4_000_000;
        var folder = Directory.CreateTempSubdirectory("knooppunt-search").FullName;
        var clock = new MovableClock();
        using (var room = new JournalRoom(new JournalSettings
        {
            Folder = folder,
            Organisations = [Organisation],
            ReadPlate = JournalsOf.ReadPlate,
            Sources = [new SourceSettings { Name = JournalLoad.Source, Handling = new Handling(Organisation, Regime.Avg, Purpose.SiteSecurity, Tlp.Amber, Pap.Amber, new RetentionClass("gate", 365)) }],
        }, clock))
        {
            foreach (var batch in JournalLoad.All.Single(load => load.Name == "visits").Batches(1000).Take(rows / 1000))
                await room.Append(Organisation, batch);
            Ask(room, $"{rows:N0} visits as rows");
            Ask(room, "the same again, the filters made");
            clock.Ahead += TimeSpan.FromDays(1);
            room[Organisation].Seal();
            Ask(room, "the same, sealed");
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }

    static void Ask(JournalRoom room, string what)
    {
        var holdings = new JournalHoldings(room);
        Subject Token(string kind, Pseudonym pseudonym, string clear) => new(kind, room.Pseudonyms(Organisation).Token(pseudonym, clear));
        Console.WriteLine(what);
        foreach (var (name, subject) in new[] { ("a container that is there", new Subject("container", "MSKU0123456")), ("a container that is not", new Subject("container", "TEST0000001")), ("a pass that is rare", Token("pass", Pseudonym.Pass, "P0019990")), ("a pass that is not there", Token("pass", Pseudonym.Pass, "P9999999")), ("a person that is not there", Token("person", Pseudonym.Person, "niemand")) })
        {
            var first = Time(() => room.BySubject(Organisation, subject).Take(1).Count());
            var all = Time(() => holdings.Of(Organisation, subject, default).Count());
            Console.WriteLine($"  {name}: whether it is known {first.Milliseconds:N0} ms; everything about it for who asks what is kept {all.Milliseconds:N0} ms ({all.Count:N0} lines)");
        }

        var every = Time(() => room.ByTime(Organisation, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue).Count());
        Console.WriteLine($"  every line read: {every.Milliseconds:N0} ms");
    }

    static (int Count, double Milliseconds) Time(Func<int> work)
    {
        var watch = Stopwatch.StartNew();
        return (work(), watch.Elapsed.TotalMilliseconds);
    }
}
