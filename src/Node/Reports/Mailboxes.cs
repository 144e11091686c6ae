using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Knooppunt.Node.Shell;
using Knooppunt.Reports;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Reports;

/// <summary>One message, readable. Its organisation is the one that wrote it, whoever has the report now.</summary>
sealed record Message(bool FromReporter, DateTimeOffset At, string By, string Organisation, string Text);

/// <summary>A report that somebody opened, with its key in hand.</summary>
sealed record OpenedReport(ReportRow Row, ReportAnswers Answers, IReadOnlyList<Message> Messages, IReadOnlyList<SentFile> Files, byte[] Key);

/// <summary>Reports and their mailboxes. Who has neither the code nor the owner's key pair can read none of it.</summary>
sealed class Mailboxes(IDbContextFactory<ReportsDb> database, DeskKeys keys, WriteTurn turn, TimeProvider clock)
{
    /// <summary>Most messages that a reporter may leave in one mailbox.</summary>
    public const int MostMessages = 100;

    // What a wrong code is tried on, so that it takes the same work as a right one.
    static readonly byte[] Decoy = Envelope.Encrypt(Envelope.OfCode("decoy"), new byte[Envelope.KeyLength], "decoy");

    /// <summary>Keeps a report and gives its receipt code, which is kept nowhere; null when this form was sent before.</summary>
    /// <param name="answers">What was told.</param>
    /// <param name="owner">Who gets it.</param>
    /// <param name="form">Random id of the filled-in form.</param>
    /// <param name="stop">Stops.</param>
    /// <param name="along">What is written with it or not at all; null for nothing.</param>
    public async Task<string?> Send(ReportAnswers answers, string owner, string form, CancellationToken stop, Func<ReportsDb, Task>? along = null)
    {
        var code = ReceiptCode.Of(RandomNumberGenerator.GetBytes(ReceiptCode.Symbols));
        var (id, key, hash) = (RandomNumberGenerator.GetHexString(16, lowercase: true), RandomNumberGenerator.GetBytes(Envelope.KeyLength), keys.Hash(form, "form"));
        var row = new ReportRow
        {
            Id = id,
            Lookup = keys.Hash(code, "code"),
            Form = hash,
            Owner = owner,
            Received = ThisHour,
            ForOwner = Envelope.Wrap(keys.Of(owner), key, id),
            ForReporter = Envelope.Encrypt(Envelope.OfCode(code), key, id),
            Content = Envelope.Encrypt(key, JsonSerializer.SerializeToUtf8Bytes(answers, ReportsJson.Default.ReportAnswers), id + " answers"),
        };
        return await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            if (await db.Reports.AnyAsync(known => known.Form == hash, stop))
                return null;
            db.Reports.Add(row);
            if (along is not null)
                await along(db);
            await db.SaveChangesAsync(stop);
            return code;
        }, stop);
    }

    /// <summary>The reporter typed the end of the code back.</summary>
    public Task Saved(string code, CancellationToken stop) => Change(keys.Hash(code, "code"), row => row.Saved = true, stop);

    /// <summary>Opens the mailbox of a code; null when there is none. A wrong code takes the same steps as a right one.</summary>
    public async Task<OpenedReport?> Open(string? typed, CancellationToken stop)
    {
        var code = ReceiptCode.Read(typed);
        var (lookup, own) = (keys.Hash(code ?? "", "code"), Envelope.OfCode(code ?? "decoy"));
        await using var db = await database.CreateDbContextAsync(stop);
        var row = await db.Reports.AsNoTracking().FirstOrDefaultAsync(known => known.Lookup == lookup, stop);
        var right = CryptographicOperations.FixedTimeEquals(row?.Lookup ?? new byte[lookup.Length], lookup) & code is not null;
        if (!right)
        {
            _ = Envelope.Decrypt(Envelope.OfCode("decoy"), Decoy, "decoy");
            _ = await db.Messages.AsNoTracking().Where(message => message.Report == 0).ToListAsync(stop);
            return null;
        }

        var opened = await Opened(db, row!, Envelope.Decrypt(own, row!.ForReporter, row.Id), stop);
        if (!row.Returned && opened.Messages.Any(message => !message.FromReporter))
            await Change(lookup, known => known.Returned = true, stop);
        return opened;
    }

    /// <summary>A report as its owner reads it; null when it is not there.</summary>
    public async Task<OpenedReport?> OpenFor(string owner, string id, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Reports.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.Owner == owner, stop) is { } row
            ? await Opened(db, row, Envelope.Unwrap(keys.Of(owner), row.ForOwner, row.Id), stop) : null;
    }

    /// <summary>Reports of these organisations, the open ones first and of those the oldest, at most 500.</summary>
    public async Task<IReadOnlyList<ReportRow>> Of(IReadOnlyCollection<string> owners, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Reports.AsNoTracking().Where(row => owners.Contains(row.Owner)).OrderBy(row => row.Answered != null).ThenBy(row => row.Number).Take(500).ToListAsync(stop);
    }

    /// <summary>The organisation that answers for a report; null when there is no such report.</summary>
    public async Task<string?> OwnerOf(string id, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Reports.Where(row => row.Id == id).Select(row => row.Owner).FirstOrDefaultAsync(stop);
    }

    /// <summary>Leaves a message of the reporter; false when the mailbox is full.</summary>
    public async Task<bool> Leave(OpenedReport report, string text, CancellationToken stop)
    {
        if (report.Messages.Count(message => message.FromReporter) >= MostMessages)
            return false;
        await Write(report, text, "", fromReporter: true, null, stop);
        return true;
    }

    /// <summary>A handler writes; with an outcome that closes the report. Whatever is written first confirms it.</summary>
    /// <returns>False when somebody was first: the report has changed since it was read.</returns>
    public Task<bool> Reply(OpenedReport report, string text, string by, ReportOutcome outcome, CancellationToken stop) => Write(report, text, by, fromReporter: false, outcome, stop);

    /// <summary>A handler gives it to another organisation, with a message that the reporter reads too. From then on that one alone can read it.</summary>
    /// <returns>False when somebody was first: the report has changed since it was read.</returns>
    public Task<bool> HandOn(OpenedReport report, string to, string text, string by, CancellationToken stop) => Write(report, text, by, fromReporter: false, ReportOutcome.Open, stop, to);

    async Task<bool> Write(OpenedReport report, string text, string by, bool fromReporter, ReportOutcome? outcome, CancellationToken stop, string? to = null)
    {
        var now = clock.GetUtcNow().UnixMicroseconds;
        var message = new MessageRow { Report = report.Row.Number, FromReporter = fromReporter, At = fromReporter ? ThisHour : now, By = by, Organisation = fromReporter ? "" : report.Row.Owner, Text = Envelope.Encrypt(report.Key, Encoding.UTF8.GetBytes(text), report.Row.Id + " message") };
        return await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            if (await db.Reports.FirstOrDefaultAsync(known => known.Number == report.Row.Number, stop) is not { } row)
                return false;
            if (outcome is { } end)
            {
                if (row.Version != report.Row.Version || row.Answered is not null)
                    return false;
                row.Confirmed ??= now;
                (row.Answered, row.Outcome) = (end == ReportOutcome.Open ? null : now, end);
                row.HandedOn = to is null ? null : now;
                row.Version++;
            }

            if (to is not null)
                (row.Owner, row.ForOwner) = (to, Envelope.Wrap(keys.Of(to), report.Key, row.Id));

            db.Messages.Add(message);
            await db.SaveChangesAsync(stop);
            return true;
        }, stop);
    }

    static async Task<OpenedReport> Opened(ReportsDb db, ReportRow row, byte[] key, CancellationToken stop)
    {
        var answers = JsonSerializer.Deserialize(Envelope.Decrypt(key, row.Content, row.Id + " answers"), ReportsJson.Default.ReportAnswers)!;
        var messages = await db.Messages.AsNoTracking().Where(message => message.Report == row.Number).OrderBy(message => message.Id).ToListAsync(stop);
        return new(row, answers, [.. messages.Select(message => new Message(message.FromReporter, UnixTime.FromMicroseconds(message.At), message.By, message.FromReporter || message.Organisation.Length > 0 ? message.Organisation : row.Owner,
            Encoding.UTF8.GetString(Envelope.Decrypt(key, message.Text, row.Id + " message"))))], await SentFiles.Of(db, row.Number, stop), key);
    }

    Task Change(byte[] lookup, Action<ReportRow> change, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.Reports.FirstOrDefaultAsync(row => row.Lookup == lookup, stop) is { } row)
            change(row);
        return await db.SaveChangesAsync(stop);
    }, stop);

    long ThisHour => clock.GetUtcNow().WholeHour.UnixMicroseconds;
}
