using System.Security.Claims;
using Knooppunt.Municipal;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;

namespace Knooppunt.Node.Municipal;

/// <summary>What a handler plans with the fifth weighing.</summary>
sealed record ApproachPlan(string Plan, string Direction, int MonitorMonths, int KeepMonths);

/// <summary>The weighings of a municipal signal, their privacy checks, and the approach.</summary>
sealed class MunicipalDeeds(MunicipalBook book, NodeSettings settings)
{
    /// <summary>A handler weighs. It counts when the privacy officer agrees.</summary>
    public Task<Refusal?> Weigh(ClaimsPrincipal person, string id, int version, Weighing weighing, WeighingOutcome outcome, string reason, ApproachPlan plan, CancellationToken stop) => book.Change(person, id, version, MunicipalRights.Handles, (db, signal) =>
    {
        if (signal.Waiting is not null)
            return Refusal.First;
        if (Against(signal.Course.Weigh(weighing, outcome)) is { } wrong)
            return wrong;
        if (Unwritten(reason) is { } unwritten)
            return unwritten;
        if (weighing == Weighing.Approach && outcome == WeighingOutcome.GoOn)
        {
            if (WrongWith(plan) is { } lacking)
                return lacking;
            (signal.Row.Plan, signal.Row.Direction, signal.Row.MonitorMonths, signal.Row.KeepMonths) = (plan.Plan, plan.Direction, plan.MonitorMonths, plan.KeepMonths);
        }

        db.Weighings.Add(new MunicipalWeighingRow { Signal = signal.Row.Number, Weighing = weighing, Outcome = outcome, Reason = reason, By = person.PersonId, Name = person.DisplayName, At = book.Now });
        return null;
    }, stop);

    /// <summary>The privacy officer agrees with a weighing or not. Nobody checks their own.</summary>
    public Task<Refusal?> Check(ClaimsPrincipal person, string id, int version, bool agree, string reason, CancellationToken stop) => book.Change(person, id, version, MunicipalRights.Checks, (_, signal) =>
    {
        if (signal.Waiting is not { } weighing)
            return Refusal.First;
        if (weighing.By == person.PersonId)
            return Refusal.Wrong("U woog dit zelf. Een andere privacyfunctionaris kijkt ernaar.", "You weighed this yourself. Another privacy officer looks at it.");
        if (Unwritten(reason) is { } unwritten)
            return unwritten;
        (weighing.Agreed, weighing.CheckReason, weighing.CheckName, weighing.Checked) = (agree, reason, person.DisplayName, book.Now);
        return null;
    }, stop);

    /// <summary>The privacy officer writes which exchange the approach needs (check 2B).</summary>
    public Task<Refusal?> Exchange(ClaimsPrincipal person, string id, int version, string text, CancellationToken stop) => book.Change(person, id, version, MunicipalRights.Checks, (_, signal) =>
    {
        if (signal.Course.Step != ProtocolStep.Approach || signal.Course.Running)
            return Refusal.First;
        if (Unwritten(text) is { } unwritten)
            return unwritten;
        signal.Row.Exchange = text;
        return null;
    }, stop);

    /// <summary>Puts a running approach to the joint team of municipalities, or takes it back.</summary>
    public Task<Refusal?> Team(ClaimsPrincipal person, string id, int version, bool on, CancellationToken stop) => book.Change(person, id, version, MunicipalRights.Handles, (_, signal) =>
    {
        if (!settings.JointTeam.Contains(signal.Row.Home))
            return Refusal.Wrong("Uw gemeente heeft in de instellingen geen gezamenlijk team.", "Your municipality has no joint team in the settings.");
        if (!signal.Course.Running || signal.Row.Team == on)
            return Refusal.First;
        signal.Row.Team = on;
        return null;
    }, stop);

    /// <summary>Closes a running approach with what came of it.</summary>
    public Task<Refusal?> Close(ClaimsPrincipal person, string id, int version, string result, CancellationToken stop) => book.Change(person, id, version, MunicipalRights.Handles, (_, signal) =>
    {
        if (!signal.Course.Running)
            return Refusal.First;
        if (Unwritten(result) is { } unwritten)
            return unwritten;
        signal.Row.Result = result;
        return null;
    }, stop);

    /// <summary>Why a text is not kept; null when it is.</summary>
    public static Refusal? Unwritten(string text) => text.Length < OwnWords.Shortest ? Refusal.Wrong("Schrijf in een paar woorden waarom.", "Write in a few words why.") : Refusal.Of(OwnWords.Refusal(text));

    static Refusal? WrongWith(ApproachPlan plan) =>
        plan.Plan.Length < OwnWords.Shortest || plan.Direction.Length < OwnWords.Shortest ? Refusal.Wrong("Schrijf wat er gaat gebeuren en wie de regie heeft.", "Write what will happen and who directs it.")
        : plan.MonitorMonths is < 1 or > MunicipalTerms.LongestMonths || plan.KeepMonths is < 1 or > MunicipalTerms.LongestMonths
            ? Refusal.Wrong($"Kies hoeveel maanden u het effect volgt en daarna bewaart: 1 tot {MunicipalTerms.LongestMonths}.", $"Choose how many months you watch the effect and keep it afterwards: 1 to {MunicipalTerms.LongestMonths}.")
        : Refusal.Of(OwnWords.Refusal(plan.Plan) ?? OwnWords.Refusal(plan.Direction));

    static Refusal? Against(WeighingAnswer answer) => answer switch
    {
        WeighingAnswer.Yes => null,
        WeighingAnswer.NotNow => Refusal.First,
        WeighingAnswer.NotThisOutcome => Refusal.Wrong("Kies een uitkomst die bij deze weging hoort.", "Choose an outcome that belongs to this weighing."),
        WeighingAnswer.SourcesOpen => Refusal.Wrong("Wacht tot elke geopende bron geantwoord heeft: treffer of geen treffer.", "Wait until each opened source has answered: hit or no hit."),
        WeighingAnswer.CheckA => Refusal.Wrong("Eerst schrijft de privacyfunctionaris bij elke treffer met welke afdeling die gedeeld mag worden (toets 2A).", "First the privacy officer writes for each hit with which department it may be shared (check 2A)."),
        _ => Refusal.Wrong("Eerst schrijft de privacyfunctionaris welke uitwisseling de aanpak nodig heeft (toets 2B).", "First the privacy officer writes which exchange the approach needs (check 2B)."),
    };
}
