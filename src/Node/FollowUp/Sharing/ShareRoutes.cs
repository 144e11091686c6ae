using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Node.Signals;

namespace Knooppunt.Node.FollowUp;

/// <summary>Giving a signal to a partner, and taking it back.</summary>
static class ShareRoutes
{
    public static async Task<IResult> Give(IFormCollection form, ListSignals signals, Shares shares, FollowAsked follow, HttpContext http, CancellationToken stop)
    {
        if (await signals.Find(http.User, (string?)form["signal"] ?? "", stop) is not { } found)
            return Results.NotFound();
        if (!Shares.MayGive(http.User, found.Row.Journal))
            return Results.Forbid();
        // What is not ticked stays.
        var offered = form["offered"].OfType<string>().ToHashSet(StringComparer.Ordinal);
        offered.ExceptWith(form["field"].OfType<string>());
        var (id, refusal) = await shares.Give(http.User, found.Row, (string?)form["organisation"] ?? "", ((string?)form["why"] ?? "").Trim(), offered, stop);
        await follow.CatchUp(stop);
        return id is null ? Refused.Because(http, StatusCodes.Status400BadRequest, refusal) : Results.LocalRedirect($"/shared/{id}");
    }

    public static async Task<IResult> Withdraw(IFormCollection form, Shares shares, FollowAsked follow, HttpContext http, CancellationToken stop)
    {
        if (await shares.Find(http.User, (string?)form["share"] ?? "", stop) is not { } row)
            return Results.NotFound();
        if (!Shares.MayGive(http.User, row.From))
            return Results.Forbid();
        var withdrawn = await shares.Withdraw(http.User, row, stop);
        await follow.CatchUp(stop);
        return withdrawn ? Results.LocalRedirect($"/shared/{row.Id}")
            : Refused.Because(http, StatusCodes.Status409Conflict, new Word("Dit was al teruggenomen.", "This was taken back already."));
    }
}
