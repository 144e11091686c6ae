using Knooppunt.Disclosure.Pseudonyms;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations.Identifiers;

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
        ReadPlate = ReadPlate,
        Policies = settings.Organisations.Where(organisation => organisation.Release is not null).ToDictionary(organisation => organisation.Id, organisation => organisation.Release!.Policy),
    };

    public static PlateReading ReadPlate(string text) => LicencePlate.TryParse(text) is not { } plate ? PlateReading.Of(text)
        : new(plate.Value!, plate.Folded, plate.MayBeDutch ? "NL" : null, plate.MayBeDutch ? plate.SideCode : null);

    static Journal.SourceSettings Source(Shell.Settings.SourceSettings source) => new()
    {
        Name = source.Name,
        Handling = source.Handling,
        Ordered = source.Watch is not null,
        Lateness = TimeSpan.FromMinutes(source.LatenessMinutes),
        SilentAfterMinutes = (int)source.SilentAfterMinutes,
    };
}
