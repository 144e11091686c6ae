using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Signals;

/// <summary>What people did, as a screen names it.</summary>
static class ActionNames
{
    public static string Of(ActionRow action, Language language)
    {
        var what = action.Kind switch
        {
            "assigned" => language["nam het op zich", "took it"],
            "confirmed" => language["bevestigde", "confirmed"],
            "dismissed" => language["wees af", "dismissed"],
            _ => language["heropende", "reopened"],
        };
        return ReasonCodes.Find(action.Reason) is { } reason ? $"{what}: {language[reason.Dutch, reason.English]}" : what;
    }
}
