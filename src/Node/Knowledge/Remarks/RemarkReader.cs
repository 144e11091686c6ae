using System.Security.Claims;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Node.Shell.Settings;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Knowledge.Remarks;

/// <summary>Something that was said, as a page shows it.</summary>
/// <param name="Number">Number of its newest version, or of the proposal when others said it.</param>
/// <param name="Remark">What it says now.</param>
/// <param name="From">Name of the organisation, or who sent it.</param>
/// <param name="Maker">Who said it, as what others sent says itself; null when it does not say or this node said it.</param>
/// <param name="Writer">Who wrote it; null when others did.</param>
/// <param name="Earlier">The versions before, the newest first.</param>
/// <param name="IsOurs">Whether an organisation of this node said it.</param>
/// <param name="MayChange">Whether the person may change it, or take it off the pages when others said it.</param>
sealed record ShownRemark(long Number, Remark Remark, string From, string? Maker, string? Writer, IReadOnlyList<Remark> Earlier, bool IsOurs, bool MayChange);

/// <summary>What was said, by organisations of this node and by others, as far as marks let a person see it.</summary>
sealed class RemarkReader(IDbContextFactory<KnowledgeDb> database, RemarkSubjects subjects, NodeSettings settings)
{
    // Of others fewer: they may be many, and long.
    const int MostVersions = 1_000, MostVersionsOfOthers = 200, MostOfOthers = 50;

    /// <summary>What was said of some objects, in the order in which it was first said.</summary>
    public async Task<IReadOnlyList<ShownRemark>> About(ClaimsPrincipal person, IEnumerable<StixId> objects, CancellationToken stop = default)
    {
        string[] wanted = [.. objects.Select(id => id.ToString()).Distinct()];
        await using var db = await database.CreateDbContextAsync(stop);
        var said = db.RemarkSubjects.Where(row => wanted.Contains(row.Object)).Select(row => row.Remark);
        var own = await db.Remarks.AsNoTracking().Where(row => said.Contains(row.Remark)).OrderByDescending(row => row.Number).Take(MostVersions).ToListAsync(stop);
        var others = await db.Proposals.AsNoTracking().Where(row => said.Contains(row.Object)).OrderByDescending(row => row.Number).Take(MostVersionsOfOthers).ToListAsync(stop);
        var shown = OfOwn(person, own).Concat(await OfOthers(db, person, others, stop));
        // A later version may be about less; that it was withdrawn is told wherever it stood.
        return [.. shown.Where(one => one.Remark.Withdrawn || one.Remark.About.Any(about => wanted.Contains(about.ToString()))).OrderBy(one => one.Remark.Created).ThenBy(one => one.Remark.Id)];
    }

    /// <summary>What others said last, the newest first.</summary>
    public async Task<IReadOnlyList<ShownRemark>> Latest(ClaimsPrincipal person, CancellationToken stop = default)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await db.Proposals.AsNoTracking().Where(row => row.Type == "note" || row.Type == "opinion").OrderByDescending(row => row.Number).Take(MostVersionsOfOthers).ToListAsync(stop);
        return [.. (await OfOthers(db, person, rows, stop)).Where(one => !one.Remark.Withdrawn).OrderByDescending(one => one.Number).Take(MostOfOthers)];
    }

    /// <summary>What the person's own organisations said of something that stands on no page any more, because its sender took it back, somebody decided on it or a script changed: it can still be withdrawn.</summary>
    public async Task<IReadOnlyList<ShownRemark>> Left(ClaimsPrincipal person, CancellationToken stop = default)
    {
        if (person.WritesFor is not { Length: > 0 } own)
            return [];
        await using var db = await database.CreateDbContextAsync(stop);
        var rows = await db.Remarks.AsNoTracking().Where(row => own.Contains(row.Organisation)).OrderByDescending(row => row.Number).ToListAsync(stop);
        var standing = OfOwn(person, rows).Where(one => one.MayChange).ToArray();
        if (standing.Length == 0)
            return [];
        var spoken = await subjects.All(person, stop);
        return [.. standing.Where(one => !one.Remark.About.Any(spoken.Contains))];
    }

    IEnumerable<ShownRemark> OfOwn(ClaimsPrincipal person, IEnumerable<RemarkRow> rows) =>
        from versions in rows.GroupBy(row => row.Remark)
        let last = versions.First()
        where person.SeesKnowledge(ShelvedScript.LabelOf(last.Organisation, last.Tlp, last.Pap))
        select new ShownRemark(last.Number, RemarkBook.Of(last), settings.NameOf(last.Organisation), null, last.Name, [.. versions.Skip(1).Select(RemarkBook.Of)], true, !last.Withdrawn && person.WritesFor.Contains(last.Organisation));

    static async Task<IReadOnlyList<ShownRemark>> OfOthers(KnowledgeDb db, ClaimsPrincipal person, IEnumerable<ProposalRow> rows, CancellationToken stop)
    {
        var newest = rows.GroupBy(row => row.Object).Select(versions => versions.OrderByDescending(row => row.Version).ToArray())
            .Where(versions => versions[0].State != ProposalState.Refused && person.SeesKnowledge(ShelvedScript.LabelOf("", versions[0].Tlp, versions[0].Pap))).ToArray();
        // An older version may have been for fewer.
        var objects = newest.Select(versions => (Row: versions[0], Objects: versions.Where(row => person.SeesKnowledge(ShelvedScript.LabelOf("", row.Tlp, row.Pap))).Select(ProposalBook.ObjectOf).OfType<StixObject>().Where(Remark.Is).ToArray())).Where(one => one.Objects.Length > 0).ToArray();
        string[] makers = [.. objects.Select(one => one.Objects[0].CreatedBy?.ToString()).OfType<string>().Distinct()];
        var names = (await db.Proposals.AsNoTracking().Where(row => makers.Contains(row.Object) && row.Type == "identity").OrderBy(row => row.Version).ToListAsync(stop)).GroupBy(row => row.Object).ToDictionary(same => same.Key, same => ProposalBook.ObjectOf(same.Last())?.Text("name"), StringComparer.Ordinal);
        return [.. from one in objects
                   let said = one.Objects.Select(version => Remark.Of(version)!).ToArray()
                   select new ShownRemark(one.Row.Number, said[0], one.Row.Source, one.Objects[0].CreatedBy is { } maker ? names.GetValueOrDefault(maker.ToString()) : null, null, said[1..], false, person.WritesScripts)];
    }
}
