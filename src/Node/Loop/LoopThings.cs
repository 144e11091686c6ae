using System.Globalization;
using System.Security.Claims;
using Knooppunt.Measures;
using Knooppunt.Node.Advice;
using Knooppunt.Node.Barriers;
using Knooppunt.Node.Cases.Following;
using Knooppunt.Node.FollowUp;
using Knooppunt.Node.Inspections;
using Knooppunt.Node.Measures;
using Knooppunt.Node.Reports.Following;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Loop;

/// <summary>Asks each room what a person may see of its things, and whose they are.</summary>
sealed class LoopThings(IDbContextFactory<LoopDb> database, AllMatters matters, Duties duties, ReportNews reports, CaseNews cases, InspectionBook inspections, MeasureBook measures, AdviceBook advice, BarrierBook barriers, NodeSettings settings)
{
    /// <summary>Those of some things that the person may see.</summary>
    public async Task<IReadOnlyDictionary<LoopThing, LoopItem>> Seen(ClaimsPrincipal person, IReadOnlyCollection<LoopThing> things, CancellationToken stop)
    {
        var found = new Dictionary<LoopThing, LoopItem>();
        foreach (var group in things.GroupBy(thing => thing.Kind))
        {
            string[] ids = [.. group.Select(thing => thing.Id)];
            foreach (var item in await (group.Key switch
            {
                LoopKind.Barrier => Barriers(person, ids, stop),
                LoopKind.Change => Changes(person, ids, stop),
                LoopKind.Measure => Measures(person, ids, stop),
                LoopKind.Advice => Advices(person, ids, stop),
                _ => Matters(person, group.Key, ids, stop),
            }))
                found[item.Thing] = item;
        }

        return found;
    }

    /// <summary>Short names of the organisations whose some things are. Not among them are what is no longer kept, and reports to a confidential adviser: that somebody told one tells too much by itself.</summary>
    public async Task<IReadOnlyDictionary<LoopThing, string>> Owners(IReadOnlyCollection<LoopThing> things, CancellationToken stop)
    {
        var owners = new Dictionary<LoopThing, string>();
        foreach (var group in things.GroupBy(thing => thing.Kind))
        {
            string[] ids = [.. group.Select(thing => thing.Id)];
            IEnumerable<(string Id, string Owner)> known = group.Key switch
            {
                LoopKind.Report => (await reports.Of(ids, stop)).Where(one => one.Owner != settings.ConfidentialAdviser).Select(one => (one.Id, one.Owner)),
                // One for which nobody answers yet lies with the centre.
                LoopKind.Signal => await SignalOwners(ids, stop),
                LoopKind.Case => (await cases.Of(ids, stop)).Select(one => (one.Id, one.Owner)),
                LoopKind.Inspection => (await inspections.Leads(ids, stop)).Select(pair => (pair.Key, pair.Value)),
                LoopKind.Measure => (await measures.Owners(ids, stop)).Select(pair => (pair.Key, pair.Value)),
                LoopKind.Advice => (await advice.Owners(ids, stop)).Select(pair => (pair.Key, pair.Value)),
                LoopKind.Change => (await ChangeRows(ids, stop)).Select(row => (row.Id, row.Organisation)),
                _ => (await barriers.All(stop)).Where(one => ids.Contains(one.Row.Id)).Select(one => (one.Row.Id, one.Row.Organisation)),
            };
            foreach (var (id, owner) in known)
                owners[new(group.Key, id)] = owner;
        }

        return owners;
    }

    /// <summary>Those of some things that are no longer kept.</summary>
    public async Task<IReadOnlySet<LoopThing>> Ended(IReadOnlyCollection<LoopThing> all, CancellationToken stop)
    {
        var ended = new HashSet<LoopThing>();
        foreach (var group in all.GroupBy(thing => thing.Kind))
        {
            string[] ids = [.. group.Select(thing => thing.Id)];
            if (MatterOf(group.Key) is { } kind)
                ended.UnionWith((await matters.Kinds.Single(one => one.Kind == kind).Ended(ids, stop)).Select(id => new LoopThing(group.Key, id)));
            else
                ended.UnionWith(group.Except((await Owners([.. group], stop)).Keys));
        }

        return ended;
    }

    async Task<IEnumerable<(string, string)>> SignalOwners(string[] ids, CancellationToken stop)
    {
        var given = await duties.Of(Duties.Signal, ids, stop);
        var gone = await matters.Kinds.Single(one => one.Kind == Duties.Signal).Ended(ids, stop);
        return ids.Where(id => !gone.Contains(id)).Select(id => (id, given.TryGetValue(id, out var duty) ? duty.Owner : settings.LastResort));
    }

    static string? MatterOf(LoopKind kind) => kind switch
    {
        LoopKind.Report => Duties.Report,
        LoopKind.Signal => Duties.Signal,
        LoopKind.Case => Duties.Case,
        LoopKind.Inspection => InspectionMatters.Inspection,
        _ => null,
    };

    async Task<IEnumerable<LoopItem>> Matters(ClaimsPrincipal person, LoopKind kind, string[] ids, CancellationToken stop)
    {
        var seen = await matters.FindMany(person, MatterOf(kind)!, ids, stop);
        var standing = kind == LoopKind.Report ? (await reports.Of(ids, stop)).ToDictionary(one => one.Id) : [];
        var looked = kind == LoopKind.Inspection ? (await inspections.Find(person, ids, stop)).ToDictionary(row => row.Id) : [];
        var open = kind == LoopKind.Case ? (await cases.Of(ids, stop)).ToDictionary(one => one.Id, one => one.Open) : [];
        return seen.Values.Select(matter => new LoopItem(new(kind, matter.Id), matter.Headline, matter.Href, kind switch
        {
            LoopKind.Report when standing.TryGetValue(matter.Id, out var report) => report.Answered ? ("beantwoord", "answered") : report.Confirmed ? ("bevestigd, nog geen antwoord", "confirmed, no answer yet") : ("nog niet gelezen", "not read yet"),
            LoopKind.Inspection when looked.TryGetValue(matter.Id, out var row) => row.State switch
            {
                InspectionState.Planned => ("gepland", "planned"),
                InspectionState.Closed => ("gedaan", "done"),
                _ => ("niet doorgegaan", "not held"),
            },
            LoopKind.Case when open.TryGetValue(matter.Id, out var still) => still ? ("loopt", "open") : ("gesloten", "closed"),
            _ => default(Word?),
        }));
    }

    async Task<IEnumerable<LoopItem>> Barriers(ClaimsPrincipal person, string[] ids, CancellationToken stop) => !BarrierBook.Reads(person) ? []
        : (await barriers.All(stop)).Where(one => ids.Contains(one.Row.Id)).Select(one => new LoopItem(new(LoopKind.Barrier, one.Row.Id), Word.OfKept(one.Row.Title), $"/barriers/{one.Row.Id}", BarrierNames.Of(one.Life.On(barriers.Today))));

    async Task<IEnumerable<LoopItem>> Measures(ClaimsPrincipal person, string[] ids, CancellationToken stop) =>
        (await measures.Of(person, stop)).Where(pair => ids.Contains(pair.Row.Id)).Select(pair => new LoopItem(new(LoopKind.Measure, pair.Row.Id), NameOf(pair.Row.Instrument), "/measures/taken",
            new($"sinds {Day(pair.Row.Day)}", $"since {Day(pair.Row.Day)}")));

    async Task<IEnumerable<LoopItem>> Advices(ClaimsPrincipal person, string[] ids, CancellationToken stop) =>
        (await advice.FindMany(person, ids, stop)).Select(file => new LoopItem(new(LoopKind.Advice, file.Row.Id), new(file.Row.Receiver, file.Row.Receiver), $"/advice/{file.Row.Id}", AdviceNames.Of(file.Last)));

    // What was advised to a company is for its own people and who advised it: the organisation that wrote it down.
    async Task<IEnumerable<LoopItem>> Changes(ClaimsPrincipal person, string[] ids, CancellationToken stop)
    {
        var own = person.AnswersFor;
        return (await ChangeRows(ids, stop)).Where(row => own.Contains(row.Organisation)).Select(row => new LoopItem(new(LoopKind.Change, row.Id), new(row.Text, row.Text), null, Said(row), row.Version));
    }

    async Task<IReadOnlyList<ChangeRow>> ChangeRows(string[] ids, CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        return await db.Changes.AsNoTracking().Where(row => ids.Contains(row.Id)).OrderBy(row => row.Number).ToListAsync(stop);
    }

    /// <summary>A kind of measure.</summary>
    public static Word NameOf(string instrument) => Instrument.Find(instrument) is { } known ? new(known.Dutch, known.English) : new(instrument, instrument);

    static Word Said(ChangeRow row) => row.State switch
    {
        ChangeState.Advised => new($"geadviseerd op {Day(row.Day)}", $"advised on {Day(row.Day)}"),
        ChangeState.Done => new($"gedaan op {Day(row.Day)}", $"done on {Day(row.Day)}"),
        _ => new($"wordt niet gedaan, sinds {Day(row.Day)}", $"will not be done, since {Day(row.Day)}"),
    };

    static string Day(int day) => DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
