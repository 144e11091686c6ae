using System.Globalization;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Signals;
using MimeKit;

namespace Knooppunt.Node.FollowUp;

/// <summary>A person says how they want to be told.</summary>
static class NoticeRoutes
{
    const int LongestMail = 254;

    public static async Task<IResult> Keep(IFormCollection form, NoticeBox box, HttpContext http, CancellationToken stop)
    {
        var (mail, wrong) = (((string?)form["mail"] ?? "").Trim(), (Word?)null);
        var wish = new NoticeWishRow
        {
            Person = http.User.PersonId,
            Mail = mail,
            Lowest = Enum.TryParse<Severity>(form["lowest"], out var lowest) && Enum.IsDefined(lowest) ? lowest : Severity.Medium,
            QuietFrom = Minutes(form["quietFrom"]),
            QuietTo = Minutes(form["quietTo"]),
            Digest = Minutes(form["digest"]),
            CooldownMinutes = Number(form["cooldown"], 0, 1440, 15),
            MostPerHour = Number(form["most"], 1, 60, 6),
        };
        if (mail.Length > 0 && (mail.Length > LongestMail || !MailboxAddress.TryParse(mail, out var address) || address.Address != mail || !mail.Contains('@', StringComparison.Ordinal)))
            wrong = new("Dit is geen e-mailadres. Schrijf het als naam@organisatie.nl.", "This is not an e-mail address. Write it as name@organisation.nl.");
        else if (wish.QuietFrom is null != wish.QuietTo is null)
            wrong = new("Vul bij stille uren een begin en een eind in, of geen van beide.", "For quiet hours fill in a beginning and an end, or neither.");
        if (wrong is { } why)
            return Refused.Because(http, StatusCodes.Status400BadRequest, why);
        await box.Keep(wish, stop);
        return Results.LocalRedirect("/notices");
    }

    static int? Minutes(string? time) => TimeOnly.TryParseExact(time, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour) ? (int)hour.ToTimeSpan().TotalMinutes : null;

    static int Number(string? text, int least, int most, int usual) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, least, most) : usual;
}
