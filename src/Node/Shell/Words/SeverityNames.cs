using Knooppunt.Node.Shell.Layout;
using Knooppunt.Signals;

namespace Knooppunt.Node.Shell.Words;

/// <summary>Severities as a screen names them.</summary>
static class SeverityNames
{
    public static Word Of(Severity severity) => severity switch
    {
        Severity.Informational => ("ter info", "for info"),
        Severity.Low => ("laag", "low"),
        Severity.Medium => ("middel", "medium"),
        Severity.High => ("hoog", "high"),
        _ => ("kritiek", "critical"),
    };

    public static string Of(Severity severity, Language language) => Of(severity).In(language);
}
