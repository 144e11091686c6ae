using Knooppunt.FollowUp;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Signals;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Knooppunt.Node.FollowUp;

/// <summary>Tells people by e-mail that there is something. A mail lies in other people's systems: it says how grave, whose and why it comes, and never what it is about.</summary>
sealed partial class NoticeMail(IDbContextFactory<FollowUpDb> database, IDbContextFactory<ShellDb> people, NodeSettings settings, WriteTurn turn, TimeProvider clock, ILogger<NoticeMail> log)
{
    static readonly TimeSpan Rest = TimeSpan.FromMinutes(1), Day = TimeSpan.FromDays(1);
    readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);
    DateTimeOffset _notBefore;

    /// <summary>Sends what may go now. A mail server that fails gets a minute; nothing is lost by it.</summary>
    public async Task Run(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (settings.Mail is not { } mail || now < _notBefore)
            return;
        await using var db = await database.CreateDbContextAsync(stop);
        var wishes = await db.NoticeWishes.AsNoTracking().Where(wish => wish.Mail != "" && db.Notices.Any(row => row.Person == wish.Person && row.Told == null && row.Read == null)).ToListAsync(stop);
        try
        {
            foreach (var wish in wishes)
                await Tell(db, mail, wish, now, stop);
        }
        catch (Exception wrong) when (!stop.IsCancellationRequested && wrong is IOException or UnauthorizedAccessException or System.Net.Sockets.SocketException or TimeoutException or OperationCanceledException
            or MailKit.ProtocolException or MailKit.CommandException or AuthenticationException or SslHandshakeException)
        {
            _notBefore = now + Rest;
            LogNotSent(log, wrong.GetType().Name);
        }
    }

    async Task Tell(FollowUpDb db, MailSettings mail, NoticeWishRow wish, DateTimeOffset now, CancellationToken stop)
    {
        var since = (now - Day).UnixMicroseconds;
        var waiting = await db.Notices.AsNoTracking().Where(row => row.Person == wish.Person && row.Told == null && row.Read == null).ToListAsync(stop);
        var told = await db.Notices.AsNoTracking().Where(row => row.Person == wish.Person && row.Told > since).Select(row => new { row.Topic, row.Told }).ToListAsync(stop);
        var ready = NoticePolicy.Ready(wish.Wish, waiting.Select(row => new Notice(row.Id, row.Topic, (Severity)row.Severity, UnixTime.FromMicroseconds(row.At))),
            [.. told.Select(row => new Told(row.Topic, UnixTime.FromMicroseconds(row.Told!.Value)))], now, _zone);
        if (ready.Count == 0)
            return;
        var ids = ready.Select(notice => notice.Id).ToHashSet();
        var rows = waiting.Where(row => ids.Contains(row.Id)).OrderByDescending(row => row.Severity).ThenBy(row => row.Id).ToList();
        await using (var shell = await people.CreateDbContextAsync(stop))
        {
            // Who is gone or lost every role is told nothing more.
            if (await shell.Users.FindAsync([wish.Person], stop) is { } person && await shell.Memberships.AnyAsync(row => row.PersonId == wish.Person, stop))
                await Try(mail, Letter(mail, wish.Mail, rows, person.Language == "en"), stop);
        }

        var at = now.UnixMicroseconds;
        await turn.Take(() => db.Notices.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.Told, at), stop), stop);
    }

    MimeMessage Letter(MailSettings mail, string to, List<NoticeRow> rows, bool english)
    {
        var letter = new MimeMessage { Subject = rows.Count == 1 ? Line(rows[0], english) : $"{rows.Count} × {settings.Name}: {Line(rows[0], english)}" };
        letter.From.Add(MailboxAddress.Parse(mail.From));
        letter.To.Add(MailboxAddress.Parse(to));
        // So that nobody's absence assistant answers.
        letter.Headers.Add("Auto-Submitted", "auto-generated");
        var where = settings.Address is { } address ? $"{address.TrimEnd('/')}/notices" : new Word("Open Knooppunt en kies Berichten.", "Open Knooppunt and choose Messages.").In(english);
        letter.Body = new TextPart("plain") { Text = string.Join('\n', [.. rows.Select(row => "- " + Line(row, english)), "", where, ""]) };
        return letter;
    }

    string Line(NoticeRow row, bool english) => $"{SeverityNames.Of((Severity)row.Severity).In(english)}: {NoticeWords.Of(row, settings).In(english)}";

    // An address that the server does not take must not hold up the mail of others.
    async Task Try(MailSettings mail, MimeMessage letter, CancellationToken stop)
    {
        try
        {
            await Send(mail, letter, stop);
        }
        catch (SmtpCommandException refused) when (refused.ErrorCode == SmtpErrorCode.RecipientNotAccepted)
        {
            LogNotTaken(log, (int)refused.StatusCode);
        }
    }

    static async Task Send(MailSettings mail, MimeMessage letter, CancellationToken stop)
    {
        using var client = new SmtpClient { Timeout = 20_000 };
        await client.ConnectAsync(mail.Host, mail.Port, mail.Security switch { MailSecurity.Tls => SecureSocketOptions.SslOnConnect, MailSecurity.None => SecureSocketOptions.None, _ => SecureSocketOptions.StartTls }, stop);
        if (mail.User is { } user)
            await client.AuthenticateAsync(user, (await File.ReadAllTextAsync(mail.PasswordFile!, stop)).Trim(), stop);
        await client.SendAsync(letter, stop);
        await client.DisconnectAsync(true, stop);
    }

    [LoggerMessage(LogLevel.Warning, "The mail server does not know an address that a person gave ({Status}); what was to be told stands under Messages.")]
    static partial void LogNotTaken(ILogger logger, int status);

    [LoggerMessage(LogLevel.Warning, "The mail server did not take a message ({Kind}); it is tried again in a minute, and everything stands under Messages meanwhile.")]
    static partial void LogNotSent(ILogger logger, string kind);
}
