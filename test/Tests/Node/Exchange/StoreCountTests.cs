using System.Text;
using CsCheck;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Exchange.Store;
using Knooppunt.Observations;
using Microsoft.Data.Sqlite;

namespace Knooppunt.Tests.Node.Exchange;

/// <summary>The counts that are kept with every write are what one counts in the pages.</summary>
public sealed class StoreCountTests : IDisposable
{
    const long Collection = 1;

    static readonly Party[] Parties = [new("ect"), new("rwg"), Party.Node("zeeland")];

    readonly string _folder = Directory.CreateTempSubdirectory("counts").FullName;
    int _files;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void Counts_are_what_stands_in_the_pages_whatever_was_added_and_taken_away() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 2]).Array[1, 25].Sample(deeds =>
        {
            using var file = new ObjectFile(Path.Combine(_folder, $"{Interlocked.Increment(ref _files)}.db"));
            var store = new ObjectStore(file, _ => null, TimeProvider.System);
            var ids = Enumerable.Range(0, 5).Select(_ => Stix.Id()).ToArray();
            var versions = 0;
            foreach (var (what, which, other, who) in deeds)
            {
                var party = Parties[who];
                if (what == 0)
                {
                    store.Delete(Collection, party, ids[which], new(), default).Wait();
                    continue;
                }

                // Marks of every width, later and earlier versions, and mentions of what may not be here.
                var made = Stix.Object(ids[which], $"2026-03-0{1 + (versions++ % 9)}T08:00:00.000Z", tlp: (Tlp)(other % 4), mentions: what == 1 && other != which ? [ids[other]] : []);
                store.Add(Collection, party, Envelope.Read(Encoding.UTF8.GetBytes(Stix.Envelope(made).ToJsonString()), ObjectLimits.Default).Value.Items, default).Wait();
            }

            Hold(store);
        }, iter: 25);

    [Fact]
    public async Task File_from_before_is_counted_when_it_is_opened()
    {
        var path = Path.Combine(_folder, "before.db");
        using (var file = new ObjectFile(path))
            await new ObjectStore(file, _ => null, TimeProvider.System).Add(Collection, Parties[0], Envelope.Read(Encoding.UTF8.GetBytes(Stix.Envelope(Stix.Object(Stix.Id()), Stix.Object(Stix.Id(), tlp: Tlp.Amber)).ToJsonString()), ObjectLimits.Default).Value.Items, default);
        await using (var before = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()))
        {
            before.Open();
            using var command = before.CreateCommand();
            command.CommandText = "DROP TRIGGER count_in; DROP TRIGGER count_out; DROP TRIGGER count_over; DROP TABLE counts; PRAGMA user_version = 0;";
            command.ExecuteNonQuery();
        }

        using var again = new ObjectFile(path);
        var store = new ObjectStore(again, _ => null, TimeProvider.System);
        Hold(store);
        // With the mark itself: a green object, an amber one, and the definitions of both marks.
        Assert.Equal((4L, 3L), (store.Count(Collection, Parties[0]).Count, store.Count(Collection, Parties[2]).Count));
        Assert.Equal((1L, 0L), store.HeldBack(Collection));
    }

    static void Hold(ObjectStore store)
    {
        foreach (var party in Parties)
        {
            var counted = new Counted();
            store.Read(new(Collection, store.ReachesOf(party), new(), -1, 10_000, long.MaxValue), counted);
            Assert.Equal((counted.Objects, counted.Last), store.Count(Collection, party));
        }
    }

    sealed class Counted : IPageSink
    {
        public long Objects { get; private set; }

        public long? Last { get; private set; }

        public bool WantsJson => false;

        public void Take(string id, string version, long added, ReadOnlySpan<byte> json) => (Objects, Last) = (Objects + 1, added);
    }
}
