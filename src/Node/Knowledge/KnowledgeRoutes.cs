using System.Text;
using Knooppunt.Knowledge.Authoring;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Misp;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Node.Shell.Exports;
using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Knowledge;

/// <summary>Files and forms of scripts.</summary>
static class KnowledgeRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/scripts/{code}/bundle", Bundle);
        routes.MapGet("/scripts/{code}/text", Text);
        routes.MapGet("/scripts/{code}/misp", Event);
        routes.MapGet("/scripts/coverage/export", Export);
        routes.MapPost("/scripts/add", (IFormCollection form, AddToStep add, HttpContext http, CancellationToken stop) => Done(http, form.Text("code"), form.Text("pattern") is { Length: > 0 } pattern
            ? add.Watch(http.User, form.Text("organisation"), form.Text("code"), form.Number("seen"), form.Text("step"), pattern, stop)
            : add.Say(http.User, form.Text("organisation"), form.Text("code"), form.Number("seen"), form.Text("step"), form.Text("kind"), new(form.Text("dutch"), form.Text("english")), form.Text("sources"), stop)));
        routes.MapPost("/scripts/restore", (IFormCollection form, ScriptBook book, HttpContext http, CancellationToken stop) =>
            Done(http, form.Text("code"), book.Restore(http.User, form.Text("organisation"), form.Text("code"), form.Number("number"), form.Number("seen"), stop)));
        routes.MapPost("/scripts/withdraw", (IFormCollection form, ScriptBook book, HttpContext http, CancellationToken stop) =>
            Done(http, form.Text("code"), book.Withdraw(http.User, form.Text("organisation"), form.Text("code"), form.Number("seen"), stop)));
        routes.MapPost("/scripts/proposals/adopt", (IFormCollection form, ProposalBook book, HttpContext http, CancellationToken stop) =>
            Back(http, book.Adopt(http.User, form.Text("organisation"), form.Number("number"), stop)));
        routes.MapPost("/scripts/patterns/adopt", (IFormCollection form, AdoptPatterns patterns, HttpContext http, CancellationToken stop) =>
            Back(http, form.Text("state") is "trial" or "force"
                ? patterns.Adopt(http.User, form.Text("organisation"), form.Number("number"), form.Text("pattern"), form.Text("state") == "trial", form.Text("reason"), stop)
                : Choose(http, "Kies of het patroon op proef gaat of meteen in werking.", "Choose whether the pattern is tried first or put in force at once.")));
        routes.MapPost("/scripts/patterns/decide", (IFormCollection form, AdoptPatterns patterns, HttpContext http, CancellationToken stop) =>
            Back(http, form.Text("deed") switch
            {
                "force" => patterns.PutInForce(http.User, form.Number("number"), form.Text("reason"), stop),
                "withdraw" => patterns.Withdraw(http.User, form.Number("number"), form.Text("reason"), stop),
                _ => Choose(http, "Kies of het patroon in werking gaat of ingetrokken wordt.", "Choose whether the pattern is put in force or withdrawn."),
            }));
        routes.MapPost("/scripts/steps/decide", (IFormCollection form, StepProposals steps, HttpContext http, CancellationToken stop) =>
            Back(http, form.Text("deed") is "adopt" or "refuse"
                ? steps.Decide(http.User, form.Text("organisation"), form.Number("number"), form.Text("deed") == "adopt", form.Text("why"), stop)
                : Choose(http, "Kies of u het voorstel overneemt of afwijst.", "Choose whether you take the proposal over or refuse it.")));
        routes.MapPost("/scripts/proposals/refuse", (IFormCollection form, ProposalBook book, HttpContext http, CancellationToken stop) =>
            Back(http, book.Refuse(http.User, form.Text("organisation"), form.Number("number"), stop)));
    }

    static async Task<IResult> Done(HttpContext http, string code, Task<Refusal?> deed) =>
        await deed is { } refusal ? refusal.Answer(http) : Results.LocalRedirect($"/scripts/{Uri.EscapeDataString(code)}");

    // Who may not decide at all is told that first.
    static Task<Refusal?> Choose(HttpContext http, string dutch, string english) => Task.FromResult<Refusal?>(http.User.WritesScripts ? Refusal.Wrong(dutch, english) : Refusal.Forbidden);

    static async Task<IResult> Back(HttpContext http, Task<Refusal?> deed) => await deed is { } refusal ? refusal.Answer(http) : Results.LocalRedirect("/scripts/proposals");

    static IResult Bundle(string code, ScriptShelf shelf, HttpContext http) =>
        shelf.Find(http.User, code) is { } script ? Results.File(StixWriter.ToBytes(StixBundle.Of(script.Objects), indented: true), "application/stix+json;version=2.1", $"{code.ToLowerInvariant()}.json") : Results.NotFound();

    static IResult Event(string code, ScriptShelf shelf, HttpContext http) =>
        shelf.Find(http.User, code) is { } script
            ? Results.File(MispWriter.Write([ScriptMisp.Of(script.Script, script.Objects, ScriptsInStix.Patterns(script.Objects), ScriptsInStix.Sources(script.Objects))]), "application/json", $"{code.ToLowerInvariant()}.misp.json") : Results.NotFound();

    static IResult Text(string code, ScriptShelf shelf, HttpContext http) =>
        shelf.Find(http.User, code) is { } script ? Results.File(Encoding.UTF8.GetBytes(ScriptText.Write(script.Script)), "text/yaml; charset=utf-8", $"{code.ToLowerInvariant()}.yml") : Results.NotFound();

    static IResult Export(ScriptShelf shelf, PatternsAtHand patterns, HttpContext http)
    {
        if (shelf.Of(http.User) is not { Count: > 0 } scripts)
            return Results.Forbid();
        var hand = patterns();
        return Shell.Exports.Export.Of(http, "coverage", "csv", ["script", "step", "phase", "name_nl", "name_en", "watched", "patterns", "barriers", "hole"], scripts.SelectMany(script => script.Script.Steps.Select(step => new ExportLine(null,
            script.Script.Code, step.Code, step.Phase, step.Name.Dutch, step.Name.English, Coverage.Of(step, hand).ToString().ToLowerInvariant(), string.Join(' ', step.Patterns), string.Join(' ', step.Barriers), step.IsHole ? "yes" : "no"))));
    }
}
