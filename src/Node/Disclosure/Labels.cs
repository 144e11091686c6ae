using System.Collections.Concurrent;
using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Disclosure;

/// <summary>Visibility labels and their ids: what a row carries and what a person's rights compile to.</summary>
sealed class Labels(IDbContextFactory<DisclosureDb> database, WriteTurn turn)
{
    readonly ConcurrentDictionary<VisibilityLabel, int> _ids = new();
    readonly ConcurrentDictionary<int, VisibilityLabel> _labels = new();

    /// <summary>Reads the labels that earlier runs made.</summary>
    public async Task Load(CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        await foreach (var row in db.Labels.AsNoTracking().AsAsyncEnumerable().WithCancellation(stop))
            Remember(row);
    }

    /// <summary>The id of a label; made when it has none yet.</summary>
    public int IdOf(VisibilityLabel label)
    {
        if (_ids.TryGetValue(label, out var id))
            return id;
        lock (_ids)
        {
            if (_ids.TryGetValue(label, out id))
                return id;
            using var db = database.CreateDbContext();
            var row = new LabelRow { Organisation = label.Organisation, Regime = label.Regime, Purposes = label.Purposes.Bits, Tlp = label.Tlp, Pap = label.Pap, Released = label.Released };
            db.Labels.Add(row);
            turn.Take(db.SaveChanges);
            Remember(row);
            return row.Id;
        }
    }

    /// <summary>Ids of the labels that the person may see, whole or reduced; for use in a query.</summary>
    public int[] VisibleTo(ClaimsPrincipal person) => [.. Visibility.Visible(person.Viewers.ToArray(), _labels)];

    /// <summary>What the table says of one label for the person, with its reason.</summary>
    public static AccessAnswer Ask(ClaimsPrincipal person, VisibilityLabel label) => Visibility.Ask(person.Viewers, label);

    /// <summary>The label with this id.</summary>
    public VisibilityLabel this[int id] => _labels[id];

    void Remember(LabelRow row)
    {
        var label = new VisibilityLabel(row.Organisation, row.Regime, new(row.Purposes), row.Tlp, row.Pap, row.Released);
        _ids[label] = row.Id;
        _labels[row.Id] = label;
    }
}
