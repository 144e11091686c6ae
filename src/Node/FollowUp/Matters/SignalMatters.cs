using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Knooppunt.Node.Signals.Following;
using Knooppunt.Signals;

namespace Knooppunt.Node.FollowUp;

/// <summary>Signals as something to answer for.</summary>
sealed class SignalMatters(ListSignals signals, SignalChanges changes, Labels labels, NodeSettings settings) : IMatters
{
    public string Kind => Duties.Signal;

    public async Task<IReadOnlyDictionary<string, Matter>> Find(ClaimsPrincipal person, IReadOnlyCollection<string> ids, CancellationToken stop = default) =>
        (await signals.FindMany(person, ids, stop)).ToDictionary(found => found.Key, found => Of(found.Value));

    public Task<IReadOnlySet<string>> Ended(IReadOnlyCollection<string> ids, CancellationToken stop) => changes.Ended(ids, stop);

    Matter Of(SignalRow row)
    {
        var own = settings.Organisations.Any(organisation => organisation.Id == row.Journal);
        var label = labels[row.Label];
        string[] partners = own ? [row.Journal]
            : [.. settings.Organisations.Select(organisation => organisation.Id).Where(partner => PersonRights.AnsweringRoles.Any(role => Visibility.Ask([new(partner, role)], label).Verdict != AccessVerdict.Refuse))];
        return new(Duties.Signal, row.Id, new(row.Headline, row.HeadlineEnglish), (Severity)row.Severity, $"/signals/{row.Id}", partners);
    }
}
