using System.Globalization;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Node.Signals;

namespace Knooppunt.Node.FollowUp;

/// <summary>What a person answers when a signal is put before their organisation. Accepting is done on the signal itself.</summary>
static class DutyRoutes
{
    const int ShortestReason = 5, LongestReason = 500;

    internal static readonly Word
        NeedsReason = new($"Schrijf in een paar woorden waarom ({ShortestReason} tot {LongestReason} tekens): wie het krijgt moet weten waarom het bij hem komt.", $"Write in a few words why ({ShortestReason} to {LongestReason} characters): who gets it must know why it comes to them."),
        Changed = new("Iemand was u voor: dit is intussen veranderd. Kijk opnieuw en besluit dan.", "Somebody was first: this has changed in the meantime. Look again and decide then.");

    static readonly Word
        LastOne = new("Na uw organisatie komt niemand meer. Draag het over aan wie het wel kan.", "Nobody comes after your organisation. Hand it over to who can."),
        OwnJournal = new("Dit signaal staat in het eigen journaal van uw organisatie. Deel het eerst; wie het niet mag zien kan er niets mee doen.", "This signal stands in your organisation's own journal. Share it first; who may not see it can do nothing with it."),
        NoPartner = new("Kies een andere organisatie van dit knooppunt.", "Choose another organisation of this node.");

    public static Task<IResult> Decline(IFormCollection form, Duties duties, ListSignals signals, NodeSettings settings, TimeProvider clock, HttpContext http, CancellationToken stop) =>
        Answer(form, duties, signals, settings, http, DutyDeed.Declined, row => row.Duty.HasNext ? null : LastOne, (duty, onDuty) => duty.Decline(clock.GetUtcNow(), onDuty), stop);

    public static Task<IResult> HandOver(IFormCollection form, Duties duties, ListSignals signals, NodeSettings settings, TimeProvider clock, HttpContext http, CancellationToken stop)
    {
        var to = (string?)form["organisation"] ?? "";
        return Answer(form, duties, signals, settings, http, DutyDeed.HandedOver,
            row => settings.Organisations.All(organisation => organisation.Id != to) || to == row.Owner ? NoPartner : null,
            (duty, onDuty) => duty.HandOver(to, clock.GetUtcNow(), onDuty), stop);
    }

    public static async Task<IResult> NameOnDuty(IFormCollection form, OnDutyPeople people, HttpContext http, CancellationToken stop)
    {
        var (organisation, person) = ((string?)form["organisation"] ?? "", (string?)form["person"] ?? "");
        if (!OnDutyPeople.MayAnswer(http.User.Viewers, organisation))
            return Results.Forbid();
        if ((await people.Of(organisation, stop)).All(member => member.Id != person))
            return Refused.Because(http, StatusCodes.Status400BadRequest, new("Kies iemand van uw organisatie die signalen kan aannemen.", "Choose somebody of your organisation who can take signals on."));
        await people.Name(organisation, person, http.User.DisplayName, stop);
        return Results.LocalRedirect("/duties");
    }

    static async Task<IResult> Answer(IFormCollection form, Duties duties, ListSignals signals, NodeSettings settings, HttpContext http, DutyDeed deed, Func<DutyRow, Word?> refusal, Func<Knooppunt.FollowUp.Duty, Knooppunt.FollowUp.OnDuty, Knooppunt.FollowUp.Duty?> change, CancellationToken stop)
    {
        var (id, reason) = ((string?)form["signal"] ?? "", ((string?)form["reason"] ?? "").Trim());
        if (await signals.Find(http.User, id, stop) is not { } found || (await duties.Of(Duties.Signal, [id], stop)).GetValueOrDefault(id) is not { } row)
            return Results.NotFound();
        if (!OnDutyPeople.MayAnswer(http.User.Viewers, row.Owner))
            return Results.Forbid();
        if (reason.Length is < ShortestReason or > LongestReason)
            return Refused.Because(http, StatusCodes.Status400BadRequest, NeedsReason);
        if (OwnWords.Refusal(reason) is { } clear)
            return Refused.Because(http, StatusCodes.Status400BadRequest, clear);
        if (settings.Organisations.Any(organisation => organisation.Id == found.Row.Journal))
            return Refused.Because(http, StatusCodes.Status400BadRequest, OwnJournal);
        if (refusal(row) is { } wrong)
            return Refused.Because(http, StatusCodes.Status400BadRequest, wrong);
        if (!int.TryParse(form["version"], CultureInfo.InvariantCulture, out var version)
            || await duties.Change(Duties.Signal, id, change, deed, new(http.User.DisplayName, reason), stop, version) is null)
        {
            return Refused.Because(http, StatusCodes.Status409Conflict, Changed);
        }

        return Results.LocalRedirect($"/signals/{id}");
    }
}
