using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Observations;

namespace Knooppunt.Node.Exchange.Given;

/// <summary>Knowledge that partners and other nodes got, by their own machines or over a link, as far as its marks let it: how many objects each, by collection.</summary>
sealed class ExchangeDepartures(GivenCounts counts, Collections collections, NodeSettings settings) : IKnowsWhatLeft
{
    static readonly Word
        Asked = new("een machine met een sleutel vroeg erom, en het merk laat het door", "a machine with a key asked for it, and the mark lets it through"),
        OverLink = new("wat het merk doorlaat, zodra het er is", "what the mark lets through, as soon as it is there"),
        Found = new("hoe vaak hun patroon hier iets vond, nooit minder dan vijf", "how often their pattern found something here, never fewer than five");

    public async Task<IReadOnlyList<Departure>> Since(ClaimsPrincipal person, DateTimeOffset from, CancellationToken stop) =>
        [.. (await counts.Since(from, stop)).Select(row => Of(row, new Party(row.Party)))];

    Departure Of(GivenRow row, Party party) => new(UnixTime.FromMicroseconds(row.Last), What(row), new("dit knooppunt", "this node"),
        party.IsNode ? new($"knooppunt {party.ShortName}", $"node {party.ShortName}") : Word.Same(settings.NameOf(party.Name)), "",
        row.Collection == GivenCounts.Reports ? Found : party.IsNode ? OverLink : Asked, Ground(party.IsNode ? Direction.OtherNode : Direction.Partner, party.IsNode ? Tlp.Green : Tlp.Amber), "/exchange");

    Word What(GivenRow row) => row.Collection == GivenCounts.Reports
        ? new($"tellingen bij hun patronen, {Number(row.Objects, "week", "weken")}", $"counts of their patterns, {Number(row.Objects, "week", "weeks")}")
        : new($"kennis uit de collectie {NameOf(row).Dutch}, {Number(row.Objects, "object", "objecten")}", $"knowledge from the collection {NameOf(row).English}, {Number(row.Objects, "object", "objects")}");

    static string Number(long count, string one, string more) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : more)}");

    Word NameOf(GivenRow row) => collections.All.FirstOrDefault(collection => collection.Number == row.Collection) is { } known ? Collections.NameOf(known) : Word.Same("-");

    // As the table of access has it.
    static Word Ground(Direction direction, Tlp tlp) => Word.Same(AccessTable.Ask(new(Regime.None, Purpose.Knowledge, Role.Analyst, direction, tlp)).Article);
}
