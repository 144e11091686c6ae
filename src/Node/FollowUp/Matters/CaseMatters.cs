using System.Security.Claims;
using Knooppunt.Node.Cases.Following;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Signals;

namespace Knooppunt.Node.FollowUp;

/// <summary>Cases as something to answer for: seen by who is named on them, and by who must answer for one that it may not read.</summary>
sealed class CaseMatters(CaseNews news) : IMatters
{
    /// <summary>How grave a case is: partners do not make one of what is not.</summary>
    public const Severity Gravity = Severity.High;

    static readonly Word Unread = new("Gesloten zaak zonder lezer", "Closed-off case without a reader");

    public string Kind => Duties.Case;

    public async Task<IReadOnlyDictionary<string, Matter>> Find(ClaimsPrincipal person, IReadOnlyCollection<string> ids, CancellationToken stop = default) =>
        (await news.TitlesOf(person, ids, stop)).ToDictionary(one => one.Id, one => new Matter(Duties.Case, one.Id, one.Title is { } title ? new(title, title) : Unread, Gravity, $"/cases/{one.Id}", one.Title is null ? [] : one.Partners));

    public async Task<IReadOnlySet<string>> Ended(IReadOnlyCollection<string> ids, CancellationToken stop) =>
        ids.Except((await news.Of(ids, stop)).Select(one => one.Id)).ToHashSet(StringComparer.Ordinal);
}
