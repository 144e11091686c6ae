using System.Security.Claims;
using Knooppunt.Cases;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Cases;

/// <summary>What people do in a case. Rights are weighed in the same turn in which it is written, so that who was just taken off does nothing more.</summary>
sealed class CaseDeeds(IDbContextFactory<CasesDb> database, CaseBook book, NodeSettings settings, WriteTurn turn, TimeProvider clock)
{
    static readonly Refusal ClosedAlready = new(StatusCodes.Status409Conflict, new("Deze zaak is afgesloten. Wie haar leidt kan haar heropenen.", "This case is closed. Who leads it can reopen it."));

    const int MostPartners = 30, MostSignals = 200, MostDecisions = 500;

    /// <summary>Names another partner on the case.</summary>
    public Task<Refusal?> AddPartner(ClaimsPrincipal person, string id, int version, string organisation, PartnerPart part, LegalBasis basis, string article, CancellationToken stop) => Lead(person, id, version, (db, file) =>
    {
        if (settings.Organisations.All(partner => partner.Id != organisation))
            return Refusal.Wrong("Kies een organisatie van dit knooppunt.", "Choose an organisation of this node.");
        if (!Enum.IsDefined(part) || !Enum.IsDefined(basis))
            return Refusal.Wrong("Kies wat de partner doet en op grond waarvan.", "Choose what the partner does and on what ground.");
        if (file.Named.Contains(organisation))
            return Refusal.Wrong("Deze organisatie doet al mee.", "This organisation takes part already.");
        if (file.Partners.Count >= MostPartners)
            return Refusal.Wrong($"Een zaak heeft hoogstens {MostPartners} partners.", $"A case has at most {MostPartners} partners.");
        if (CaseBook.ArticleRefusal(article) is { } wrong)
            return Refusal.Of(wrong);
        var label = CaseRights.LabelOf(file.Row);
        if (CaseRights.RolesOf(organisation, label).Length == 0)
        {
            var answer = CaseRights.RefusalOf(organisation, label);
            return Refusal.Wrong($"{settings.NameOf(organisation)} mag deze zaak niet zien. {answer.Why} ({answer.Article})", $"{settings.NameOf(organisation)} may not see this case. {answer.WhyEnglish} ({answer.Article})");
        }

        db.Partners.Add(new CasePartnerRow { Case = file.Row.Number, Organisation = organisation, Part = part, Basis = basis, Article = article, Since = Now });
        db.Events.Add(Line(file, person, CaseDeed.PartnerAdded).On(organisation, article));
        file.Row.Version++;
        return null;
    }, stop);

    /// <summary>Takes a partner off the case.</summary>
    public Task<Refusal?> RemovePartner(ClaimsPrincipal person, string id, int version, string organisation, string why, CancellationToken stop) => Lead(person, id, version, (db, file) =>
    {
        if (file.Partners.FirstOrDefault(partner => partner.Organisation == organisation) is not { } row)
            return Refusal.Wrong("Deze organisatie doet niet mee.", "This organisation does not take part.");
        if (organisation == file.Row.Owner)
            return Refusal.Wrong("Wie de zaak leidt kan er niet uit. Draag de leiding eerst over.", "Who leads the case cannot be taken off. Hand the lead over first.");
        if (file.Pointers.Select(file.HolderOf).Any(custody => custody.Holder == organisation || custody.OnWayTo == organisation))
            return Refusal.Wrong("Bij deze organisatie ligt bewijs uit deze zaak. Laat het eerst overdragen.", "Evidence of this case lies with this organisation. Let it be handed over first.");
        if (ReasonRefusal(why) is { } wrong)
            return wrong;
        db.Partners.Remove(row);
        db.Events.Add(Line(file, person, CaseDeed.PartnerLeft).On(organisation, why));
        file.Row.Version++;
        return null;
    }, stop);

    /// <summary>Names a signal in the case.</summary>
    /// <param name="person">May see the signal.</param>
    /// <param name="id">Id of the case.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="stop">Stops before it is written, never halfway.</param>
    public Task<Refusal?> Link(ClaimsPrincipal person, string id, SignalRow signal, CancellationToken stop) => Act(person, id, (db, file) =>
    {
        if (book.Mixes(file.Row.Regime, signal) is { } mixes)
            return Refusal.Of(mixes);
        if (file.Signals.Any(link => link.Signal == signal.Id))
            return null;
        if (file.Signals.Count >= MostSignals)
            return Refusal.Wrong($"Een zaak noemt hoogstens {MostSignals} signalen. Voeg signalen eerst samen.", $"A case names at most {MostSignals} signals. Merge signals first.");
        db.Signals.Add(CaseBook.LinkOf(file.Row.Number, signal, Now));
        db.Events.Add(Line(file, person, CaseDeed.SignalLinked).On(signal.Id, ""));
        return null;
    }, stop);

    /// <summary>Writes a decision down with its ground.</summary>
    public Task<Refusal?> Decide(ClaimsPrincipal person, string id, string text, string ground, CancellationToken stop) => Act(person, id, (db, file) =>
    {
        if ((ReasonRefusal(text) ?? Refusal.Of(CaseBook.ArticleRefusal(ground))) is { } wrong)
            return wrong;
        if (file.Events.Count(line => line.Deed == CaseDeed.Decided) >= MostDecisions)
            return Refusal.Wrong($"Hier staan al {MostDecisions} besluiten. Sluit de zaak af en open een nieuwe.", $"Here are {MostDecisions} decisions already. Close the case and open a new one.");
        var line = Line(file, person, CaseDeed.Decided).On("", text);
        line.Ground = ground;
        db.Events.Add(line);
        return null;
    }, stop);

    /// <summary>Closes the case with an outcome.</summary>
    public Task<Refusal?> Close(ClaimsPrincipal person, string id, int version, CaseOutcome outcome, string text, CancellationToken stop) => Change(person, id, version, (db, file) =>
    {
        if (!file.MayBeClosedBy(person))
            return Refusal.Forbidden;
        if (!Enum.IsDefined(outcome) || outcome == CaseOutcome.Open)
            return Refusal.Wrong("Kies wat ervan kwam.", "Choose what came of it.");
        if (ReasonRefusal(text) is { } wrong)
            return wrong;
        if (file.Pointers.Select(file.HolderOf).Any(custody => custody.OnWayTo is { } receiver && settings.Organisations.Any(partner => partner.Id == receiver)))
            return Refusal.Wrong("Er is nog bewijs onderweg. Laat de ontvanger het eerst bevestigen.", "Evidence is still on its way. Let the receiver confirm it first.");
        var now = Now;
        (file.Row.Closed, file.Row.Outcome) = (now, outcome);
        foreach (var link in file.Signals.Where(link => link.Judged != true))
        {
            var owed = CaseVerdicts.Of(outcome) is not null;
            link.Judged = owed ? null : false;
            if (owed)
                db.Owed.Add(new OwedVerdictRow { Case = file.Row.Number, Signal = link.Signal, Who = person.PersonId, At = now });
        }

        file.Row.Version++;
        db.Events.Add(Line(file, person, CaseDeed.Closed).On(outcome.ToString(), text));
        return null;
    }, stop);

    /// <summary>Opens a closed case again. Verdicts that followed from its outcome stand until somebody reopens the signal.</summary>
    public Task<Refusal?> Reopen(ClaimsPrincipal person, string id, int version, string why, CancellationToken stop) => Change(person, id, version, (db, file) =>
    {
        if (!file.IsLedBy(person))
            return Refusal.Forbidden;
        if (file.Open)
            return Refusal.First;
        if (ReasonRefusal(why) is { } wrong)
            return wrong;
        (file.Row.Closed, file.Row.Outcome) = (null, CaseOutcome.Open);
        file.Row.Version++;
        db.Events.Add(Line(file, person, CaseDeed.Reopened).On("", why));
        return null;
    }, stop, closedToo: true);

    /// <summary>Does something for which the person must act for a partner of the open case.</summary>
    public Task<Refusal?> Act(ClaimsPrincipal person, string id, Func<CasesDb, CaseFile, Refusal?> deed, CancellationToken stop) =>
        Change(person, id, null, (db, file) => file.ActsFor(person).Length == 0 ? Refusal.Forbidden : deed(db, file), stop);

    /// <summary>A line of the timeline.</summary>
    public CaseEventRow Line(CaseFile file, ClaimsPrincipal person, CaseDeed deed) =>
        new() { Case = file.Row.Number, At = Now, Deed = deed, Name = person.DisplayName, Organisation = file.ActsFor(person).FirstOrDefault() ?? file.Row.Owner };

    /// <summary>Why a reason or result cannot be kept; null when it can.</summary>
    public static Refusal? ReasonRefusal(string text) => text.Length < OwnWords.Shortest
        ? Refusal.Wrong("Schrijf in een paar woorden wat en waarom: het staat in de tijdlijn van de zaak.", "Write in a few words what and why: it stands in the timeline of the case.") : Refusal.Of(OwnWords.Refusal(text));

    Task<Refusal?> Lead(ClaimsPrincipal person, string id, int version, Func<CasesDb, CaseFile, Refusal?> deed, CancellationToken stop) =>
        Change(person, id, version, (db, file) => file.IsLedBy(person) ? deed(db, file) : Refusal.Forbidden, stop);

    Task<Refusal?> Change(ClaimsPrincipal person, string id, int? version, Func<CasesDb, CaseFile, Refusal?> deed, CancellationToken stop, bool closedToo = false) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await CaseFile.Read(db, id, stop) is not { } file || !(file.IsSeenBy(person) || file.MayBeClosedBy(person)))
            return Refusal.First;
        if (!file.Open && !closedToo)
            return ClosedAlready;
        if (version is { } seen && seen != file.Row.Version)
            return Refusal.First;
        if (deed(db, file) is { } refusal)
            return refusal;
        await db.SaveChangesAsync(stop);
        return null;
    }, stop);

    long Now => clock.GetUtcNow().UnixMicroseconds;
}

/// <summary>Fills a line of the timeline.</summary>
static class CaseLines
{
    /// <summary>The line with what it is about and what was said.</summary>
    public static CaseEventRow On(this CaseEventRow line, string about, string text)
    {
        (line.About, line.Text) = (about, text);
        return line;
    }
}
