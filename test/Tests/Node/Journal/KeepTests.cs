using System.Text.Json.Nodes;
using Knooppunt.Disclosure;
using Knooppunt.Node.Journal;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Node.Journal;

public sealed class KeepTests : IDisposable
{
    readonly JournalFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    Observation Visit(string id, string plate, string source = "ect/plates")
    {
        var type = new ObservationType(Family.Presence, "gate_visit");
        var data = Fields.Of(("direction", "in"), ("plate", plate), ("pass", "P77"), ("container", "MSKU1234565"), ("lat", 51.95421), ("lon", 4.04113));
        return new Observation { Id = id, Source = source, Type = type, Time = _fixture.Clock.Now.AddSeconds(-90), Subject = Taxonomy.SubjectOf(type, data), Data = data };
    }

    [Fact]
    public async Task Plates_and_passes_are_tokens_and_the_vault_reveals_them_with_a_logged_look()
    {
        string token;
        using (var room = _fixture.Open())
        {
            await JournalFixture.Append(room, new Incoming(Visit("v1", "12-ABC-3")), new Incoming(Visit("v2", "12 abc 3")));
            var read = JournalFixture.ReadAll(room);
            token = read[0].Observation.Data["plate"].Text!;
            Assert.Equal(token, read[1].Observation.Data["plate"].Text);
            Assert.Equal(new Subject("plate", token), read[0].Observation.Subject);
            Assert.Equal(token, room.Pseudonyms(JournalFixture.Organisation).Token(Pseudonym.Plate, "12ABC3"));
            Assert.StartsWith("s~", read[0].Observation.Data["pass"].Text, StringComparison.Ordinal);
            Assert.StartsWith("p~", read[0].Observation.Data["plate_folded"].Text, StringComparison.Ordinal);
        }

        using var again = _fixture.Open();
        Assert.Equal("12-ABC-3", again.Reveal(JournalFixture.Organisation, token, "read-log 17"));
        Assert.Null(again.Reveal(JournalFixture.Organisation, "p~nobody", "read-log 18"));
        Assert.Throws<ArgumentException>(() => again.Reveal(JournalFixture.Organisation, token, ""));
    }

    [Fact]
    public async Task Time_ahead_is_parked_until_due_and_appended_once()
    {
        Incoming ahead = new(_fixture.Observation("soon", time: _fixture.Clock.Now.AddMinutes(20)));
        using (var room = _fixture.Open())
        {
            Assert.Equal(Verdict.Parked, (await JournalFixture.Append(room, ahead)).Single().Verdict);
            Assert.Equal(Verdict.Known, (await JournalFixture.Append(room, ahead)).Single().Verdict);
            Assert.Empty(JournalFixture.ReadAll(room));
            Assert.Equal(0, await room[JournalFixture.Organisation].ReleaseParked());
        }

        _fixture.Clock.Now += TimeSpan.FromMinutes(16);
        using (var room = _fixture.Open())
        {
            Assert.Equal(Verdict.Known, (await JournalFixture.Append(room, ahead)).Single().Verdict);
            Assert.Equal(1, await room[JournalFixture.Organisation].ReleaseParked());
            Assert.Equal(0, await room[JournalFixture.Organisation].ReleaseParked());
        }

        using var last = _fixture.Open();
        Assert.Equal(0, await last[JournalFixture.Organisation].ReleaseParked());
        Assert.Equal(Verdict.Known, (await JournalFixture.Append(last, ahead)).Single().Verdict);
        Assert.Equal("soon", JournalFixture.ReadAll(last).Single().Observation.Id);
    }

    [Fact]
    public async Task Clock_of_the_node_that_jumps_back_loses_nothing_and_parks_what_now_lies_ahead()
    {
        Incoming later = new(_fixture.Observation("later", time: _fixture.Clock.Now.AddMinutes(-1)));
        using (var room = _fixture.Open())
        {
            await JournalFixture.Append(room, new Incoming(_fixture.Observation("before")));
            _fixture.Clock.Now -= TimeSpan.FromHours(2);
            Assert.Equal(Verdict.Parked, (await JournalFixture.Append(room, later)).Single().Verdict);
            Assert.Equal(Verdict.Taken, (await JournalFixture.Append(room, new Incoming(_fixture.Observation("after")))).Single().Verdict);
            await room.Maintain(_fixture.Clock.Now);
        }

        _fixture.Clock.Now += TimeSpan.FromHours(2);
        using var again = _fixture.Open();
        Assert.Empty(again.Health);
        Assert.Equal(1, await again[JournalFixture.Organisation].ReleaseParked());
        var all = JournalFixture.ReadAll(again);
        Assert.Equal(["before", "after", "later"], all.Select(recorded => recorded.Observation.Id));
        Assert.Equal(all.Select(recorded => recorded.Offset).Order(), all.Select(recorded => recorded.Offset));
        Assert.All(await JournalFixture.Append(again, later, new Incoming(all[0].Observation)), answer => Assert.Equal(Verdict.Known, answer.Verdict));
    }

    [Fact]
    public async Task Retention_destroys_key_and_file_proves_it_and_nothing_comes_back()
    {
        Incoming line = new(_fixture.Observation("same", "ect/file"), "sha-1", 1);
        _fixture.Settings = _fixture.Settings with { Sources = [JournalFixture.Source("ect/gate", "gate", 2), JournalFixture.Source("ect/file", "gate", 2) with { Ordered = true }] };
        var batch = _fixture.Batch(20);
        using (var room = _fixture.Open())
        {
            await JournalFixture.Append(room, [.. batch, line]);
            _fixture.Clock.Now += TimeSpan.FromDays(2);
            Assert.Empty(await room[JournalFixture.Organisation].Retention.Run(_fixture.Clock.Now));
            _fixture.Clock.Now += TimeSpan.FromDays(1);
            Assert.Equal(1, room.Overdue(JournalFixture.Organisation, _fixture.Clock.Now));
            Assert.Single(await room[JournalFixture.Organisation].Retention.Run(_fixture.Clock.Now));
            Assert.Equal(0, room.Overdue(JournalFixture.Organisation, _fixture.Clock.Now));
            Assert.Empty(JournalFixture.ReadAll(room));
            Assert.All(await JournalFixture.Append(room, [.. batch, line]), answer => Assert.Equal(Verdict.Known, answer.Verdict));
        }

        Assert.Empty(_fixture.Files("*-gate-*"));
        using var again = _fixture.Open();
        Assert.Empty(again.Health);
        Assert.All(await JournalFixture.Append(again, [.. batch, line]), answer => Assert.Equal(Verdict.Known, answer.Verdict));
        var proof = again.Read(JournalFixture.Organisation, 0, 10).Entries.Single().Control!;
        Assert.Equal("deletion", proof.Kind);
        Assert.True(Retention.Verify(proof.Content, again.ProofKey(JournalFixture.Organisation)));
        Assert.False(Retention.Verify(proof.Content.Replace("\\u0022records\\u0022:21", "\\u0022records\\u0022:22", StringComparison.Ordinal), again.ProofKey(JournalFixture.Organisation)));
        Assert.Equal(21, (int)JsonNode.Parse(JsonNode.Parse(proof.Content)!["statement"]!.GetValue<string>())!["records"]!);
    }

    [Fact]
    public async Task Kill_between_proof_and_the_end_of_its_deletion_proves_once()
    {
        _fixture.Settings = _fixture.Settings with { Sources = [JournalFixture.Source("ect/gate", "gate", 2)] };
        ControlRecord proof;
        using (var room = _fixture.Open())
        {
            await JournalFixture.Append(room, _fixture.Batch(20));
            _fixture.Clock.Now += TimeSpan.FromDays(3);
            Assert.Single(await room[JournalFixture.Organisation].Retention.Run(_fixture.Clock.Now));
            proof = Assert.Single(room[JournalFixture.Organisation].ControlsSince(default), control => control.Kind == "deletion");
        }

        // What a kill leaves: the proof is in the journal, and what asked for it is still there.
        File.WriteAllText(Path.Combine(_fixture.Folder, JournalFixture.Organisation, "deleting", proof.Name + ".json"), JsonNode.Parse(proof.Content)!["statement"]!.GetValue<string>());
        _fixture.Clock.Now += TimeSpan.FromDays(1);
        using var again = _fixture.Open();
        await again.Maintain(_fixture.Clock.Now);
        Assert.Equal(proof, Assert.Single(again[JournalFixture.Organisation].ControlsSince(default), control => control.Kind == "deletion"));
        Assert.Empty(_fixture.Files("*.json"));
    }

    [Fact]
    public async Task Full_disk_of_one_journal_keeps_no_other_from_its_term()
    {
        _fixture.Settings = _fixture.Settings with { Organisations = ["apm", "ect"], Sources = [JournalFixture.Source("apm/gate", "gate", 2, "apm"), JournalFixture.Source("ect/gate", "gate", 2)] };
        using var room = _fixture.Open();
        await room.Append("apm", [new Incoming(_fixture.Observation("a", "apm/gate"))]);
        await JournalFixture.Append(room, _fixture.Batch(20));
        _fixture.Clock.Now += TimeSpan.FromDays(3);
        // A folder under the name of the file that is to be written refuses the write, whoever runs the test.
        Directory.CreateDirectory(Path.Combine(_fixture.Folder, "apm", "deleting", "main-20260301-gate-0000.json.tmp"));
        await Assert.ThrowsAsync<AggregateException>(() => room.Maintain(_fixture.Clock.Now));
        Assert.DoesNotContain(_fixture.Files("main-*-gate-*.rows"), file => file.StartsWith(Path.Combine(_fixture.Folder, "ect"), StringComparison.Ordinal));
        Assert.Single(room[JournalFixture.Organisation].ControlsSince(default), control => control.Kind == "deletion");
    }

    [Fact]
    public async Task Watermark_is_the_least_source_and_a_silent_one_leaves_it_and_is_told_once()
    {
        _fixture.Settings = _fixture.Settings with
        {
            Sources = [JournalFixture.Source("ect/gate", "gate", 365) with { Lateness = TimeSpan.FromMinutes(1) }, JournalFixture.Source("ect/plates", "plates", 28) with { SilentAfterMinutes = 10, Lateness = TimeSpan.FromMinutes(5) }],
        };
        using var room = _fixture.Open();
        Assert.Null(room.Watermark(JournalFixture.Organisation));
        var start = _fixture.Clock.Now;
        await JournalFixture.Append(room, new Incoming(_fixture.Observation("a", time: start)), new Incoming(_fixture.Observation("b", "ect/plates", time: start)));
        Assert.Equal(start.AddMinutes(-5), room.Watermark(JournalFixture.Organisation));
        _fixture.Clock.Now += TimeSpan.FromMinutes(11);
        Assert.Equal(start.AddMinutes(-1), room.Watermark(JournalFixture.Organisation));
        await room[JournalFixture.Organisation].Tick();
        await room[JournalFixture.Organisation].Tick();
        var entries = room.Read(JournalFixture.Organisation, 2, 10).Entries;
        Assert.Equal(["source_silent", "tick"], entries.Select(entry => entry.Observation?.Type.Name ?? entry.Control!.Kind));
        Assert.Equal("ect/plates", entries[0].Observation!.Data["sensor"].Text);
    }

    [Fact]
    public async Task Lines_that_could_not_be_read_are_kept_as_many_as_allowed()
    {
        _fixture.Settings = _fixture.Settings with { RejectionsKept = 3 };
        using (var room = _fixture.Open())
        {
            await room.Reject(JournalFixture.Organisation, "ect/gate", [.. Enumerable.Range(1, 5).Select(line => Unread.Refused(new Complaint(new InputPlace("a.csv", line), "The column time is empty."), "x,,y"u8))]);
            Assert.Equal(5, room[JournalFixture.Organisation].Counts().Single(count => count.Source == "ect/gate").Refused);
        }

        using var again = _fixture.Open();
        Assert.Equal(["a.csv(1)", "a.csv(2)", "a.csv(3)"], again.Rejections(JournalFixture.Organisation).Select(rejection => rejection.Observation.Id));
        Assert.Equal("The column time is empty.", again.Rejections(JournalFixture.Organisation).First().Reason);
    }

    [Fact]
    public async Task What_was_refused_keeps_its_beginning_encrypted_and_ends_with_its_source()
    {
        var original = new byte[5000];
        "29-SECRET-1;"u8.CopyTo(original);
        using (var room = _fixture.Open())
        {
            await room.Reject(JournalFixture.Organisation, "ect/plates",
            [
                Unread.Refused(new Complaint(new InputPlace("a.csv", 7), "The column time is empty."), original),
                Unread.Other("BAPLIE", new InputPlace("b.edi", 2), "UNH+1+BAPLIE"u8, 90_000),
            ]);
            await room.Reject(JournalFixture.Organisation, OrganisationJournal.PostedSource, [Unread.Refused(new Complaint(new InputPlace("request", 1), "Broken."), [])]);
            Assert.Equal(1, room[JournalFixture.Organisation].Counts().Single(count => count.Source == "ect/plates").Refused);
        }

        using var again = _fixture.Open();
        var kept = again.Rejections(JournalFixture.Organisation, null, 50);
        Assert.Equal(["request(1)", "b.edi(2)", "a.csv(7)"], kept.Select(rejection => rejection.Observation.Id));
        Assert.Equal(original[..4096], Convert.FromBase64String(kept[2].Observation.Data["original"].Text!));
        Assert.Equal(5000, kept[2].Observation.Data["original_bytes"].Number);
        Assert.Equal(("BAPLIE", 90_000.0), (kept[1].Observation.Data["message_type"].Text, kept[1].Observation.Data["original_bytes"].Number));
        // No source is known of what was posted: it ends with what ends soonest.
        Assert.All(kept, rejection => Assert.Equal("plates", rejection.Observation.Handling!.Retention.Name));
        Assert.Equal(["b.edi(2)"], again.Rejections(JournalFixture.Organisation, kept[0].Number, 1).Select(rejection => rejection.Observation.Id));
        Assert.DoesNotContain(_fixture.Files("rejected-*"), file => File.ReadAllBytes(file).AsSpan().IndexOf("SECRET"u8) >= 0 || File.ReadAllBytes(file).AsSpan().IndexOf("MjktU0VDUkVU"u8) >= 0);
        _fixture.Clock.Now += TimeSpan.FromDays(30);
        await again.Maintain(_fixture.Clock.Now);
        Assert.Empty(again.Rejections(JournalFixture.Organisation));
    }

    [Fact]
    public async Task Subject_and_time_find_what_is_about_them()
    {
        using var room = _fixture.Open();
        for (var i = 0; i < 30; i++)
        {
            await JournalFixture.Append(room, [.. Enumerable.Range(0, 100).Select(n =>
                new Incoming(_fixture.Observation($"{i}-{n}", container: $"TEST{i:D3}{n:D4}", time: _fixture.Clock.Now.AddHours(-i))))]);
        }

        Assert.Equal("7-13", room.BySubject(JournalFixture.Organisation, new Subject("container", "TEST0070013")).Single().Observation!.Id);
        Assert.Empty(room.BySubject(JournalFixture.Organisation, new Subject("container", "TEST0999999")));
        Assert.Equal(200, room.ByTime(JournalFixture.Organisation, _fixture.Clock.Now.AddHours(-6), _fixture.Clock.Now.AddHours(-4)).Count());
    }

    [Fact]
    public async Task Partnership_gets_reduced_copies_once_under_its_own_pseudonyms()
    {
        var policy = new ReleasePolicy
        {
            Name = "gate",
            Version = 3,
            Rules = [new ReleaseRule { Type = "gate_visit", Fields = ["plate", "direction", "lat", "container"], Pseudonymised = ["container"], TimeStep = TimeSpan.FromHours(1), PositionDecimals = 1 }],
        };
        _fixture.Settings = _fixture.Settings with
        {
            Organisations = ["ect", "apm", "partnership"],
            Partnership = "partnership",
            Sources = [JournalFixture.Source("ect/plates", "plates", 28), JournalFixture.Source("apm/plates", "plates", 28, "apm")],
            Policies = new Dictionary<string, ReleasePolicy> { ["ect"] = policy, ["apm"] = policy },
        };
        using (var room = _fixture.Open())
        {
            await room.Append("ect", [new Incoming(Visit("v1", "12-ABC-3")), new Incoming(_fixture.Observation("x", "ect/plates"))]);
            await room.Append("apm", [new Incoming(Visit("v1", "12-ABC-3", "apm/plates"))]);
        }

        using var again = _fixture.Open();
        Assert.Equal([true, false], again.Preview("ect", _fixture.Clock.Now.AddDays(-1), _fixture.Clock.Now).Select(seen => seen.Outcome.Copy is not null));
        await again.Maintain(_fixture.Clock.Now);
        await again.Maintain(_fixture.Clock.Now);
        var seen = again.Read("partnership", 0, 100).Observations.Select(recorded => recorded.Observation).Where(observation => observation.Type.Name == "gate_visit").ToList();
        Assert.Equal(["ect/plates", "apm/plates"], seen.Select(observation => observation.Source));
        Assert.Equal(seen[0].Data["plate"], seen[1].Data["plate"]);
        Assert.Equal(again.Pseudonyms("partnership").Token(Pseudonym.Plate, "12ABC3"), seen[0].Data["plate"].Text);
        Assert.NotEqual(again.Pseudonyms("ect").Token(Pseudonym.Plate, "12ABC3"), seen[0].Data["plate"].Text);
        Assert.Equal(["direction", "plate", "container", "lat", "release.policy"], seen[0].Data.Select(field => field.Key));
        Assert.StartsWith("k~", seen[0].Data["container"].Text, StringComparison.Ordinal);
        // How many went is told per organisation, each copy once; what stayed is none of them, nor what went on another day.
        Assert.Equal((1L, 1L), (again.Released("ect", _fixture.Clock.Now.AddHours(-1)).Copies, again.Released("apm", _fixture.Clock.Now.AddHours(-1)).Copies));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(_fixture.Clock.Now.ToUnixTimeSeconds()), again.Released("ect", _fixture.Clock.Now.AddHours(-1)).Last);
        _fixture.Clock.Now += TimeSpan.FromHours(30);
        Assert.Equal((0L, null), again.Released("ect", _fixture.Clock.Now.AddHours(-1)));
        await again.Append("ect", [new Incoming(Visit("v2", "12-ABC-3")), new Incoming(Visit("v3", "12-ABC-3"))]);
        await again.Maintain(_fixture.Clock.Now);
        Assert.Equal((2L, 3L), (again.Released("ect", _fixture.Clock.Now.AddHours(-1)).Copies, again.Released("ect", _fixture.Clock.Now.AddHours(-40)).Copies));
        Assert.Equal((52.0, "gate 3", 0), (seen[0].Data["lat"].Number, seen[0].Data["release.policy"].Text, seen[0].Time.Minute));
    }
}
