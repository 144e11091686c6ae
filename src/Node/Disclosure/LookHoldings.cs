using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Disclosure;

/// <summary>Lines of the read log that name somebody's number by its link.</summary>
sealed class LookHoldings(IDbContextFactory<DisclosureDb> database, NodeSettings settings) : IHoldsAbout
{
    public Word Room => new("Logboek", "Log");

    public Word? NotSearched => null;

    public async Task<IReadOnlyList<Holding>> About(SoughtSubject sought, CancellationToken stop)
    {
        var names = sought.Names;
        await using var db = await database.CreateDbContextAsync(stop);
        var links = await db.Links.Where(link => link.Kind == sought.Kind && names.Contains(link.Value)).Select(link => link.Id).ToListAsync(stop);
        var looks = await db.Looks.AsNoTracking().Where(look => links.Contains(look.What)).GroupBy(look => 1)
            .Select(group => new { Count = group.Count(), First = group.Min(look => look.At), Last = group.Max(look => look.At) }).FirstOrDefaultAsync(stop);
        return looks is null ? [] : [new Holding(new("keer bekeken of gezocht", "times looked at or searched"), "", null, looks.Count, UnixTime.FromMicroseconds(looks.First), UnixTime.FromMicroseconds(looks.Last),
            UnixTime.FromMicroseconds(looks.Last).AddDays(settings.ReadLogRetentionDays))];
    }
}
