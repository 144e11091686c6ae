using System.Globalization;
using System.Text;
using Knooppunt.Node.Shell.Settings;

namespace Knooppunt.Node.Journal;

/// <summary>A release policy as the YAML that the configuration file holds.</summary>
internal static class ReleaseText
{
    public static string Of(ReleaseSettings? release)
    {
        release ??= new ReleaseSettings();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"name: {release.Name}\nversion: {release.Version}\nstrictest: {release.Strictest.ToString().ToLowerInvariant()}\nrules:\n");
        foreach (var rule in release.Rules)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - type: \"{rule.Type}\"\n    fields: [{string.Join(", ", rule.Fields)}]\n");
            if (rule.Pseudonymised.Count > 0)
                text.Append(CultureInfo.InvariantCulture, $"    pseudonymised: [{string.Join(", ", rule.Pseudonymised)}]\n");
            if (rule.TimeStepMinutes > 0)
                text.Append(CultureInfo.InvariantCulture, $"    time-step-minutes: {rule.TimeStepMinutes}\n");
            if (rule.PositionDecimals is { } decimals)
                text.Append(CultureInfo.InvariantCulture, $"    position-decimals: {decimals}\n");
        }

        return text.ToString();
    }
}
