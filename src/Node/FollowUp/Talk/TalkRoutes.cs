using System.Globalization;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.FollowUp;

/// <summary>Saying something about a matter, and asking something of a partner.</summary>
static class TalkRoutes
{
    public static Task<IResult> Say(IFormCollection form, AllMatters matters, Talks talks, HttpContext http, CancellationToken stop) =>
        Do(form, matters, http, (voice, matter) => talks.Say(http.User, voice, matter, ((string?)form["text"] ?? "").Trim(), stop), stop);

    public static Task<IResult> Ask(IFormCollection form, AllMatters matters, Talks talks, HttpContext http, CancellationToken stop) =>
        Do(form, matters, http, (voice, matter) => talks.Ask(http.User, voice, matter, (string?)form["organisation"] ?? "", ((string?)form["what"] ?? "").Trim(),
            int.TryParse(form["hours"], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) ? hours : 0, stop), stop);

    static async Task<IResult> Do(IFormCollection form, AllMatters matters, HttpContext http, Func<string, Matter, Task<Word?>> deed, CancellationToken stop)
    {
        if (await matters.Find(http.User, (string?)form["kind"] ?? "", (string?)form["object"] ?? "", stop) is not { Kind: not Duties.Action } matter)
            return Results.NotFound();
        if (Talks.VoiceOf(http.User, matter) is not { } voice)
            return Results.Forbid();
        return await deed(voice, matter) is { } wrong ? Refused.Because(http, StatusCodes.Status400BadRequest, wrong) : Results.LocalRedirect($"{matter.Href}#talk");
    }
}
