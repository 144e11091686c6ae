using System.Security.Claims;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Signals;

/// <summary>A person takes, confirms, dismisses or reopens one or more signals.</summary>
static class AssessSignals
{
    static readonly string[] Kinds = ["assigned", "confirmed", "dismissed", "reopened"];

    public static async Task<IResult> Handle(IFormCollection form, ListSignals list, IDbContextFactory<SignalsDb> database, TimeProvider clock, WriteTurn turn, HttpContext http, CancellationToken stop)
    {
        string[] signals = [.. form["signals"].OfType<string>().Distinct()];
        var (kind, reason, comment) = ((string?)form["kind"] ?? "", (string?)form["reason"], (string?)form["comment"]);
        if (!http.User.MayAssess)
            return Results.Forbid();
        // The signal page offers verdict and reason as one choice.
        if (((string?)form["verdict"])?.Split(':') is [var what, var why])
            (kind, reason) = (what, why);
        if (Refusal(signals, kind, reason, comment) is { } sentence)
            return Results.Problem(sentence, statusCode: StatusCodes.Status400BadRequest);
        await using var db = await database.CreateDbContextAsync(stop);
        foreach (var id in signals)
        {
            if (await list.Find(http.User, id, stop) is null)
                return Results.NotFound();
            db.Actions.Add(RowOf(id, kind, reason, comment, http.User, clock.GetUtcNow()));
        }

        await turn.Take(() => db.SaveChangesAsync(stop), stop);
        return Results.LocalRedirect(Shell.SignIn.SignInRoutes.Local((string?)form["returnUrl"] ?? "/signals"));
    }

    static string? Refusal(string[] signals, string kind, string? reason, string? comment) =>
        signals is not { Length: > 0 and <= 200 } ? "Choose between 1 and 200 signals."
        : !Kinds.Contains(kind) ? "Choose what to do: assigned, confirmed, dismissed or reopened."
        : kind is "confirmed" or "dismissed" && !ReasonCodes.For(kind).Any(code => code.Code == reason) ? "Choose a reason from the list: a dismissal without a reason teaches nothing."
        : comment?.Length > 2000 ? "A comment has at most 2,000 characters."
        : null;

    static ActionRow RowOf(string id, string kind, string? reason, string? comment, ClaimsPrincipal person, DateTimeOffset now) => new()
    {
        Signal = id,
        At = now.UnixMicroseconds,
        Who = person.PersonId,
        Name = person.DisplayName,
        Kind = kind,
        Reason = kind is "confirmed" or "dismissed" ? reason! : "",
        Comment = comment?.Trim() ?? "",
    };
}
