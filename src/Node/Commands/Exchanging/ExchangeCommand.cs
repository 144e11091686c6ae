using System.CommandLine;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Node.Commands.Sample;
using Knooppunt.Node.Exchange;
using Knooppunt.Node.Exchange.Links;
using Knooppunt.Node.Exchange.Parties;
using Knooppunt.Node.Exchange.Store;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Microsoft.Data.Sqlite;

namespace Knooppunt.Node.Commands.Exchanging;

/// <summary><c>knooppunt exchange</c>: knowledge in and out as plain files, of this node's collections (also while it runs) or of a TAXII server elsewhere.</summary>
static class ExchangeCommand
{
    public static Command Make() => new("exchange", "Take knowledge in and out as STIX 2.1 bundles, MISP events and Sigma rules.") { Export(), Import(), Pull(), Push() };

    static Command Export()
    {
        var (collection, party, to) = (Collection(Collections.Knowledge), PartyOption("Whose copy: an organisation of this node or node:NAME; default what every node may have."), To());
        var (config, data, _, sample) = ServeCommand.Options();
        var format = new Option<string>("--format") { Description = "stix (a bundle, default), misp (an event for each crime script), misp-galaxy (the scripts as a galaxy: --to names a folder) or sigma (the patterns as files: --to names a folder).", DefaultValueFactory = _ => "stix" };
        format.AcceptOnlyFromAmong("stix", "misp", "misp-galaxy", "sigma");
        var command = new Command("export", "Write what a party may have of a collection as one bundle, or its crime scripts for MISP.") { collection, party, to, format, config, data, sample };
        command.SetAction((result, stop) => OnNode(ServeCommand.SettingsOf(result.GetValue(config), result.GetValue(data), null, result.GetValue(sample)), result.GetValue(collection)!, async (row, store, _) =>
        {
            var reaches = result.GetValue(party) is { } name ? store.ReachesOf(new(name)) : [Reach.AllNodes];
            if (result.GetValue(format) == "sigma")
                return await SigmaFiles.Export(store, row, reaches, result.GetValue(to));
            if (result.GetValue(format) is "misp" or "misp-galaxy")
                return await MispFiles.Export(store, row, reaches, result.GetValue(format) == "misp-galaxy", result.GetValue(to));
            await using var file = BundleFile.Create(result.GetValue(to));
            var (after, page) = (-1L, default(Page));
            do
            {
                page = store.Read(new(row.Number, reaches, new(), after, 1000, 8 << 20), file);
                after = page.Last;
            }
            while (page.More);
            await Console.Error.WriteLineAsync($"{file.Count} objects written.");
            return 0;
        }, stop));
        return command;
    }

    static Command Import()
    {
        var files = new Argument<string[]>("files") { Description = "Bundles, envelopes or events of MISP (.json), rules of Sigma (.yml), or folders of these.", Arity = ArgumentArity.OneOrMore };
        var (collection, party) = (Collection(Collections.Received), PartyOption("Who brings it: an organisation of this node, or node:NAME; default node:file."));
        var (config, data, _, sample) = ServeCommand.Options();
        var command = new Command("import", "Add the objects of bundles to a collection. Good ones are taken; each other one is told.") { files, collection, party, config, data, sample };
        command.SetAction((result, stop) => OnNode(ServeCommand.SettingsOf(result.GetValue(config), result.GetValue(data), null, result.GetValue(sample)), result.GetValue(collection)!, async (row, store, settings) =>
        {
            var from = result.GetValue(party) is { } name ? new Party(name) : Party.File;
            if (!from.IsNode && !settings.Organisations.Exists(partner => partner.Id == from.Name))
                return Outputs.Usage($"\"{from.Name}\" is no organisation of this node; write node:NAME for another node.");
            var (refused, unread) = (0, 0);
            foreach (var path in BundleFile.In(result.GetValue(files)!))
            {
                if (await BundleFile.Read(path, from.ShortName, stop) is not var (envelope, wrong))
                {
                    // One rule without an id must not keep the rest of a folder out.
                    unread++;
                    continue;
                }

                refused += wrong;
                foreach (var one in await store.Add(row.Number, from, envelope.Items, stop))
                {
                    refused += one.Taken ? 0 : 1;
                    // What waits for another object is told too: it may wait for one that was refused.
                    if (!one.Taken || one.Sentence is not (null or AddObjects.Known))
                        await Console.Error.WriteLineAsync($"{Path.GetFileName(path)}: {one.Item.Head?.Id ?? $"object {one.Item.Number}"}: {one.Sentence}");
                }
            }

            return unread > 0 ? 2 : refused > 0 ? 1 : 0;
        }, stop));
        return command;
    }

    static Command Pull()
    {
        var (root, key, user, collection, to) = (Root(), Key(), User(), Collection(Collections.Knowledge), To());
        var after = new Option<string?>("--after") { Description = "Only what was added after this time there; default everything." };
        var command = new Command("pull", "Write what a TAXII server gives of a collection as one bundle.") { root, key, user, collection, after, to };
        command.SetAction((result, stop) => OverThere(result.GetValue(root)!, result.GetValue(user), result.GetValue(key)!, async remote =>
        {
            await using var file = BundleFile.Create(result.GetValue(to));
            var (from, next, last, seen) = (result.GetValue(after) ?? "", "", (string?)null, new HashSet<string>(StringComparer.Ordinal));
            for (var pages = 0; pages < LinkLimits.Default.MostPages; pages++)
            {
                var page = await remote.Objects(result.GetValue(collection)!, 1000, from, next, stop);
                var read = Envelope.Read(page.Bytes, ObjectLimits.Default);
                if (!read.Ok)
                    throw LinkRound.Unread(read.Complaint!);
                foreach (var item in read.Value.Items)
                {
                    if (item.Head is { } head)
                        file.Take(head.Id, "", 0, item.Bytes.Span);
                    else
                        await Console.Error.WriteLineAsync($"object {item.Number} of page {pages + 1}: The object {item.Wrong}");
                }

                last = page.Last ?? last;
                if (!read.Value.More)
                {
                    await Console.Error.WriteLineAsync($"{file.Count} objects written{(last is null ? "" : $"; for what comes later: --after {last}")}.");
                    return 0;
                }

                (from, next) = LinkRound.Onward(read.Value, page, from, seen);
            }

            throw LinkRound.Endless(LinkLimits.Default.MostPages, 0);
        }));
        return command;
    }

    static Command Push()
    {
        var files = new Argument<string[]>("files") { Description = "Bundles or events of MISP (.json), rules of Sigma (.yml), or folders of these.", Arity = ArgumentArity.OneOrMore };
        var (root, key, user, collection) = (Root(), Key(), User(), Collection(Collections.Received));
        var command = new Command("push", "Add the objects of bundles to a collection of a TAXII server.") { root, files, key, user, collection };
        command.SetAction((result, stop) => OverThere(result.GetValue(root)!, result.GetValue(user), result.GetValue(key)!, async remote =>
        {
            var (refused, unread) = (0, 0);
            foreach (var path in BundleFile.In(result.GetValue(files)!))
            {
                if (await BundleFile.Read(path, Party.File.ShortName, stop) is not var (envelope, wrong))
                {
                    unread++;
                    continue;
                }

                refused += wrong;
                foreach (var part in envelope.Items.Chunk(1000))
                {
                    var told = await remote.Add(result.GetValue(collection)!, BundleFile.Envelope(part), stop) ?? throw LinkRound.TooLong();
                    refused += told.Count;
                    foreach (var (id, sentence) in told)
                        await Console.Error.WriteLineAsync($"{Path.GetFileName(path)}: {id}: {sentence}");
                }
            }

            return unread > 0 ? 2 : refused > 0 ? 1 : 0;
        }));
        return command;
    }

    static async Task<int> OnNode(Observations.Parsed<NodeSettings> parsed, string collection, Func<CollectionRow, ObjectStore, NodeSettings, Task<int>> act, CancellationToken stop)
    {
        if (!parsed.Ok)
            return Outputs.Usage(parsed.Complaint!.ToString());
        var settings = SampleNode.Complete(parsed.Value);
        var (rooms, objects) = (Path.Combine(settings.Data, "rooms.db"), Path.Combine(settings.Data, "exchange.db"));
        if (!File.Exists(rooms) || !File.Exists(objects))
            return Outputs.Usage($"There is no node in \"{settings.Data}\" yet; start it once, or name its folder with --data.");
        try
        {
            using var turn = new WriteTurn();
            var collections = new Collections(RoomDatabase.At<ExchangeDb>(rooms), turn);
            await collections.Open(stop);
            if (collections.Find(collection) is not { } row)
                return Outputs.Usage($"There is no collection \"{collection}\"; there are {string.Join(", ", collections.All.Select(one => one.Alias))}.");
            using var file = new ObjectFile(objects);
            return await act(row, new(file, IncomingCheck.Refusal, TimeProvider.System), settings);
        }
        catch (Exception wrong) when (wrong is SqliteException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 1;
        }
    }

    static async Task<int> OverThere(string root, string? user, string keyFile, Func<Remote, Task<int>> act)
    {
        if (!Uri.TryCreate(root.EndsWith('/') ? root : root + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || (address.Scheme == "http" && !address.IsLoopback))
            return Outputs.Usage("The address of the API root must begin with https://; http may only go to this machine.");
        try
        {
            var key = (await File.ReadAllTextAsync(keyFile)).Trim();
            using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(10) };
            using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
            return await act(new(http, address, Remote.KeyOf(user ?? "", key), LinkLimits.Default));
        }
        catch (Exception wrong) when (wrong is LinkException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 1;
        }
    }

    static Argument<string> Root() => new("root") { Description = "Address of the API root: https://knooppunt.example/taxii2/exchange/." };

    // In a file, because what stands on a command line is seen by all on the machine.
    static Option<string> Key() => new("--key-file") { Description = "File that holds the key.", Required = true };

    static Option<string?> User() => new("--user") { Description = "User name for HTTP Basic; without it the key is a bearer token." };

    static Option<string> Collection(string usual) => new("--collection") { Description = $"Id or alias of the collection; default {usual}.", DefaultValueFactory = _ => usual };

    static Option<string?> PartyOption(string description) => new("--party") { Description = description };

    static Option<string?> To() => new("--to") { Description = "File to write; default stdout." };
}
