using System.Security.Claims;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Concerned;

/// <summary>Letters to people who asked about their own data, for the desks that were asked.</summary>
sealed class LetterDepartures(Requests requests, ConcernedRights rights, NodeSettings settings) : IKnowsWhatLeft
{
    public async Task<IReadOnlyList<Departure>> Since(ClaimsPrincipal person, DateTimeOffset from, CancellationToken stop) => rights.Desks(person) is not { Length: > 0 } desks ? []
        : [.. (await requests.Of(desks, stop)).Select(request => request.Row).Where(row => row.Finished >= from.UnixMicroseconds).Select(row => new Departure(
            UnixTime.FromMicroseconds(row.Finished!.Value), new("brief met het antwoord", "letter with the answer"), Word.Same(settings.NameOf(row.ReceivedBy)), new("de betrokkene", "the person concerned"),
            row.FinishedBy, ConcernedWords.Of(row.Right), new("AVG art. 12 lid 3", "GDPR art. 12(3)"), $"/concerned/{row.Id}"))];
}
