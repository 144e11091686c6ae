using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Reports;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Reports;

/// <summary>
/// An organisation left the node and leaves reports behind. What was seen goes to whom the published rules name now, without anybody reading it on the way and never to whom the reporter left out. What was
/// told to an employer or a confidential adviser was told to them alone: it is closed. The reporter reads either in the mailbox.
/// </summary>
sealed class LeftDesks(IDbContextFactory<ReportsDb> database, Mailboxes mailboxes, DeskRights rights, ReadLog log, NodeSettings settings, NodePlaces places) : IResumes
{
    const int AtOnce = 100;

    static readonly Said MovedOn = new("De organisatie waaraan u dit vertelde doet niet meer mee. Uw melding ligt nu bij {0}.", "The organisation that you told this takes part no more. Your report now lies with {0}.", "Organizacja, której to zgłoszono, już nie uczestniczy. Zgłoszenie jest teraz w: {0}.", "La organización a la que lo contó ya no participa. Su denuncia la tiene ahora {0}.", "Bunu bildirdiğiniz kuruluş artık katılmıyor. Bildiriminiz şimdi {0} kuruluşunda.", "E organisashon ku bo a konta esaki no ta partisipá mas. Bo rapòrt awor ta serka {0}.");

    /// <summary>What a reporter reads whose report nobody reads any more.</summary>
    public static readonly Said Stays = new("Wie dit van u kreeg doet niet meer mee. U vertelde het alleen aan hen, dus niemand anders mag het lezen en wij sluiten het. Wilt u dat een ander het weet? Meld het opnieuw, of bel M.: 0800-7000.", "Who got this from you takes part no more. You told it to them alone, so nobody else may read it and we close it. Do you want another to know? Report it again, or call M.: 0800-7000.", "Odbiorca już nie uczestniczy. Powiedziano to tylko jemu, więc nikt inny nie może tego czytać i zamykamy sprawę. Jeśli ktoś inny ma wiedzieć, zgłoś ponownie lub zadzwoń do M.: 0800-7000.", "Quien lo recibió ya no participa. Se lo contó solo a ellos: nadie más puede leerlo y lo cerramos. Si quiere que otro lo sepa, denúncielo de nuevo o llame a M.: 0800-7000.", "Bunu alan artık katılmıyor. Yalnızca onlara söylediniz; başka kimse okuyamaz, bu yüzden kapatıyoruz. Başkası bilsin istiyorsanız yeniden bildirin veya M.'yi arayın: 0800-7000.", "Esun ku a haña esaki no ta partisipá mas. Bo a kont'é na nan so, p'esei niun otro hende no por les'é i nos ta ser'é. Si bo ke pa un otro sa, raport'é atrobe òf yama M.: 0800-7000.");

    /// <summary>Whether nobody reads what the reporter would still write: the report is closed, and who had it takes part no more.</summary>
    public static bool NobodyReads(ReportRow row, NodeSettings settings) => row.Answered is not null && row.Owner != settings.LastResort && !settings.IsPartner(row.Owner);

    public async Task Resume(CancellationToken stop)
    {
        foreach (var (owner, id) in await Left(stop))
        {
            if (await mailboxes.OpenFor(owner, id, stop) is not { } report)
                continue;
            var told = report.Answers;
            var next = told.Kind == ReportKind.Seen ? ReportForm.DesksOf(settings, places).OwnerFor(told) : null;
            await log.RecordOwn("report", id, next is null ? $"gesloten: {owner} doet niet meer mee" : $"door naar {settings.NameOf(next)}: {owner} doet niet meer mee", rights.GroundOf(owner), stop);
            if (next is not null)
                await mailboxes.HandOn(report, next, MovedOn[told.Tongue].Replace("{0}", settings.NameOf(next), StringComparison.Ordinal), ReadLog.NodeName, stop);
            else
                await mailboxes.Reply(report, Stays[told.Tongue], ReadLog.NodeName, ReportOutcome.NobodyLeft, stop);
        }
    }

    async Task<IReadOnlyList<(string Owner, string Id)>> Left(CancellationToken stop)
    {
        string[] present = [.. settings.Organisations.Select(partner => partner.Id), settings.LastResort];
        await using var db = await database.CreateDbContextAsync(stop);
        return [.. (await db.Reports.AsNoTracking().Where(row => row.Answered == null && !present.Contains(row.Owner)).OrderBy(row => row.Number).Take(AtOnce).Select(row => new { row.Owner, row.Id }).ToListAsync(stop)).Select(row => (row.Owner, row.Id))];
    }
}
