using Knooppunt.Node.Shell;
using Knooppunt.Reports;

namespace Knooppunt.Node.Reports;

/// <summary>The terms of a row.</summary>
static class DeskTerms
{
    public static ReportTerms Of(ReportRow row) => new(UnixTime.FromMicroseconds(row.Received), At(row.Confirmed), At(row.Answered));

    static DateTimeOffset? At(long? micros) => micros is { } at ? UnixTime.FromMicroseconds(at) : null;
}
