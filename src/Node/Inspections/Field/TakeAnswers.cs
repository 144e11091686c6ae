using System.Security.Claims;
using Knooppunt.Inspections;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Inspections;

/// <summary>An answer that is not taken, and why.</summary>
sealed record RefusedAnswer(string Id, Word Why);

/// <summary>Takes answers from telephones: each once, in any order, also after the inspection was closed. What is refused stays on the telephone with the reason.</summary>
sealed class TakeAnswers(IDbContextFactory<InspectionsDb> database, WriteTurn turn, TimeProvider clock)
{
    /// <summary>Most answers in one message, and of one participant in one inspection.</summary>
    public const int AtOnce = 200, Most = 5000;

    /// <summary>Most that can be counted.</summary>
    public const int LargestCount = 100_000;

    static readonly Word
        NoId = new("Dit antwoord heeft geen geldig nummer. Geef het opnieuw.", "This answer has no valid id. Give it again."),
        NoItem = new("Deze vraag hoort niet bij uw bevoegdheid in deze controle.", "This question does not belong to your power in this inspection."),
        NoCount = new($"Tel van 0 tot {LargestCount}, en niet meer gevonden dan bekeken.", $"Count from 0 to {LargestCount}, and not more found than looked at."),
        Clash = new("Er is al een ander antwoord met dit nummer. Geef het opnieuw.", "There is another answer with this id already. Give it again."),
        Full = new("Deze controle heeft te veel antwoorden. Sluit haar en begin een nieuwe.", "This inspection has too many answers. Close it and begin another.");

    /// <summary>Takes what can be taken; the others come back with the reason.</summary>
    public async Task<IReadOnlyList<RefusedAnswer>> Take(ClaimsPrincipal person, string inspection, Voice voice, IReadOnlyList<FieldAnswer> answers, CancellationToken stop)
    {
        var (refused, good) = (new List<RefusedAnswer>(), new List<FieldAnswer>());
        foreach (var answer in answers.Take(AtOnce))
        {
            if (Refusal(voice, answer) is { } why)
                refused.Add(new(answer.Id, why));
            else
                good.Add(answer);
        }

        await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            var (ids, now) = (good.ConvertAll(answer => answer.Id), clock.GetUtcNow());
            var known = await db.Answers.AsNoTracking().Where(row => row.Inspection == inspection && ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, stop);
            var kept = await db.Answers.CountAsync(row => row.Inspection == inspection && row.Organisation == voice.Organisation, stop);
            foreach (var answer in good.DistinctBy(answer => answer.Id))
            {
                // A telephone's clock may run ahead; the order of things does not hang on it.
                var row = RowOf(inspection, answer with { At = answer.At < now ? answer.At : now }, now, person.DisplayName);
                if (known.TryGetValue(answer.Id, out var first))
                {
                    if ((first.Organisation, first.Item, first.Verdict, first.Looked, first.Found, first.Note, first.Replaces) != (row.Organisation, row.Item, row.Verdict, row.Looked, row.Found, row.Note, row.Replaces))
                        refused.Add(new(answer.Id, Clash));
                }
                else if (kept++ >= Most)
                {
                    refused.Add(new(answer.Id, Full));
                }
                else
                {
                    db.Answers.Add(row);
                }
            }

            return await db.SaveChangesAsync(stop);
        }, stop);
        return refused;
    }

    /// <summary>Whether a text is an id as a telephone makes it.</summary>
    public static bool IsId(string? id) => id is { Length: 32 } && id.All(char.IsAsciiHexDigitLower);

    static Word? Refusal(Voice voice, FieldAnswer answer) =>
        !IsId(answer.Id) || answer.Replaces.Count > 50 || !answer.Replaces.All(IsId) ? NoId
        : !Checklist.Has(voice.Power.Code, answer.Item) || answer.Organisation != voice.Organisation || !Enum.IsDefined(answer.Verdict) ? NoItem
        : answer.Looked is < 0 or > LargestCount || answer.Found < 0 || answer.Found > answer.Looked ? NoCount
        : OwnWords.Refusal(answer.Note);

    static FieldAnswerRow RowOf(string inspection, FieldAnswer answer, DateTimeOffset now, string name) => new()
    {
        Inspection = inspection,
        Id = answer.Id,
        Organisation = answer.Organisation,
        Item = answer.Item,
        Verdict = answer.Verdict,
        Looked = answer.Looked,
        Found = answer.Found,
        Note = answer.Note,
        At = answer.At.UnixMicroseconds,
        Received = now.UnixMicroseconds,
        Name = name,
        Replaces = string.Join(' ', answer.Replaces.Order(StringComparer.Ordinal)),
    };
}
