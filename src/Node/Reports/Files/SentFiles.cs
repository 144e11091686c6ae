using System.Text;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Photos;
using Knooppunt.Node.Shell.Stripping;
using Knooppunt.Reports;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Reports;

/// <summary>What is kept of something that was sent along.</summary>
enum SentKind
{
    /// <summary>A photo, as JPEG.</summary>
    Photo,
    /// <summary>Plain text in UTF-8.</summary>
    Text,
}

/// <summary>Something that was sent along, without what it holds.</summary>
/// <param name="Id">Number in the address of the handler.</param>
/// <param name="Kind">What it is.</param>
/// <param name="At">When it came, in whole hours.</param>
/// <param name="Length">Bytes of what is kept.</param>
sealed record SentFile(long Id, SentKind Kind, DateTimeOffset At, int Length);

/// <summary>What reporters send along: made anew before it is kept, encrypted as the report is, and without the name that it had.</summary>
sealed class SentFiles(IDbContextFactory<ReportsDb> database, PublicGates gates, PhotoTable photos, WriteTurn turn, TimeProvider clock)
{
    /// <summary>Bytes that may be sent at once.</summary>
    public const int LongestUpload = 16 << 20;

    /// <summary>Bytes of a text.</summary>
    public const int LongestText = 200_000;

    /// <summary>Most files of one report.</summary>
    public const int Most = 10;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What was sent with a report, in order.</summary>
    public static async Task<IReadOnlyList<SentFile>> Of(ReportsDb db, long report, CancellationToken stop) =>
        [.. (await db.Files.AsNoTracking().Where(file => file.Report == report).OrderBy(file => file.Id).Select(file => new { file.Id, file.Kind, file.At, file.Length }).ToListAsync(stop))
            .Select(file => new SentFile(file.Id, file.Kind, UnixTime.FromMicroseconds(file.At), file.Length))];

    /// <summary>Keeps one file with a report.</summary>
    /// <returns>What is wrong and what to do; null when it is kept.</returns>
    public async Task<Said?> Add(OpenedReport report, ReadOnlyMemory<byte> upload, CancellationToken stop)
    {
        if (report.Files.Count >= Most)
            return FileText.Full;
        if (!gates.MayAddFile())
            return FormText.Busy;
        if (IsPaper(upload.Span))
            return FileText.Paper;
        var (made, wrong) = await Anew(upload, stop);
        if (wrong is not null)
            return wrong;
        var row = new FileRow { Report = report.Row.Number, Kind = made.Kind, At = clock.GetUtcNow().WholeHour.UnixMicroseconds, Length = made.Bytes.Length, Content = Envelope.Encrypt(report.Key, made.Bytes, report.Row.Id + " file") };
        return await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            if (await db.Files.CountAsync(file => file.Report == row.Report, stop) >= Most)
                return FileText.Full;
            db.Files.Add(row);
            await db.SaveChangesAsync(stop);
            return null;
        }, stop);
    }

    /// <summary>A file of an opened report; null when there is none.</summary>
    public async Task<(SentKind Kind, byte[] Bytes)?> Read(OpenedReport report, long file, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Files.AsNoTracking().FirstOrDefaultAsync(row => row.Id == file && row.Report == report.Row.Number, stop) is { } row
            ? (row.Kind, Envelope.Decrypt(report.Key, row.Content, report.Row.Id + " file")) : null;
    }

    // Fails closed: what could not be made anew is not kept, whatever the reason.
    async Task<((SentKind Kind, byte[] Bytes) Made, Said? Wrong)> Anew(ReadOnlyMemory<byte> upload, CancellationToken stop)
    {
        if (AsText(upload.Span) is { } text)
            return ((SentKind.Text, text), null);
        var drawn = await photos.Redraw(upload, stop);
        return drawn.Jpeg is { } photo ? ((SentKind.Photo, photo), null) : (default, drawn.Outcome == StripOutcome.Unavailable ? FileText.Unavailable : FileText.Unknown);
    }

    // PDF (its head may stand anywhere in the first 1024 bytes, ISO 32000-1, annex H.3.4.1) and the two families of office files.
    static bool IsPaper(ReadOnlySpan<byte> upload) => upload[..Math.Min(upload.Length, 1024)].IndexOf("%PDF-"u8) >= 0 || upload.StartsWith("PK\u0003\u0004"u8) || upload.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]);

    static byte[]? AsText(ReadOnlySpan<byte> upload)
    {
        if (upload.Length is 0 or > LongestText || upload.ContainsAny((byte)0, (byte)0x1B))
            return null;
        try
        {
            var text = TakenAnswer.Cleaned(Strict.GetString(upload));
            return text.Length == 0 ? null : Strict.GetBytes(text);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
