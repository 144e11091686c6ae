using System.Net;
using System.Text;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Reports;
using Knooppunt.Reports;
using Knooppunt.Tests.Node.Running;
using Knooppunt.Tests.Node.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace Knooppunt.Tests.Node.Reports;

/// <summary>Photos and texts that reporters send along, over HTTP.</summary>
public sealed class FileTests(RunningNode node) : IClassFixture<RunningNode>
{
    [Fact]
    public async Task Paper_of_an_office_is_refused_with_how_to_send_it_as_a_photo_in_every_language()
    {
        byte[] pdf = [.. "%PDF-1.7\n1 0 obj\n<</Author(Jansen)>>\nendobj\n"u8, 0xE2, 0xE3, 0xCF, 0xD3];
        byte[] docx = [.. "PK\u0003\u0004"u8, 0x14, 0, 6, 0, 8, 0, .. "[Content_Types].xml"u8];
        foreach (var tongue in new[] { "nl", "en", "pl", "es", "tr", "pap" })
        {
            using var reporter = new Reporter(node.Client());
            await reporter.Tell("met een brief", tongue);
            await reporter.SendAndSave();
            var said = FileText.Paper[Tongues.Of(tongue)];
            Assert.Contains("PNG", said, StringComparison.Ordinal);
            foreach (var (paper, name) in new[] { (pdf, "brief.pdf"), (docx, "brief.docx") })
            {
                await reporter.Upload(paper, name);
                Assert.Equal((tongue, name, true), (tongue, name, reporter.Page.Contains(said, StringComparison.Ordinal)));
            }
        }
    }

    [Fact]
    public async Task Photo_goes_with_the_report_without_what_hides_in_it()
    {
        using var reporter = new Reporter(node.Client());
        await reporter.Tell("met foto");
        var code = await reporter.SendAndSave();
        await reporter.Upload(Photos.Jpeg(), "<script>alert(1)</script> Jansen.jpg");
        Assert.Contains("✓ Foto", reporter.Page, StringComparison.Ordinal);
        await reporter.Upload(Encoding.UTF8.GetBytes("<b>Kenteken</b> dat\u202e ik zag"), "notitie.txt");
        Assert.Contains("✓ Tekst", reporter.Page, StringComparison.Ordinal);

        var (id, files) = await Newest();
        Assert.Equal([SentKind.Photo, SentKind.Text], files.Select(file => file.Kind));
        using var officer = await node.SignIn(("ect", Role.SecurityOfficer));
        Assert.Contains($"<img src=\"/reports/{id}/files/{files[0].Id}\"", await officer.Read($"/reports/{id}"), StringComparison.Ordinal);
        using (var photo = await officer.Get($"/reports/{id}/files/{files[0].Id}"))
        {
            Assert.Equal(("image/jpeg", "sandbox; default-src 'none'", "nosniff"), (photo.Content.Headers.ContentType!.ToString(), photo.Headers.GetValues("Content-Security-Policy").Single(), photo.Headers.GetValues("X-Content-Type-Options").Single()));
            var bytes = await photo.Content.ReadAsByteArrayAsync();
            Assert.Equal("rbrb", Photos.Corners(bytes));
            Assert.True(bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes("Jansen")) < 0);
        }

        using (var text = await officer.Get($"/reports/{id}/files/{files[1].Id}"))
            Assert.Equal(("text/plain; charset=utf-8", "<b>Kenteken</b> dat ik zag"), (text.Content.Headers.ContentType!.ToString(), await text.Content.ReadAsStringAsync()));
        Assert.Contains(await node.Services.GetRequiredService<ReadLog>().Search(officer.Name, null), look => look.What == id && look.Why == "meegestuurd bestand bekijken");

        foreach (var (organisation, role) in new[] { ("rwg", Role.SecurityOfficer), ("ect", Role.Inspector), ("ect", Role.Administrator) })
        {
            using var other = await node.SignIn((organisation, role));
            using var refused = await other.Get($"/reports/{id}/files/{files[0].Id}");
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        foreach (var (name, kept) in OnDisk.Files(Path.Combine(node.Folder, "data")))
        {
            Assert.False(kept.Contains("Jansen", StringComparison.Ordinal), name);
            Assert.False(kept.Contains("<b>Kenteken</b>", StringComparison.Ordinal), name);
        }

        // And with the code, later.
        using var later = new Reporter(node.Client());
        await later.Post("/report/mailbox", ("code", code));
        await later.Upload(Photos.Png(), "nog een.png");
        Assert.Equal(3, (await Newest()).Files.Count);
    }

    [Fact]
    public async Task Hostile_files_are_refused_in_a_sentence_and_the_report_stays()
    {
        using var reporter = new Reporter(node.Client());
        await reporter.Tell("vijandig");
        await reporter.SendAndSave();
        foreach (var bytes in new[] { Photos.Bomb(), [.. "GIF89a<script>"u8, 0], [.. "MZ"u8, 0, 1, 2], Encoding.Unicode.GetBytes("UTF-16 tekst"), [.. "kleur \u001b[31m"u8] })
        {
            await reporter.Upload(bytes, "x.jpg");
            Assert.Equal(HttpStatusCode.BadRequest, reporter.Status);
            Assert.Contains("Dit kunnen wij niet veilig openen.", reporter.Page, StringComparison.Ordinal);
        }

        await reporter.Upload([], "leeg.jpg");
        Assert.Contains("Kies eerst een foto of tekst.", reporter.Page, StringComparison.Ordinal);
        var before = reporter.Page;
        await reporter.Upload(new byte[SentFiles.LongestUpload + (512 << 10)], "groot.jpg");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reporter.Status);
        Assert.Empty((await Newest()).Files);
        Assert.NotEqual(before, reporter.Page);

        using var stranger = new Reporter(node.Client());
        await stranger.Get("/report/mailbox");
        await stranger.Upload(Photos.Png(), "x.png");
        Assert.Equal(HttpStatusCode.BadRequest, stranger.Status);
    }

    [Fact]
    public async Task More_files_than_fit_are_told_and_not_kept()
    {
        using var reporter = new Reporter(node.Client());
        await reporter.Tell("veel");
        await reporter.SendAndSave();
        for (var i = 0; i < SentFiles.Most; i++)
            await reporter.Upload(Encoding.UTF8.GetBytes($"tekst {i}"), "x.txt");
        Assert.Equal(HttpStatusCode.OK, reporter.Status);
        await reporter.Upload([.. "nog een"u8], "x.txt");
        Assert.Contains("passen niet meer", reporter.Page, StringComparison.Ordinal);
        Assert.Equal(SentFiles.Most, (await Newest()).Files.Count);
    }

    [Fact]
    public void Only_so_many_files_are_under_way_at_once()
    {
        var gates = new PublicGates(TimeProvider.System);
        var places = Enumerable.Range(0, PublicGates.FilesUnderWay).Select(_ => gates.Receive()!).ToArray();
        Assert.All(places, Assert.NotNull);
        Assert.Null(gates.Receive());
        places[0].Dispose();
        using var again = gates.Receive();
        Assert.NotNull(again);
    }

    async Task<(string Id, IReadOnlyList<SentFile> Files)> Newest()
    {
        var mailboxes = node.Services.GetRequiredService<Mailboxes>();
        var row = (await mailboxes.Of(["ect"])).MaxBy(known => known.Number)!;
        return (row.Id, (await mailboxes.OpenFor("ect", row.Id))!.Files);
    }
}
