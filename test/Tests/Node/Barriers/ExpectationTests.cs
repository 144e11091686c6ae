using System.Net;
using Knooppunt.Node.Barriers;
using Knooppunt.Tests.Node.Cases;
using Knooppunt.Tests.Node.Running;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Knooppunt.Tests.Node.Barriers;

/// <summary>What was expected of a barrier stays with who wrote it and when: an auditor asks whether that was before it was measured.</summary>
public sealed class ExpectationTests(CaseNode cases) : IClassFixture<CaseNode>
{
    [Fact]
    public async Task What_was_expected_before_stands_beside_what_is_expected_now()
    {
        var id = await BarrierTests.Open(cases.Officer, ("state", "Planned"), ("fall", "30"));
        var page = await cases.Officer.Read($"/barriers/{id}");
        Assert.Contains(" werkt nog niet: er is nog niets van gemeten.", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await Stand(id, "Working", 1)).StatusCode);
        Assert.Contains(" begon te werken (", await cases.Officer.Read($"/barriers/{id}"), StringComparison.Ordinal);
        // It began earlier than was thought: then both were written when it worked already, and the first is held.
        Assert.Equal(HttpStatusCode.Redirect, (await Stand(id, "Working", -20)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await Expect(cases.Officer, id, "niets meer over het hek", "5")).StatusCode);
        page = await cases.Centre.Read($"/barriers/{id}");
        foreach (var text in new[] { "niets meer over het hek (5% minder).", "deze verwachting kan naar de cijfers zijn gekozen", "houden wij niet deze verwachting, maar een eerdere: minder vreemde wagens op de kade (30% minder)", "van eerst naar laatst" })
            Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.DoesNotContain("/barriers/expect\"", page, StringComparison.Ordinal);
        var lines = (await cases.Centre.Read($"/barriers/{id}/expectations.csv")).TrimEnd().Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Contains("minder vreemde wagens op de kade,30,0,1", lines[1], StringComparison.Ordinal);
        Assert.Contains("niets meer over het hek,5,0,0", lines[2], StringComparison.Ordinal);
        Assert.Equal("application/pdf", (await cases.Centre.Get($"/barriers/{id}/effect.pdf")).Content.Headers.ContentType!.MediaType);
        await CaseNode.Refused(await Expect(cases.Officer, id, "", ""), "or give the expected fall");
        await CaseNode.Refused(await Expect(cases.Officer, id, "niets meer over het hek", "5"), "stands there already");
        await CaseNode.Refused(await Expect(cases.Officer, id, "", "101"), "1 to 100");
        await CaseNode.Refused(await Expect(cases.Officer, id, "houdt VX-123-L tegen", ""), "a plate");
        Assert.Equal(HttpStatusCode.Forbidden, (await Expect(cases.Centre, id, "", "10")).StatusCode);
    }

    [Fact]
    public async Task What_was_kept_with_the_barrier_becomes_the_first_line_and_goes_back()
    {
        using var file = new SqliteConnection("Data Source=:memory:");
        file.Open();
        await using var db = new BarriersDb(new DbContextOptionsBuilder<BarriersDb>().UseSqlite(file).Options);
        var tables = db.GetService<IMigrator>();
        await tables.MigrateAsync("Written", TestContext.Current.CancellationToken);
        Do("INSERT INTO barriers (Number, Id, Title, Kind, Branch, Step, Place, Organisation, Once, Yearly, Expected, ExpectedFall, Written, Source, Phenomenon) VALUES (4, 'a', 't', 'Physical', 'None', '', '', 'ect', 0, 0, 'minder', 40, 700000, '', ''), (5, 'b', 't', 'Physical', 'None', '', '', 'ect', 0, 0, '', NULL, 700000, '', '')");
        Do("INSERT INTO barrier_states (Barrier, Day, State, Note, Name) VALUES (4, 700001, 'Planned', '', 'Samira'), (4, 700002, 'Working', '', 'Joost')");
        await tables.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);
        var line = Assert.Single(await db.Expectations.ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal((4L, "minder", 40, 700000, 0L, "Samira"), (line.Barrier, line.Words, line.Fall, line.Day, line.At, line.Name));
        Assert.Equal(2, await db.Barriers.CountAsync(TestContext.Current.CancellationToken));
        await tables.MigrateAsync("Written", TestContext.Current.CancellationToken);
        using var back = file.CreateCommand();
        back.CommandText = "SELECT group_concat(Number || Expected || COALESCE(ExpectedFall, '-') || Written) FROM barriers";
        Assert.Equal("4minder40700000,5-0", back.ExecuteScalar());

        void Do(string text)
        {
            using var command = file.CreateCommand();
            command.CommandText = text;
            command.ExecuteNonQuery();
        }
    }

    Task<HttpResponseMessage> Stand(string id, string state, int days) => cases.Officer.Post("/barriers/stand", "/account", ("barrier", id), ("state", state), ("day", BarrierTests.Day(days)), ("note", ""));

    static Task<HttpResponseMessage> Expect(Session session, string id, string words, string fall) => session.Post("/barriers/expect", "/account", ("barrier", id), ("expected", words), ("fall", fall));
}
