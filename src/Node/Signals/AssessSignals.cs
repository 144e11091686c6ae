using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Signals;

/// <summary>A person sees, takes, confirms, dismisses or reopens one or more signals.</summary>
static class AssessSignals
{
    const int MostSignals = 200, LongestComment = 2000;

    public static async Task<IResult> Handle(IFormCollection form, Assessments assessments, HttpContext http, CancellationToken stop)
    {
        string[] signals = [.. form["signals"].OfType<string>().Distinct()];
        var (kind, reason, comment) = ((string?)form["kind"] ?? "", (string?)form["reason"], (string?)form["comment"]);
        if (!http.User.MayAssess)
            return Results.Forbid();
        // A page offers verdict and reason as one choice; another button of the same form goes before it.
        if (kind.Length == 0 && ((string?)form["verdict"])?.Split(':') is [var what, var why])
            (kind, reason) = (what, why);
        if (Refusal(signals, kind, reason, comment) is { } wrong)
            return Refused.Because(http, StatusCodes.Status400BadRequest, wrong);
        return await assessments.Write(http.User, signals, kind, reason ?? "", comment?.Trim() ?? "", stop)
            ? Results.LocalRedirect(Shell.SignIn.SignInRoutes.Local((string?)form["returnUrl"] ?? "/signals")) : Results.NotFound();
    }

    static Word? Refusal(string[] signals, string kind, string? reason, string? comment) =>
        signals.Length == 0 ? new("U hebt geen signaal gekozen. Ga terug, vink er een aan en probeer het nog eens.", "You chose no signal. Go back, tick one and try again.")
        : signals.Length > MostSignals ? new($"U koos meer dan {MostSignals} signalen. Ga terug en kies er minder.", $"You chose more than {MostSignals} signals. Go back and choose fewer.")
        : !ActionKinds.All.Contains(kind) ? new("Kies eerst een beoordeling uit de lijst, of een van de knoppen.", "First choose a verdict from the list, or one of the buttons.")
        : ActionKinds.Closes(kind) && !ReasonCodes.For(kind).Any(code => code.Code == reason) ? new("Kies een reden uit de lijst: van een oordeel zonder reden leert het patroon niets.", "Choose a reason from the list: a verdict without a reason teaches the pattern nothing.")
        : comment?.Length > LongestComment ? new($"Een toelichting heeft hoogstens {LongestComment} tekens. Maak hem korter.", $"A comment has at most {LongestComment} characters. Make it shorter.")
        : null;
}
