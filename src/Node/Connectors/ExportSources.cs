using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Exports;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;

namespace Knooppunt.Node.Connectors;

/// <summary><c>GET /sources/export</c>: the sources, how their records are handled and how they have been doing, as CSV. Logged before it is sent.</summary>
static class ExportSources
{
    static readonly string[] Columns = ["source", "format", "regime", "purpose", "tlp", "pap", "retention_days", "taken", "known", "refused", "last_heard", "trouble"];

    public static async Task<IResult> Handle(NodeSettings settings, SourceStates states, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (!http.User.ReadsSources)
            return Results.Forbid();
        await log.Record(http.User, "export", "sources", "bronnen exporteren", "AVG art. 5 lid 2", stop);
        return Export.Of(http, "sources", null, Columns, settings.Sources.Select(source => LineOf(source, states.Of(source.Name))));
    }

    static ExportLine LineOf(SourceSettings source, SourceState state) => new(null, source.Name, source.Format, source.Regime, source.Purpose, source.Tlp, source.Pap, source.RetentionDays,
        state.Taken, state.Known, state.Rejected, state.LastHeard, state.Trouble);
}
