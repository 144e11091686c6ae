using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Signals;

/// <summary>What people did, as a screen names it.</summary>
static class ActionNames
{
    public static string Of(ActionRow action, Language language)
    {
        var what = action.Kind switch
        {
            ActionKinds.Reviewed => language["zag het", "saw it"],
            ActionKinds.Assigned => language["nam het op zich", "took it"],
            ActionKinds.Confirmed => language["bevestigde", "confirmed"],
            ActionKinds.Dismissed => language["wees af", "dismissed"],
            ActionKinds.Merged => language["voegde samen", "merged"],
            ActionKinds.Parted => language["haalde uit elkaar", "took apart"],
            _ => language["heropende", "reopened"],
        };
        return ReasonCodes.Find(action.Reason) is { } reason ? $"{what}: {language[reason.Dutch, reason.English]}" : what;
    }
}
