using System.Globalization;
using System.Security.Claims;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Journal;

/// <summary>What the release policy of the person's own organisations let through to the partners: how many copies.</summary>
sealed class ReleaseDepartures(JournalRoom journals, NodeSettings settings) : IKnowsWhatLeft
{
    public Task<IReadOnlyList<Departure>> Since(ClaimsPrincipal person, DateTimeOffset from, CancellationToken stop) => Task.FromResult<IReadOnlyList<Departure>>(
    [
        .. from organisation in journals.Organisations
           where person.Viewers.Any(viewer => viewer.Organisation == organisation)
           let released = journals.Released(organisation, @from)
           where released.Copies > 0
           select new Departure(released.Last!.Value, new($"waarnemingen, verkleind: {Number(released.Copies)}", $"observations, reduced: {Number(released.Copies)}"), Word.Same(settings.NameOf(organisation)),
               new("de partners van dit knooppunt", "the partners of this node"), "", new("het vrijgavebeleid laat ze door", "the release policy lets them through"), new("het vrijgavebeleid van de organisatie", "the organisation's release policy"), "/release"),
    ]);

    static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);
}
