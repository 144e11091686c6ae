using Knooppunt.Disclosure;
using Knooppunt.Disclosure.Pseudonyms;
using Knooppunt.Node.Journal;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Node.Journal;

/// <summary>What is remembered of clear texts and of the vault: bounded, and gone when it must be.</summary>
public sealed class VaultTests : IDisposable
{
    const long Day = TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond;
    readonly JournalFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    Incoming Visit(int number, string plate)
    {
        var type = new ObservationType(Family.Presence, "gate_visit");
        var data = Fields.Of(("direction", "in"), ("plate", plate), ("pass", $"P{number % 7}"));
        return new Incoming(new Observation { Id = $"v{number}", Source = "ect/plates", Type = type, Time = _fixture.Clock.Now.AddSeconds(-90), Subject = Taxonomy.SubjectOf(type, data), Data = data });
    }

    [Fact]
    public async Task Batch_made_ready_in_parts_keeps_its_order_and_every_clear_text()
    {
        string[] plates = [.. Enumerable.Range(0, 2000).Select(i => $"{i % 900:D3}-XY-{i % 9}")];
        using (var room = _fixture.Open())
        {
            Assert.Equal(Enumerable.Range(0, 2000).Select(i => (long)i), (await JournalFixture.Append(room, [.. plates.Select((plate, i) => Visit(i, plate))])).Select(answer => answer.Offset));
            Assert.Equal(plates.Select(plate => room.Pseudonyms(JournalFixture.Organisation).Token(Pseudonym.Plate, plate)), JournalFixture.ReadAll(room).Select(recorded => recorded.Observation.Data["plate"].Text));
        }

        using var again = _fixture.Open();
        Assert.All(plates.Distinct().Index().Where(plate => plate.Index % 50 == 0), plate =>
            Assert.Equal(plate.Item, again.Reveal(JournalFixture.Organisation, again.Pseudonyms(JournalFixture.Organisation).Token(Pseudonym.Plate, plate.Item), "read-log 1")));
        Assert.Equal(plates.Distinct().Count() + 7, again[JournalFixture.Organisation].VaultRows().Sum(rows => rows.Count));
    }

    [Fact]
    public async Task Deleted_vault_reveals_nothing_and_memory_neither()
    {
        _fixture.Settings = _fixture.Settings with
        {
            Sources = [JournalFixture.Source("ect/plates", "plates", 2)],
            Policies = new Dictionary<string, ReleasePolicy> { [JournalFixture.Organisation] = new() { Name = "gate", Version = 1, Rules = [] } },
        };
        using var room = _fixture.Open();
        await JournalFixture.Append(room, Visit(1, "12-ABC-3"));
        var token = room.Pseudonyms(JournalFixture.Organisation).Token(Pseudonym.Plate, "12-ABC-3");
        Assert.Equal("12-ABC-3", room[JournalFixture.Organisation].Vault.Reader()(token));
        _fixture.Clock.Now += TimeSpan.FromDays(3);
        Assert.Equal(2, (await room[JournalFixture.Organisation].Retention.Run(_fixture.Clock.Now)).Count);
        Assert.Null(room[JournalFixture.Organisation].Vault.Reader()(token));
        Assert.Null(room.Reveal(JournalFixture.Organisation, token, "read-log 1"));
    }

    [Fact]
    public async Task Plate_that_comes_back_another_day_is_in_that_days_vault_too()
    {
        using var room = _fixture.Open();
        await JournalFixture.Append(room, Visit(1, "12-ABC-3"), Visit(2, "12-ABC-3"));
        _fixture.Clock.Now += TimeSpan.FromDays(1);
        await JournalFixture.Append(room, Visit(3, "12-ABC-3"));
        Assert.Equal(2, _fixture.Files("vault-*.rows").Length);
        Assert.Equal(2, room[JournalFixture.Organisation].VaultRows().SelectMany(rows => rows).Count(row => VaultEntry.Read(row).Clear == "12-ABC-3"));
    }

    [Fact]
    public void Border_lacks_a_token_once_a_day_and_class_and_again_after_doubt()
    {
        var border = new Border(new Pseudonymiser(new byte[32]), recalls: false);
        bool Lacks(string plate, string kept = "plates", long day = 20_000)
        {
            var clear = new ClearText(border.Pseudonyms.Token(Pseudonym.Plate, plate), plate);
            return border.Lacks(clear, Border.Packed(clear.Token), kept, (day * Day) + 5);
        }

        Assert.Equal([true, false, true, true], [Lacks("1"), Lacks("1"), Lacks("2"), Lacks("1", "gate")]);
        Assert.Equal([true, false], [Lacks("1", day: 20_001), Lacks("1", day: 20_001)]);
        border.Forget();
        Assert.Equal([true, false], [Lacks("1", day: 20_001), Lacks("1", day: 20_001)]);
        Assert.Null(border.Recent(border.Pseudonyms.Token(Pseudonym.Plate, "1")));
    }

    [Fact]
    public void Packed_tokens_differ_where_tokens_do()
    {
        const string Letters = "abcdefghijklmnopqrstuvwxyz234567";
        var token = new Pseudonymiser(new byte[32]).Token(Pseudonym.Plate, "12-ABC-3");
        // Each of the letters in each place, and each kind in front.
        var tokens = Enumerable.Range(2, 16).SelectMany(i => Letters.Select(letter => $"{token[..i]}{letter}{token[(i + 1)..]}")).Concat("pshk".Select(kind => $"{kind}{token[1..]}")).Distinct().ToList();
        Assert.Equal((16 * 31) + 4, tokens.Count);
        Assert.Equal(tokens.Count, tokens.Select(Border.Packed).Distinct().Count());
    }
}
