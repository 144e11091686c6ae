using System.Collections.Concurrent;
using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;
using Knooppunt.Observations.Identifiers;
using Knooppunt.Patterns;
using Microsoft.AspNetCore.Mvc;

namespace Knooppunt.Node.Signals.Subjects;

/// <summary>Looking a subject up (by POST, so that no identifier reaches an address) and asking for its clear text with a reason.</summary>
static class SubjectRoutes
{
    const int ShortestReason = 8;

    public static void MapSubjects(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/search", Search);
        routes.MapPost("/subjects/reveal", Reveal);
        routes.MapGet("/subjects/{id}/export", ExportSubject.Handle);
    }

    static async Task<IResult> Search([FromForm] string? query, JournalRoom journals, SubjectLinks links, SubjectHistory history, PatternShelf shelf, ListSignals signals, NodePlaces places, IEnumerable<IFindsByWords> rooms, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (!http.User.WorksOnData)
            return Results.Forbid();
        var text = query?.Trim() ?? "";
        if (text.Length == 0)
            return Results.LocalRedirect("/signals");
        if (await signals.Find(http.User, text.ToLowerInvariant(), stop) is { } signal)
            return Results.LocalRedirect($"/signals/{signal.Row.Id}");
        if (http.User.ReadsPatterns && shelf.All.FirstOrDefault(pattern => pattern.Speaks && Names(pattern.Document, text)) is { } named)
            return Results.LocalRedirect($"/patterns/{Uri.EscapeDataString(named.Document.Id)}");
        foreach (var subject in Candidates(text, http.User, journals, places))
        {
            if (!history.Knows(http.User, subject))
                continue;
            var id = await links.To(subject, stop);
            await log.Record(http.User, "search", id, "gezocht", "AVG art. 6 lid 1 f", stop);
            return Results.LocalRedirect($"/subjects/{id}");
        }

        return Results.LocalRedirect(rooms.Select(room => room.Find(http.User, text)).FirstOrDefault(found => found is not null) ?? "/search/nothing");
    }

    // What a person types may be a container, a vessel, or a plate or pass whose token each organisation makes with a key of its own.
    static IEnumerable<Subject> Candidates(string text, ClaimsPrincipal person, JournalRoom journals, NodePlaces places)
    {
        var plain = text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (ContainerNumber.TryParse(plain) is { } container)
            yield return new("container", container.ToString());
        foreach (var kind in new[] { "vessel", "container", "flight", "trolley", "bag", "uld", "unit", "place", "camera" })
            yield return new(kind, kind is "place" or "camera" or "unit" ? text : plain);
        foreach (var place in places.Map.All.Where(place => new[] { place.Name, place.English }.Any(name => name.Contains(text, StringComparison.OrdinalIgnoreCase))))
            yield return new("place", place.Id);
        foreach (var organisation in person.Viewers.Select(viewer => viewer.Organisation).Distinct().Where(journals.Organisations.Contains))
        {
            var tokens = journals.Pseudonyms(organisation);
            yield return new("plate", tokens.Token(Pseudonym.Plate, text));
            yield return new("pass", tokens.Token(Pseudonym.Pass, text));
        }
    }

    // By its title in either language, or by its crime script.
    static bool Names(PatternDocument pattern, string text) =>
        new[] { pattern.Title, pattern.Card?.Dutch?.Title, pattern.Card?.Script }.Any(name => name?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);

    static async Task<IResult> Reveal([FromForm] string id, [FromForm] string why, JournalRoom journals, SubjectLinks links, Shown shown, RevealedOnce revealed, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (!http.User.Has(Role.SecurityOfficer))
            return Results.Forbid();
        if (await links.Behind(id, stop) is not { } subject)
            return Results.NotFound();
        if (why.Trim().Length < ShortestReason)
            return Refused.Because(http, StatusCodes.Status400BadRequest, new($"Geef een reden van minstens {ShortestReason} tekens; die komt in het logboek.", $"Give a reason of at least {ShortestReason} characters; it is kept in the log."));
        foreach (var viewer in http.User.Viewers.Where(viewer => viewer.Role is Role.SecurityOfficer && journals.Organisations.Contains(viewer.Organisation)))
        {
            if (MayReveal(viewer, subject, journals, shown) is not { } answer)
                continue;
            await log.Record(http.User, "clear-text", id, why.Trim(), answer.Article, stop);
            if (journals.Reveal(viewer.Organisation, subject.Value, id) is not { } clear)
                continue;
            revealed.Keep(http.User.PersonId, id, clear);
            break;
        }

        return Results.LocalRedirect($"/subjects/{id}");
    }

    // Clear text is for those who secure the own site, of what the table lets them see whole there: what a closed source brought stays a token.
    static AccessAnswer? MayReveal(Viewer viewer, Subject subject, JournalRoom journals, Shown shown) =>
        journals.BySubject(viewer.Organisation, subject).Select(entry => entry.Observation).OfType<Observation>()
            .Select(observation => shown.Ask([viewer], viewer.Organisation, observation)).FirstOrDefault(answer => answer.Verdict == AccessVerdict.Allow);
}

/// <summary>A clear text that was asked for, until the next page shows it, once. In memory only.</summary>
sealed class RevealedOnce
{
    readonly ConcurrentDictionary<(string Person, string Subject), string> _texts = new();

    public void Keep(string person, string subject, string clear) => _texts[(person, subject)] = clear;

    /// <summary>The clear text; null the second time.</summary>
    public string? Take(string person, string subject) => _texts.TryRemove((person, subject), out var clear) ? clear : null;
}
