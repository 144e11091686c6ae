using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Signals;
using Knooppunt.Observations;
using Knooppunt.Phenomena;

namespace Knooppunt.Node.Phenomena;

/// <summary>What was chosen and what came of it, in the words of who leads the file.</summary>
sealed record CourseWish(string Intervention, string Step, string Barrier, string Result, PhenomenonState? To);

/// <summary>What people bring to a phenomenon file and decide in it.</summary>
sealed class PhenomenonDeeds(PhenomenonBook book, ListSignals signals, PatternShelf shelf)
{
    const int MostPartners = 30, MostContributions = 300, MostHypotheses = 50, MostArguments = 500, MostPatterns = 20;

    /// <summary>Names another organisation on the file, or takes it off.</summary>
    public Task<Refusal?> Partner(ClaimsPrincipal person, string id, int version, string organisation, bool add, CancellationToken stop) => book.Lead(person, id, version, (db, file) =>
    {
        if (add)
        {
            if (!book.IsPartner(organisation) || file.Named.Contains(organisation) || file.Named.Count >= MostPartners)
                return Refusal.Wrong("Kies een organisatie van dit knooppunt die nog niet meedoet.", "Choose an organisation of this node that does not take part yet.");
            db.Partners.Add(new PhenomenonPartnerRow { File = file.Row.Number, Organisation = organisation, Since = book.Now });
            return null;
        }

        if (!file.Named.Contains(organisation) || organisation == book.LeadOf(file.Row))
            return Refusal.Wrong("Kies een partner van dit dossier; wie het leidt kan er niet uit.", "Choose a partner of this file; who leads it cannot be taken off.");
        db.Partners.Remove(db.Partners.Single(row => row.File == file.Row.Number && row.Organisation == organisation));
        return null;
    }, stop);

    /// <summary>Brings something under its own mark.</summary>
    public Task<Refusal?> Contribute(ClaimsPrincipal person, string id, string organisation, Regime regime, Tlp tlp, string text, CancellationToken stop) => book.Act(person, id, (db, file, voice) =>
    {
        var own = organisation.Length == 0 ? voice : organisation;
        if (!file.ActsFor(person, voice).Contains(own))
            return Refusal.Wrong("Kies een organisatie waarvoor u meedoet.", "Choose an organisation for which you take part.");
        if (!ContributionMark.Regimes.Contains(regime))
            return Refusal.Wrong("Onder een gesloten regime (Wpg, Wjsg, fiscaal, douane) brengt u hier niets in: zeg wat u mag zeggen als kennis zonder personen.", "Under a closed regime (police, judicial, fiscal, customs) nothing is brought here: say what you may as knowledge without persons.");
        if (!Enum.IsDefined(tlp))
            return Refusal.Wrong("Kies wie het mag zien.", "Choose who may see it.");
        var answer = Visibility.Ask(person.Viewers.Where(viewer => viewer.Organisation == own && PersonRights.AnsweringRoles.Contains(viewer.Role)), ContributionMark.Label(own, regime, tlp));
        if (answer.Verdict == AccessVerdict.Refuse)
            return Refusal.Wrong($"Dit mag uw rol niet inbrengen. {answer.Why} ({answer.Article})", $"Your role may not bring this. {answer.WhyEnglish} ({answer.Article})");
        if (WrongIn(text, file.Contributions.Count, MostContributions) is { } wrong)
            return wrong;
        db.Contributions.Add(new ContributionRow { File = file.Row.Number, Organisation = own, Regime = regime, Tlp = tlp, Name = person.DisplayName, At = book.Now, Text = text });
        return null;
    }, stop);

    /// <summary>An organisation takes back what it brought: the text goes, that it was there stays.</summary>
    public Task<Refusal?> TakeBack(ClaimsPrincipal person, string id, int contribution, CancellationToken stop) => book.Act(person, id, (_, file, voice) =>
    {
        if (file.Contributions.FirstOrDefault(row => row.Id == contribution && file.ActsFor(person, voice).Contains(row.Organisation)) is not { } row)
            return Refusal.Forbidden;
        if (row.Text.Length == 0)
            return Refusal.First;
        row.Text = "";
        return null;
    }, stop);

    /// <summary>Writes down what may explain it or stop it.</summary>
    public Task<Refusal?> Suppose(ClaimsPrincipal person, string id, string text, CancellationToken stop) => book.Act(person, id, (db, file, voice) =>
    {
        if (WrongIn(text, file.Hypotheses.Count, MostHypotheses) is { } wrong)
            return wrong;
        db.Hypotheses.Add(new HypothesisRow { File = file.Row.Number, Organisation = voice, Name = person.DisplayName, At = book.Now, Text = text });
        return null;
    }, stop);

    /// <summary>Says what speaks for a hypothesis, or against it.</summary>
    public Task<Refusal?> Argue(ClaimsPrincipal person, string id, int hypothesis, bool inFavour, string text, CancellationToken stop) => book.Act(person, id, (db, file, voice) =>
    {
        if (file.Hypotheses.All(row => row.Id != hypothesis))
            return Refusal.First;
        if (WrongIn(text, file.Arguments.Sum(group => group.Count()), MostArguments) is { } wrong)
            return wrong;
        db.Arguments.Add(new ArgumentRow { File = file.Row.Number, Hypothesis = hypothesis, For = inFavour, Organisation = voice, Name = person.DisplayName, At = book.Now, Text = text });
        return null;
    }, stop);

    /// <summary>Names a pattern whose record the partners look at, or names it no more.</summary>
    public Task<Refusal?> Pattern(ClaimsPrincipal person, string id, string pattern, bool add, CancellationToken stop) => book.Act(person, id, (db, file, _) =>
    {
        var known = file.Patterns.FirstOrDefault(row => row.Pattern == pattern);
        if (!add)
        {
            if (known is null)
                return Refusal.First;
            db.Patterns.Remove(known);
            return null;
        }

        if (known is not null || file.Patterns.Count >= MostPatterns || shelf.Find(pattern) is not { Speaks: true } shelved)
            return Refusal.Wrong($"Kies een patroon van dit knooppunt dat hier nog niet staat; hoogstens {MostPatterns}.", $"Choose a pattern of this node that does not stand here yet; at most {MostPatterns}.");
        db.Patterns.Add(new PhenomenonPatternRow { File = file.Row.Number, Pattern = pattern, Title = shelved.Document.Title });
        return null;
    }, stop);

    /// <summary>Writes down what was chosen and what came of it, and goes to another state when that is asked. Each step keeps the records of the patterns as they are then.</summary>
    public async Task<Refusal?> Course(ClaimsPrincipal person, string id, int version, CourseWish wish, CancellationToken stop)
    {
        var records = new Dictionary<string, PatternRecord>(StringComparer.Ordinal);
        if (wish.To is not null && await book.Find(person, id, stop) is { } before)
        {
            foreach (var row in before.Patterns)
                records[row.Pattern] = await signals.RecordOf(row.Pattern, stop);
        }

        return await book.Lead(person, id, version, (db, file) =>
        {
            var row = file.Row;
            if (row.State == PhenomenonState.Closed && wish.To is null)
                return Refusal.Wrong("Open het dossier eerst weer.", "Open the file again first.");
            if (new[] { wish.Intervention, wish.Step, wish.Barrier, wish.Result }.Where(text => text.Length > 0).Select(OwnWords.Refusal).FirstOrDefault(word => word is not null) is { } clear)
                return Refusal.Of(clear);
            if (row.State != PhenomenonState.Closed)
                (row.Intervention, row.Step, row.Barrier, row.Result) = (wish.Intervention, wish.Step, wish.Barrier, wish.Result);
            if (wish.To is not { } to)
                return null;
            if (Against(PhenomenonCourse.Weigh(row.State, to, row.Intervention, row.Step, row.Barrier, row.Result)) is { } wrong)
                return wrong;
            (row.State, row.Closed) = (to, to == PhenomenonState.Closed ? book.Now : null);
            var now = book.Now;
            db.Courses.Add(new CourseRow { File = row.Number, At = now, To = to, Organisation = book.LeadOf(row), Name = person.DisplayName });
            db.Figures.AddRange(file.Patterns.Where(pattern => records.ContainsKey(pattern.Pattern)).Select(pattern => FigureOf(row.Number, now, pattern.Pattern, records[pattern.Pattern])));
            return null;
        }, stop);
    }

    static FigureRow FigureOf(long file, long at, string pattern, PatternRecord record) =>
        new() { File = file, At = at, Pattern = pattern, Fired = record.Fired, Confirmed = record.Confirmed, Dismissed = record.Dismissed, Innocent = record.Innocent };

    static Refusal? WrongIn(string text, int count, int most) =>
        text.Length < OwnWords.Shortest ? Refusal.Wrong("Schrijf in een paar woorden wat u weet of denkt.", "Write in a few words what you know or think.")
        : count >= most ? Refusal.Wrong($"Hier staan er al {most}. Sluit dit dossier af en open een scherper.", $"Here are {most} already. Close this file and open a sharper one.")
        : Refusal.Of(OwnWords.Refusal(text));

    static Refusal? Against(CourseAnswer answer) => answer switch
    {
        CourseAnswer.NoStep => Refusal.First,
        CourseAnswer.NoIntervention => Refusal.Wrong("Schrijf eerst wat u gaat doen, welke stap van het script dat raakt en welke barrière het maakt: anders kan niemand later zien of het werkte.", "First write what you will do, which step of the script that hits and which barrier it makes: otherwise nobody can see later whether it worked."),
        CourseAnswer.NoResult => Refusal.Wrong("Schrijf eerst wat ervan kwam, ook als het niets was.", "First write what came of it, even when it was nothing."),
        _ => null,
    };
}
