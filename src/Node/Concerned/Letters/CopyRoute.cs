using System.Text.Json;
using Knooppunt.Concerned;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Exports;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Concerned;

/// <summary>
/// The copy that goes with a letter on access (AVG art. 15 lid 3): the lines themselves of what an organisation decided to tell, as CSV. Logged before it is sent.
/// It names others only as pseudonyms.
/// </summary>
static class CopyRoute
{
    static readonly string[] Columns = ["time", "received", "source", "type", "place", "data"];

    static readonly Word NotGranted = new("Een kopie is er van wat uw organisatie op een verzoek om inzage toewees, zolang het verzoek open is.", "There is a copy of what your organisation granted on a request for access, while the request is open.");

    public static async Task<IResult> Handle(IFormCollection form, Requests requests, ConcernedRights rights, JournalRoom journals, JournalHoldings holdings, ReadLog log, HttpContext http, CancellationToken stop)
    {
        var (desks, organisation) = (rights.Desks(http.User), form.Text("organisation"));
        if (desks.Length == 0)
            return Results.Forbid();
        if (await requests.Find(desks, form.Text("request"), stop) is not { } request || request.PartOf(organisation) is not { } part)
            return Results.NotFound();
        if (!desks.Contains(organisation))
            return Results.Forbid();
        if (request.IsFinished || request.Row.Right != ConcernedRight.Access || part.Outcome is not (ConcernedOutcome.Granted or ConcernedOutcome.Partly) || !journals.Organisations.Contains(organisation))
            return Refused.Because(http, StatusCodes.Status409Conflict, NotGranted);
        await log.Record(http.User, "export", request.Row.Id, "kopie bij een brief over inzage", "AVG art. 15 lid 3", stop);
        var (viewers, told) = (ConcernedRights.Viewers([organisation]), request.Of(organisation).Where(finding => finding.Told && finding.Source.Length > 0).ToArray());
        var lines = from observation in holdings.Of(organisation, Sought.Read(request.Row).In(organisation)!.Value, stop)
                    let at = observation.Time.UnixMicroseconds
                    where observation.Handling is { } handling && Visibility.Ask(viewers, VisibilityLabel.Of(handling, released: false)).Verdict == AccessVerdict.Allow
                        && told.Any(finding => finding.Source == observation.Source && at >= finding.Since && at <= finding.Last)
                    orderby observation.Time
                    select new ExportLine(null, observation.Time, observation.ReceivedAt, observation.Source, observation.Type.Name, observation.Data["place"].Text,
                        JsonSerializer.Serialize(observation.Data.ToDictionary(field => field.Key, field => field.Value.ToString()), ConcernedJson.Default.DictionaryStringString));
        return Export.Of(http, "copy", null, Columns, lines);
    }
}
