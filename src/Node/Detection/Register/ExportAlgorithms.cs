using System.Text.Json;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Shell.Exports;
using Knooppunt.Node.Shell.People;
using Knooppunt.Transparency;

namespace Knooppunt.Node.Detection.Register;

/// <summary>The algorithm register as a file, in the names of the register's delivery interface, with what is missing. Logged before it is sent.</summary>
static class ExportAlgorithms
{
    static readonly string[] Columns = [.. RegisterStandard.Fields.Select(rule => rule.Key), "missing", "faults"];

    /// <summary><c>GET /patterns/register.json</c>.</summary>
    public static async Task<IResult> Json(AlgorithmRegister register, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (await Lines(register, log, http, stop) is not { } lines)
            return Results.Forbid();
        var file = new RegisterFile(RegisterStandard.Version, [.. lines.Select(line => RegisterItem.Of(line.Entry))]);
        return Results.File(JsonSerializer.SerializeToUtf8Bytes(file, RegisterJson.Default.RegisterFile), "application/json", "algorithms.json");
    }

    /// <summary><c>GET /patterns/register.csv</c>.</summary>
    public static async Task<IResult> Csv(AlgorithmRegister register, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (await Lines(register, log, http, stop) is not { } lines)
            return Results.Forbid();
        return Export.Of(http, "algorithms", null, Columns, lines.Select(line => new ExportLine(null,
        [
            .. RegisterStandard.Fields.Select(rule => line.Entry[rule.Field]),
            string.Join("; ", line.Entry.Missing.Select(field => RegisterWords.Of(field).Dutch)),
            string.Join(' ', line.Entry.Faults.Select(fault => RegisterWords.Sentence(fault).Dutch)),
        ])));
    }

    static async Task<IReadOnlyList<RegisterLine>?> Lines(AlgorithmRegister register, ReadLog log, HttpContext http, CancellationToken stop)
    {
        if (!http.User.ReadsPatterns)
            return null;
        await log.Record(http.User, "export", "algorithms", "algoritmeregister exporteren", "AVG art. 5 lid 2", stop);
        return await register.All(stop);
    }
}
