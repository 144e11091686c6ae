using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Knowledge;

/// <summary>How much of others may wait for people: in all, and of one sender, so that who floods the node keeps nobody else out and fills no page nor memory.</summary>
sealed class ProposalRoom
{
    /// <summary>The most that waits in all, and of one sender.</summary>
    public const int Most = 50_000, MostOfOne = 10_000;

    /// <summary>The most bytes that wait of one sender; the longest remark, in bytes.</summary>
    public const int MostBytesOfOne = 32 << 20, LongestRemark = 16 << 10;

    readonly string _source;
    int _all, _ofOne;
    long _bytes;

    ProposalRoom(string source, int all, int ofOne, long bytes) => (_source, _all, _ofOne, _bytes) = (source, all, ofOne, bytes);

    /// <summary>How much is left for a sender.</summary>
    public static async Task<ProposalRoom> Of(KnowledgeDb db, string source, CancellationToken stop)
    {
        var waiting = db.Proposals.Where(row => row.State == ProposalState.Proposed);
        var own = waiting.Where(row => row.Source == source);
        return new(source, await waiting.CountAsync(stop), await own.CountAsync(stop), await own.SumAsync(row => (long)row.Json.Length, stop));
    }

    /// <summary>Why something more of the sender is not put before people, in a sentence; null when it is, and counts from now on.</summary>
    public string? Refusal(ProposalRow row)
    {
        if (row.Type is "note" or "opinion" && row.Json.Length > LongestRemark)
            return $"What is said of something is {row.Json.Length:N0} bytes long; here it has at most {LongestRemark:N0}.";
        if (_all >= Most)
            return $"There are {Most:N0} proposals on which nobody decided; decide on those first.";
        if (_ofOne >= MostOfOne || _bytes + row.Json.Length > MostBytesOfOne)
            return $"Of {_source} {_ofOne:N0} proposals ({_bytes >> 20:N0} MiB) wait on which nobody decided; at most {MostOfOne:N0} and {MostBytesOfOne >> 20:N0} MiB of one sender do. Decide on those first.";
        (_all, _ofOne, _bytes) = (_all + 1, _ofOne + 1, _bytes + row.Json.Length);
        return null;
    }
}
