using System.Security.Claims;
using Knooppunt.Municipal;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;

namespace Knooppunt.Node.Municipal;

/// <summary>The third step: which of the municipality's own sources are asked, what they answer, and with whom a hit may be shared.</summary>
sealed class MunicipalSourceDeeds(MunicipalBook book)
{
    /// <summary>The privacy officer opens a source, with its ground and how old the fact may be.</summary>
    public Task<Refusal?> Open(ClaimsPrincipal person, string id, int version, string source, string ground, int oldestMonths, CancellationToken stop) => book.Change(person, id, version, MunicipalRights.Checks, (db, signal) =>
    {
        if (signal.Course.Step != ProtocolStep.Sources || signal.Waiting is not null)
            return Refusal.First;
        if (MunicipalSource.Find(source) is not { } known || signal.Sources.Any(row => row.Source == source))
            return Refusal.Wrong("Kies een bron uit de lijst die nog niet open staat.", "Choose a source from the list that is not open yet.");
        if (known.Secrecy is { } secrecy)
            return Refusal.Wrong($"Deze bron valt onder een eigen geheimhouding ({secrecy}) en wordt hier niet bevraagd.", $"This source lies under a secrecy of its own ({secrecy}) and is not asked here.");
        if (MunicipalDeeds.Unwritten(ground) is { } unwritten)
            return unwritten;
        if (oldestMonths is < 1 or > MunicipalSource.LongestMonths)
            return Refusal.Wrong($"Kies hoe oud het feit mag zijn: 1 tot {MunicipalSource.LongestMonths} maanden.", $"Choose how old the fact may be: 1 to {MunicipalSource.LongestMonths} months.");
        if (!MunicipalSource.MayBeAsked(signal.SeenOn, book.Today, oldestMonths))
            return Refusal.Wrong("Dit is te oud: wat verder terug ligt mag niet worden gevraagd.", "This is too old: what lies further back may not be asked.");
        db.Sources.Add(new MunicipalSourceRow { Signal = signal.Row.Number, Source = source, Ground = ground, OldestMonths = oldestMonths, OpenedBy = person.DisplayName, Opened = book.Now });
        return null;
    }, stop);

    /// <summary>Writes down what a source answered: hit or no hit, and no more.</summary>
    public Task<Refusal?> Answer(ClaimsPrincipal person, string id, int version, string source, bool hit, CancellationToken stop) => book.Change(person, id, version, MunicipalRights.Handles, (_, signal) =>
    {
        if (signal.Course.Step != ProtocolStep.Sources || signal.Sources.FirstOrDefault(row => row.Source == source) is not { Hit: null } row)
            return Refusal.First;
        if (!MunicipalSource.MayBeAsked(signal.SeenOn, book.Today, row.OldestMonths))
            return Refusal.Wrong("Dit is intussen te oud geworden om te vragen.", "This has become too old to ask in the meantime.");
        (row.Hit, row.AnsweredBy) = (hit, person.DisplayName);
        return null;
    }, stop);

    /// <summary>The privacy officer writes with which departments a hit may be shared (check 2A).</summary>
    public Task<Refusal?> Departments(ClaimsPrincipal person, string id, int version, string source, string departments, CancellationToken stop) => book.Change(person, id, version, MunicipalRights.Checks, (_, signal) =>
    {
        if (signal.Course.Step != ProtocolStep.Approach || signal.Course.Running || signal.Sources.FirstOrDefault(row => row.Source == source) is not { Hit: true } row)
            return Refusal.First;
        if (MunicipalDeeds.Unwritten(departments) is { } unwritten)
            return unwritten;
        row.Departments = departments;
        return null;
    }, stop);
}
