using System.Security.Claims;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;

namespace Knooppunt.Node.Exchange.Links;

/// <summary>Knowledge that goes to neighbours by itself, as far as its marks let it: the last time for each.</summary>
sealed class LinkDepartures(LinkBook links) : IKnowsWhatLeft
{
    public async Task<IReadOnlyList<Departure>> Since(ClaimsPrincipal person, DateTimeOffset from, CancellationToken stop) =>
        [.. (await links.All(stop)).Where(link => link.Sent > 0 && link.PushedAt >= from.UnixMicroseconds).Select(link => new Departure(
            UnixTime.FromMicroseconds(link.PushedAt!.Value), new($"kennis zonder personen, {link.Sent} objecten in totaal", $"knowledge without persons, {link.Sent} objects in all"), new("dit knooppunt", "this node"),
            new($"knooppunt {link.Name}", $"node {link.Name}"), "", new("wat het merk doorlaat, zodra het er is", "what the mark lets through, as soon as it is there"), new("geen persoonsgegevens (AVG art. 2)", "no personal data (GDPR art. 2)"), "/exchange"))];
}
