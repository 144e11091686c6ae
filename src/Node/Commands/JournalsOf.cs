using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;

namespace Knooppunt.Node.Commands;

/// <summary>What the journals need to know, out of the node's settings: one journal per organisation and the partnership's.</summary>
static class JournalsOf
{
    /// <summary>Name of the partnership's journal.</summary>
    public const string Partnership = "partnership";

    public static JournalSettings Settings(NodeSettings settings, NodeFolders folders) => new()
    {
        Folder = folders.Journals,
        Organisations = [.. settings.Organisations.Select(organisation => organisation.Id), Partnership],
        Partnership = Partnership,
        Sources = [.. settings.Sources.Select(Source)],
    };

    static Journal.SourceSettings Source(Shell.Settings.SourceSettings source) => new()
    {
        Name = source.Name,
        Handling = source.Handling,
        Ordered = source.Watch is not null,
        Lateness = TimeSpan.FromMinutes(source.LatenessMinutes),
        SilentAfterMinutes = (int)source.SilentAfterMinutes,
    };
}
