using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Signals.Following;

namespace Knooppunt.Node.Signals.Merging;

/// <summary>Putting signals together and taking them apart.</summary>
static class MergeRoutes
{
    public static async Task<IResult> Merge(IFormCollection form, Merges merges, IEnumerable<ISignalFollower> followers, HttpContext http, CancellationToken stop)
    {
        if (!http.User.MayAssess)
            return Results.Forbid();
        var (lead, refusal) = await merges.Merge(http.User, [.. form["signals"].OfType<string>().Distinct()], stop);
        if (lead is null)
            return refusal is { } why ? Refused.Because(http, StatusCodes.Status400BadRequest, why) : Results.NotFound();
        await followers.CatchUp(stop);
        return Results.LocalRedirect($"/signals/{lead}");
    }

    public static async Task<IResult> Part(IFormCollection form, ListSignals list, Merges merges, IEnumerable<ISignalFollower> followers, HttpContext http, CancellationToken stop)
    {
        if (!http.User.MayAssess)
            return Results.Forbid();
        var id = (string?)form["signal"] ?? "";
        if (await list.Find(http.User, id, stop) is null)
            return Results.NotFound();
        if (await merges.Part(http.User, id, stop) is { } why)
            return Refused.Because(http, StatusCodes.Status409Conflict, why);
        await followers.CatchUp(stop);
        return Results.LocalRedirect($"/signals/{id}");
    }
}
