using System.Text.Json;
using System.Text.Json.Serialization;
using Knooppunt.Inspections;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Photos;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Inspections;

/// <summary>An answer as a telephone sends it.</summary>
sealed record SentAnswer(string Id, string Item, string Verdict, int Looked, int Found, string Note, DateTimeOffset At, string[] Replaces);

/// <summary>What a telephone sends: answers that it has not heard of yet, for one participant.</summary>
sealed record SyncRequest(string Organisation, SentAnswer[] Answers);

/// <summary>How an answer stands at the node.</summary>
sealed record StandingAnswer(string Id, string Item, string Verdict, int Looked, int Found, string Note, DateTimeOffset At, string Name);

/// <summary>An answer that was not taken.</summary>
sealed record SyncRefusal(string Id, string Why);

/// <summary>What the telephone hears back: what was not taken, everything that stands now, and when that was (UTC microseconds since 1970).</summary>
sealed record SyncAnswer(SyncRefusal[] Refused, StandingAnswer[] Standing, long At);

/// <summary>JSON between telephone and node.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SyncRequest))]
[JsonSerializable(typeof(SyncAnswer))]
[JsonSerializable(typeof(StandingAnswer[]))]
sealed partial class InspectionsJson : JsonSerializerContext;

/// <summary>Sync between a telephone and the node, as often as one likes.</summary>
static class SyncRoutes
{
    /// <summary>Header that says that our own page sends: a page of somebody else cannot set it.</summary>
    public const string Header = "X-Knooppunt-Sync";

    const int LongestBody = 1 << 20;

    static readonly Word
        NotOurs = new("Dit kwam niet van onze pagina.", "This did not come from our page."),
        Unreadable = new($"Dit bericht is niet te lezen, of te lang (meer dan {TakeAnswers.AtOnce} antwoorden of 1 MiB). Werk de pagina bij.", $"This message cannot be read, or is too long (more than {TakeAnswers.AtOnce} answers or 1 MiB). Update the page."),
        TooLarge = new("Deze foto is te groot: hoogstens 16 MB.", "This photo is too large: 16 MB at most.");

    public static async Task<IResult> Answers(string id, InspectionBook inspections, TakeAnswers take, Language language, TimeProvider clock, HttpContext http, CancellationToken stop)
    {
        if (!http.Request.Headers.ContainsKey(Header))
            return Refused.Because(http, StatusCodes.Status400BadRequest, NotOurs);
        if (await inspections.Find(http.User, id, stop) is not { } row)
            return Results.NotFound();
        if (await Read(http, stop) is not { } sent)
            return Refused.Because(http, StatusCodes.Status400BadRequest, Unreadable);
        if (InspectionBook.VoicesOf(http.User, row).FirstOrDefault(voice => voice.Organisation == sent.Organisation) is not { } voice)
            return Results.NotFound();
        if (!voice.Sees)
            return Refused.Because(http, StatusCodes.Status403Forbidden, new(voice.Access.Why, voice.Access.WhyEnglish));
        var refused = await take.Take(http.User, id, voice, [.. sent.Answers.Select(answer => Of(answer, voice.Organisation))], stop);
        return Results.Json(new SyncAnswer([.. refused.Select(one => new SyncRefusal(one.Id, language[one.Why.Dutch, one.Why.English]))], await Standing(inspections, id, voice, stop), clock.GetUtcNow().UnixMicroseconds), InspectionsJson.Default.SyncAnswer);
    }

    public static async Task<IResult> Photo(string id, string photo, string organisation, string item, InspectionBook inspections, FieldPhotos photos, HttpContext http, CancellationToken stop)
    {
        if (!http.Request.Headers.ContainsKey(Header))
            return Refused.Because(http, StatusCodes.Status400BadRequest, NotOurs);
        if (await inspections.Find(http.User, id, stop) is not { } row || InspectionBook.VoicesOf(http.User, row).FirstOrDefault(voice => voice.Organisation == organisation) is not { } voice
            || !TakeAnswers.IsId(photo) || !Checklist.Has(voice.Power.Code, item))
        {
            return Results.NotFound();
        }

        if (!voice.Sees)
            return Refused.Because(http, StatusCodes.Status403Forbidden, new(voice.Access.Why, voice.Access.WhyEnglish));
        if (await WholeBody.Read(http, FieldPhotos.LongestUpload, stop) is not { } upload)
            return Refused.Because(http, StatusCodes.Status413PayloadTooLarge, TooLarge);
        return await photos.Keep(id, photo, organisation, item, upload, stop) is { } refusal ? refusal.Answer(http) : Results.NoContent();
    }

    public static async Task<IResult> Show(string id, string photo, InspectionBook inspections, FieldPhotos photos, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (await inspections.Find(http.User, id, stop) is not { } row)
            return Results.NotFound();
        var voices = InspectionBook.VoicesOf(http.User, row).Where(voice => voice.Sees).ToArray();
        if (await photos.Read(id, photo, [.. voices.Select(voice => voice.Organisation)], stop) is not { } jpeg)
            return Results.NotFound();
        await log.Record(http.User, "inspection", id, "foto van een controle bekijken", voices[0].Access.Article, stop);
        return ShownPhoto.Of(http, jpeg);
    }

    /// <summary>What stands of one participant.</summary>
    public static async Task<StandingAnswer[]> Standing(InspectionBook inspections, string id, Voice voice, CancellationToken stop)
    {
        var rows = (await inspections.Answers(id, [voice.Organisation], stop)).ToDictionary(row => row.Id);
        return [.. FieldAnswers.Standing(rows.Values.Select(row => row.Answer)).Select(answer => new StandingAnswer(answer.Id, answer.Item, answer.Verdict.ToString(), answer.Looked, answer.Found, answer.Note, answer.At, rows[answer.Id].Name))];
    }

    // A verdict that does not exist is one that no question has.
    static FieldAnswer Of(SentAnswer sent, string organisation) =>
        new(sent.Id ?? "", sent.Item ?? "", organisation, Enum.TryParse<FieldVerdict>(sent.Verdict, out var verdict) ? verdict : (FieldVerdict)byte.MaxValue, sent.Looked, sent.Found, (sent.Note ?? "").Trim(), sent.At, sent.Replaces ?? []);

    static async Task<SyncRequest?> Read(HttpContext http, CancellationToken stop)
    {
        try
        {
            return await WholeBody.Read(http, LongestBody, stop) is { } body && JsonSerializer.Deserialize(body.Span, InspectionsJson.Default.SyncRequest) is { Organisation: not null, Answers: { Length: <= TakeAnswers.AtOnce } answers } sent
                && answers.All(answer => answer is not null && answer.At.Year is > 1980 and < 2100) ? sent : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
