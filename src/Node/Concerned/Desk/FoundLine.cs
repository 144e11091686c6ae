using Knooppunt.Concerned;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;

namespace Knooppunt.Node.Concerned;

/// <summary>What was found of one kind and source, days taken together: a line of a table and of a letter.</summary>
/// <param name="Ids">The findings in it.</param>
/// <param name="Holder">Short name of the organisation that answers for it.</param>
/// <param name="Room">The room, in the language of the reader.</param>
/// <param name="What">What kind of thing.</param>
/// <param name="Source">Its source; empty where that says nothing.</param>
/// <param name="Regime">Its regime; null for what the node keeps of itself, which stands under the AVG.</param>
/// <param name="Purposes">What it was collected for; none for what the node keeps of itself.</param>
/// <param name="Count">How many.</param>
/// <param name="Since">The first.</param>
/// <param name="Last">The last.</param>
/// <param name="Until">When the last ends; null when that hangs on something else.</param>
/// <param name="Days">Per day how many; empty when it is not counted by day.</param>
/// <param name="Told">Whether the person is told of it.</param>
sealed record FoundLine(long[] Ids, string Holder, string Room, string What, string Source, Regime? Regime, PurposeSet Purposes, int Count, DateTimeOffset Since, DateTimeOffset Last, DateTimeOffset? Until, IReadOnlyList<(DateTimeOffset Day, int Count)> Days, bool Told)
{
    /// <summary>The law that answers for it.</summary>
    public ConcernedLaw Law => ConcernedLaw.Of(Regime ?? Observations.Regime.Avg);
}

/// <summary>The request that the page is about, for the parts of that page.</summary>
sealed class ShownRequest(Labels labels)
{
    /// <summary>The request; set by the page before its parts are drawn.</summary>
    public OpenedRequest? Request { get; set; }

    /// <summary>What was found, days taken together.</summary>
    public IReadOnlyList<FoundLine> Lines(Func<FindingRow, bool> choose, bool english) =>
    [
        .. (Request?.Findings ?? []).Where(choose).GroupBy(finding => (finding.Holder, finding.Room, finding.What, finding.Source, finding.Label)).Select(group => new FoundLine(
            [.. group.Select(finding => finding.Id)], group.Key.Holder, english ? group.First().RoomEnglish : group.Key.Room, english ? group.First().WhatEnglish : group.Key.What, group.Key.Source,
            group.Key.Label is { } label ? labels[label].Regime : null, group.Key.Label is { } same ? labels[same].Purposes : default, group.Sum(finding => finding.Count), UnixTime.FromMicroseconds(group.Min(finding => finding.Since)), UnixTime.FromMicroseconds(group.Max(finding => finding.Last)),
            group.Max(finding => finding.Until) is { } until ? UnixTime.FromMicroseconds(until) : null,
            group.Count() == 1 ? [] : [.. group.OrderBy(finding => finding.Since).Select(finding => (UnixTime.FromMicroseconds(finding.Since), finding.Count))], group.All(finding => finding.Told)))
    ];
}
