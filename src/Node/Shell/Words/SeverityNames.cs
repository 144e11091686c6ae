using Knooppunt.Node.Shell.Layout;
using Knooppunt.Signals;

namespace Knooppunt.Node.Shell.Words;

/// <summary>Severities as a screen names them.</summary>
static class SeverityNames
{
    public static string Of(Severity severity, Language language) => severity switch
    {
        Severity.Informational => language["ter info", "for info"],
        Severity.Low => language["laag", "low"],
        Severity.Medium => language["middel", "medium"],
        Severity.High => language["hoog", "high"],
        _ => language["kritiek", "critical"],
    };
}
