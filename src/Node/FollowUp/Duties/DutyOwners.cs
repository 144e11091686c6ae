using Knooppunt.FollowUp;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals.Following;

namespace Knooppunt.Node.FollowUp;

/// <summary>Tells the pages of Signals who owns what.</summary>
sealed class DutyOwners(Duties duties, OnDutyPeople people, NodeSettings settings) : ISignalOwners
{
    public async Task<IReadOnlyDictionary<string, SignalOwner>> Of(IReadOnlyCollection<string> signals, CancellationToken stop = default)
    {
        var watch = await people.Now(stop);
        var rows = await duties.Of(Duties.Signal, signals, stop);
        return rows.Values.Where(row => row.State != DutyState.Closed).ToDictionary(row => row.Object, row =>
            new SignalOwner(settings.NameOf(row.Owner), row.Person, watch.NameOf(row.Person), row.State == DutyState.Accepted, UnixTime.FromMicroseconds(row.Deadline), row.Late > 0));
    }
}
