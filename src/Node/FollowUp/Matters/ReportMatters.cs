using System.Security.Claims;
using Knooppunt.Node.Reports;
using Knooppunt.Node.Reports.Following;
using Knooppunt.Signals;

namespace Knooppunt.Node.FollowUp;

/// <summary>Reports by people as something to answer for: only their owner sees that they are there, and not here what they say.</summary>
sealed class ReportMatters(ReportNews news, DeskRights rights) : IMatters
{
    /// <summary>How grave a report is before anybody read it.</summary>
    public const Severity Unread = Severity.Medium;

    public string Kind => Duties.Report;

    public async Task<IReadOnlyDictionary<string, Matter>> Find(ClaimsPrincipal person, IReadOnlyCollection<string> ids, CancellationToken stop = default)
    {
        var readable = rights.ReadableBy(person);
        return (await news.Of(ids, stop)).Where(report => readable.Contains(report.Owner))
            .ToDictionary(report => report.Id, report => new Matter(Duties.Report, report.Id, new($"Melding {report.Id[..4]}", $"Report {report.Id[..4]}"), Unread, $"/reports/{report.Id}", [report.Owner]));
    }

    public async Task<IReadOnlySet<string>> Ended(IReadOnlyCollection<string> ids, CancellationToken stop) =>
        ids.Except((await news.Of(ids, stop)).Select(report => report.Id)).ToHashSet(StringComparer.Ordinal);
}
