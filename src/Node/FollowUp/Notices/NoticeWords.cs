using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.FollowUp;

/// <summary>Why somebody is told, in a line that gives away nothing of what it is about.</summary>
static class NoticeWords
{
    /// <summary>The line.</summary>
    public static Word Of(NoticeRow row, NodeSettings settings)
    {
        var why = row.Deed switch
        {
            DutyDeed.Closed => new Word("er kwam antwoord voor", "an answer came for"),
            DutyDeed.Hastened => new Word("ernstiger geworden, de klok is korter voor", "became graver, the clock is shorter for"),
            _ => DutyDeedNames.Of(row.Deed),
        };
        return new($"{why.Dutch} {settings.NameOf(row.Owner)}", $"{why.English} {settings.NameOf(row.Owner)}");
    }
}
