using System.Globalization;
using System.Security.Claims;
using System.Text.RegularExpressions;
using Knooppunt.Disclosure.Access;
using Knooppunt.Knowledge.Sightings;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;

namespace Knooppunt.Node.Exchange.Sightings;

/// <summary>An analyst holds a week back before it is told, or lets it go.</summary>
static partial class SightingRoutes
{
    /// <summary>Whether the person decides on what is told: an analyst or an administrator.</summary>
    public static bool MayHold(ClaimsPrincipal person) => person.Has(Role.Analyst) || person.Has(Role.Administrator);

    public static async Task<IResult> Hold(IFormCollection form, SightingFlow flow, HttpContext http, CancellationToken stop)
    {
        if (!MayHold(http.User))
            return Results.Forbid();
        if (form.Text("deed") is not ("hold" or "release") || Weeks().Match(form.Text("week")) is not { Success: true } week)
            return Refusal.Wrong("Kies een week, en of die weggaat of niet.", "Choose a week, and whether it goes or not.").Answer(http);
        var chosen = new IsoWeek(int.Parse(week.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(week.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
        return await flow.Hold(form.Text("node"), form.Text("indicator"), chosen, form.Text("deed") == "hold" ? http.User.DisplayName : null, stop)
            ? Results.LocalRedirect("/exchange/sightings")
            : Refusal.Wrong("Deze week is al gemeld, of hoort niet bij een patroon van dit knooppunt.", "This week was reported already, or is of no pattern of this node.").Answer(http);
    }

    /// <summary>What goes back to who gave a pattern in a file: in a file.</summary>
    public static async Task<IResult> ToFile(IFormCollection form, SightingFlow flow, HttpContext http, CancellationToken stop)
    {
        if (!MayHold(http.User))
            return Results.Forbid();
        var node = form.Text("node");
        return (await flow.ByFile(stop)).Contains(node) && await flow.ToFile(node, stop) is { } bundle
            ? Results.File(bundle, "application/stix+json", $"knooppunt-{node}.json")
            : Refusal.Wrong("Voor dit knooppunt is er nu niets om in een bestand mee te geven.", "There is nothing to hand over in a file for this node now.").Answer(http);
    }

    [GeneratedRegex("^(20\\d\\d)-W(0[1-9]|[1-4]\\d|5[0-3])$", RegexOptions.CultureInvariant)]
    private static partial Regex Weeks();
}
