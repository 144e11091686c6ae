using System.Text;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell.Papers;
using Knooppunt.Tests.Node.Barriers;
using Knooppunt.Tests.Node.Cases;
using Knooppunt.Tests.Node.Running;
using PdfSharp.Pdf.IO;

namespace Knooppunt.Tests.Node.Programme;

/// <summary>Documents: tagged, in the language of the page, the same bytes for the same content.</summary>
public sealed class PaperTests(CaseNode cases) : IClassFixture<CaseNode>
{
    [Fact]
    public async Task Account_and_effect_are_tagged_documents_and_twice_the_same()
    {
        using var manager = await cases.Node.SignIn(("rwg", Role.ProgrammeManager));
        await ProgrammeTests.Measure(manager);
        var barrier = await BarrierTests.Open(cases.Officer);
        await BarrierTests.TryStudy(cases.Officer, barrier, ("treated-before", "207"), ("treated-after", "110"), ("control-before", "308"), ("control-after", "318"));
        foreach (var path in new[] { "/programme/account.pdf", $"/barriers/{barrier}/effect.pdf" })
        {
            var (first, second) = (await Bytes(manager, path), await Bytes(manager, path));
            Assert.Equal(first, second);
            var text = Encoding.Latin1.GetString(first);
            foreach (var mark in new[] { "/StructTreeRoot", "/Marked true", "(nl-NL)", "/FontFile2", "/WinAnsiEncoding" })
                Assert.Contains(mark, text, StringComparison.Ordinal);
            using var read = PdfReader.Open(new MemoryStream(first), PdfDocumentOpenMode.Import);
            Assert.True(read.PageCount >= 1);
        }

        using var clerk = await cases.Node.SignIn(("rwg", Role.GateClerk));
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await clerk.Get("/programme/account.pdf")).StatusCode);
    }

    [Fact]
    public async Task Long_table_goes_on_on_the_next_page_and_a_word_wider_than_its_cell_is_cut()
    {
        // Sets the font.
        using var manager = await cases.Node.SignIn(("rwg", Role.ProgrammeManager));
        await Bytes(manager, "/programme/account.pdf");
        using var paper = new Paper("Proef", english: false, "Knooppunt", DateTimeOffset.UnixEpoch);
        paper.Table([new("Wat", 1), new("Cijfer", 1, Number: true)], Enumerable.Range(0, 200).Select(row => (IReadOnlyList<string>)[new string('w', 300), $"{row}"]));
        paper.Draw(new("niets", [], [], [], [], null, "", "", ""));
        using var read = PdfReader.Open(new MemoryStream(paper.Bytes()), PdfDocumentOpenMode.Import);
        Assert.InRange(read.PageCount, 20, 80);
    }

    static async Task<byte[]> Bytes(Session session, string path)
    {
        using var answer = await session.Get(path);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }
}
