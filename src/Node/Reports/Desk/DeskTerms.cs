using Knooppunt.Node.Shell;
using Knooppunt.Reports;

namespace Knooppunt.Node.Reports;

/// <summary>The terms of a row.</summary>
static class DeskTerms
{
    public static ReportTerms Of(ReportRow row) => Of(row.Received, row.Confirmed, row.Answered);

    /// <summary>The terms of UTC microseconds since 1970; null for what has not happened.</summary>
    public static ReportTerms Of(long received, long? confirmed, long? answered) => new(UnixTime.FromMicroseconds(received), At(confirmed), At(answered));

    static DateTimeOffset? At(long? micros) => micros is { } at ? UnixTime.FromMicroseconds(at) : null;
}
