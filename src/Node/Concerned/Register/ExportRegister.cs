using System.Text.Json;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Exports;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Settings;

namespace Knooppunt.Node.Concerned;

/// <summary><c>GET /register/export</c>: the register of processing as JSON with its holes, or as CSV. Logged before it is sent.</summary>
static class ExportRegister
{
    static readonly string[] Columns = ["processing", "controller", "contact", "purpose", "regime", "ground", "persons", "data", "recipients", "kept", "measures"];

    public static async Task<IResult> Handle(string? format, NodeSettings settings, Language language, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (!ConcernedRights.MayReadRegister(http.User))
            return Results.Forbid();
        await log.Record(http.User, "export", "register", "register van verwerkingen exporteren", "AVG art. 30", stop);
        var register = ProcessingRegister.Of(settings, language);
        return format == "json" ? Results.File(JsonSerializer.SerializeToUtf8Bytes(register, ConcernedJson.Default.ProcessingRegister), "application/json", "register.json")
            : Export.Of(http, "register", format, Columns, register.Processing.Select(line => new ExportLine(null, line.Name, line.Controller, line.Contact, line.Purpose, line.Regime, line.Ground, line.Persons, line.Data, line.Recipients, line.Kept, line.Measures)));
    }
}
