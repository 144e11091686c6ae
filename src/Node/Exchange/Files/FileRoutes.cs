using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Knowledge.Misp;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Exchange.Links;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Exchange.Store;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Exchange.Files;

/// <summary>Knowledge in and out as files, for partners without a machine that speaks TAXII.</summary>
static class FileRoutes
{
    /// <summary>The longest file that is taken on the page: 16 MiB. Longer ones go by <c>knooppunt exchange import</c>.</summary>
    public const int Longest = 16 << 20;

    static readonly Word
        NoGiver = new("Noem het andere knooppunt met zijn korte naam: kleine letters, cijfers en streepjes, hoogstens 40. Wie hier een koppeling of een sleutel heeft geeft daarover.", "Name the other node by its short name: lower case letters, digits and hyphens, at most 40. Who has a link or a key here gives over that."),
        NoFile = new("Kies een bestand: een STIX-bundel, een MISP-event (.json) of een Sigma-regel (.yml).", "Choose a file: a bundle of STIX, an event of MISP (.json) or a rule of Sigma (.yml)."),
        TooLong = new($"Het bestand is langer dan {Longest >> 20} MiB. Lees het in met knooppunt exchange import, of stuur het in delen.", $"The file is longer than {Longest >> 20} MiB. Take it in with knooppunt exchange import, or send it in parts.");

    /// <summary>Whether the person may take a file in: what it holds waits as a proposal.</summary>
    public static bool MayTake(ClaimsPrincipal person) => person.Has(Role.Analyst) || person.Has(Role.Administrator);

    public static async Task<IResult> Take(IFormCollection form, Collections collections, ObjectStore store, TakenFiles taken, LinkBook links, ExchangeKeys keys, HttpContext http, CancellationToken stop)
    {
        if (!MayTake(http.User))
            return Results.Forbid();
        if (form.Files["file"] is not { Length: > 0 } file)
            return Refused.Because(http, StatusCodes.Status400BadRequest, NoFile);
        if (file.Length > Longest)
            return Refused.Because(http, StatusCodes.Status413PayloadTooLarge, TooLong);
        var giver = form.Text("giver") is { Length: > 0 } name ? Party.Node(name) : Party.File;
        // What somebody brings over their own door nobody else changes under their name.
        if (giver != Party.File && (!ExchangeRoutes.IsName(giver.ShortName) || (await links.All(stop)).Exists(link => link.Name == giver.ShortName) || (await keys.All(stop)).Any(key => key.Party == giver.Name)))
            return Refused.Because(http, StatusCodes.Status400BadRequest, NoGiver);
        var bytes = new byte[file.Length];
        await using (var content = file.OpenReadStream())
            await content.ReadExactlyAsync(bytes, stop);
        var read = IncomingFile.Read(bytes, file.FileName is { Length: > 0 and <= 200 } named ? Path.GetFileName(named) : "file", giver.ShortName);
        if (!read.Ok)
            return Refused.Because(http, StatusCodes.Status400BadRequest, new($"Dit bestand is niet te lezen: {read.Complaint!.Sentence}", read.Complaint.Sentence));
        var added = await store.Add(collections.Find(Collections.Received)!.Number, giver, read.Value.Envelope.Items, stop);
        string[] wrong = [.. read.Value.Complaints.Select(complaint => $"{complaint.Place.Part}: {complaint.Sentence}"), .. added.Where(one => !one.Taken).Select(one => $"{one.Item.Head?.Id ?? $"object {one.Item.Number}"}: {one.Sentence}"), .. read.Value.Told is { } told ? [told] : Array.Empty<string>()];
        taken.Keep(http.User.PersonId, new(added.Count(one => one is { Taken: true, Sentence: not AddObjects.Known }), added.Count(one => one is { Taken: true, Sentence: AddObjects.Known }), wrong));
        return Results.LocalRedirect("/exchange#files");
    }

    public static IResult Misp(Collections collections, ObjectStore store, HttpContext http)
    {
        if (!http.User.ReadsSources)
            return Results.Forbid();
        var read = ScriptsOfCollection.Read(store, collections.Find(Collections.Knowledge)!, [Reach.AllNodes]);
        return read.Ok ? Results.Stream(to => WriteMisp(read.Value, to, http.RequestAborted), "application/json", "knooppunt.misp.json") : Refused.Because(http, StatusCodes.Status409Conflict, new($"Dit kan niet als MISP: {read.Complaint!.Sentence}", read.Complaint.Sentence));
    }

    /// <summary>Writes scripts as events of MISP, one after the other.</summary>
    public static async Task WriteMisp(ScriptsOfCollection scripts, Stream to, CancellationToken stop)
    {
        foreach (var part in MispWriter.Parts(scripts.Events()))
            await to.WriteAsync(part, stop);
    }
}
