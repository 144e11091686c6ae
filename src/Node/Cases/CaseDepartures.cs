using System.Security.Claims;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Cases;

/// <summary>Who is named on a case sees it from then on: that is how a case leaves an organisation.</summary>
sealed class CaseDepartures(CaseBook book, IDbContextFactory<CasesDb> database, NodeSettings settings) : IKnowsWhatLeft
{
    public async Task<IReadOnlyList<Departure>> Since(ClaimsPrincipal person, DateTimeOffset from, CancellationToken stop)
    {
        var seen = (await book.Of(person, stop)).Where(pair => pair.Seen).ToDictionary(pair => pair.Row.Number, pair => pair.Row);
        var (numbers, since) = (seen.Keys.ToArray(), from.UnixMicroseconds);
        await using var db = await database.CreateDbContextAsync(stop);
        var named = await db.Events.AsNoTracking().Where(line => line.At >= since && line.Deed == CaseDeed.PartnerAdded && numbers.Contains(line.Case)).ToListAsync(stop);
        return [.. named.Select(line => new Departure(UnixTime.FromMicroseconds(line.At), new($"zaak: {seen[line.Case].Title}", $"case: {seen[line.Case].Title}"), Word.Same(settings.NameOf(line.Organisation)), Word.Same(settings.NameOf(line.About)), line.Name,
            new("op de zaak genoemd", "named on the case"), Word.Same(line.Text), $"/cases/{seen[line.Case].Id}"))];
    }
}
