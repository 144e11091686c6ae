using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Observations;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Phenomena;

/// <summary>What an organisation brings to a phenomenon file goes to who takes part, as far as its mark lets it.</summary>
sealed class PhenomenonDepartures(PhenomenonBook book, IDbContextFactory<PhenomenaDb> database, NodeSettings settings) : IKnowsWhatLeft
{
    public async Task<IReadOnlyList<Departure>> Since(ClaimsPrincipal person, DateTimeOffset from, CancellationToken stop)
    {
        var seen = (await book.Of(person, stop)).ToDictionary(pair => pair.Row.Number, pair => pair.Row);
        var (numbers, since) = (seen.Keys.ToArray(), from.UnixMicroseconds);
        await using var db = await database.CreateDbContextAsync(stop);
        var brought = await db.Contributions.AsNoTracking().Where(row => row.At >= since && numbers.Contains(row.File)).ToListAsync(stop);
        // What goes no further than who brought it did not leave.
        return [.. brought.Where(Leaves).Select(row => new Departure(UnixTime.FromMicroseconds(row.At), new($"bijdrage: {seen[row.File].Question}", $"contribution: {seen[row.File].Question}"),
            Word.Same(settings.NameOf(row.Organisation)), new("deelnemers van het dossier", "participants of the file"), row.Name,
            new("ingebracht in een fenomeendossier", "brought to a phenomenon file"), Word.Same(PhenomenonForms.Ground), $"/phenomena/{seen[row.File].Id}"))];
    }

    static bool Leaves(ContributionRow row) => AccessTable.Ask(new(row.Regime, Purpose.Knowledge, Role.Analyst, Direction.Partner, row.Tlp, Pap.Green)).Verdict != AccessVerdict.Refuse;
}
