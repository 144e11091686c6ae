using System.CommandLine;
using System.Net.Http.Headers;
using Knooppunt.Node.Connectors.Files;
using Knooppunt.Node.Connectors;
using Knooppunt.Node.Shell;
using Knooppunt.Observations;
using Knooppunt.Observations.Mapped;

namespace Knooppunt.Node.Commands.Replay;

/// <summary><c>knooppunt replay</c>: sends the observations of files into a running node, in order of time and at a chosen speed.</summary>
static class ReplayCommand
{
    const int MostPerRequest = 1000;
    const double MostSpeed = 1e9;
    const int LongestKey = 4096;

    public static Command Make()
    {
        var files = new Argument<string[]>("files") { Description = "Files in any format that detect reads.", Arity = ArgumentArity.OneOrMore };
        var to = new Option<string>("--to") { Description = "Address of the node.", DefaultValueFactory = _ => "http://localhost:5080" };
        var source = new Option<string?>("--source") { Description = "Send all as this configured source; default the source that each observation names." };
        var speed = new Option<double>("--speed") { Description = "Times faster than it happened; 0 is as fast as the node takes it.", DefaultValueFactory = _ => 0 };
        var now = new Option<bool>("--from-now") { Description = "Shift all times so that the first observation happens now." };
        var mapping = new Option<string?>("--mapping") { Description = "Mapping of CSV or JSON Lines files." };
        var key = new Option<string?>("--key-file") { Description = "File that holds the API key; default the environment variable KNOOPPUNT_API_KEY. A key never stands on a command line." };
        var zone = new Option<string>("--time-zone") { Description = "Time zone of times without one.", DefaultValueFactory = _ => "Europe/Amsterdam" };
        var command = new Command("replay", "Send the observations of files into a running node.") { files, to, source, speed, now, mapping, key, zone };
        command.SetAction((result, stop) => Run(new Request(result.GetValue(files)!, result.GetValue(to)!, result.GetValue(source), result.GetValue(speed), result.GetValue(now),
            result.GetValue(mapping), result.GetValue(key), result.GetValue(zone)!), stop));
        return command;
    }

    sealed record Request(string[] Files, string To, string? Source, double Speed, bool FromNow, string? Mapping, string? KeyFile, string Zone);

    static async Task<int> Run(Request request, CancellationToken stop)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(request.Zone, out var zone))
            return Outputs.Usage($"\"{request.Zone}\" is not an IANA time zone; write for example Europe/Amsterdam.");
        if (Outputs.NoFile(request.Files) is { } missing)
            return missing;
        if (!Uri.TryCreate(request.To, UriKind.Absolute, out var node) || node.Scheme is not ("http" or "https"))
            return Outputs.Usage($"--to: \"{request.To}\" is not an address of a node; write for example http://localhost:5080.");
        if (request.Speed is not (>= 0 and <= MostSpeed))
            return Outputs.Usage($"--speed is a number from 0 (as fast as the node takes it) to {MostSpeed:0}.");
        var written = request.KeyFile is null ? Parsed<string>.From(Environment.GetEnvironmentVariable("KNOOPPUNT_API_KEY") ?? "") : TextFile.Read(request.KeyFile, LongestKey);
        if (!written.Ok)
            return Outputs.Usage($"--key-file: {written.Complaint}");
        var key = written.Value.Trim();
        if (key.Length == 0)
            return Outputs.Usage("There is no API key: name a file with --key-file or set KNOOPPUNT_API_KEY; an administrator makes one on the page Sources.");
        var mapping = request.Mapping is null ? Parsed<Mapping?>.From(null) : Formats.Read(request.Mapping);
        if (!mapping.Ok)
            return Outputs.Usage(mapping.Complaint!.ToString());
        var files = request.Files.Select(path => PulledFile.Loose(path, zone, (context, sink) =>
            Formats.Reader(Formats.OfFile(path, mapping.Value is not null) ?? "cloudevents", context, sink, mapping.Value), (_, complaint) => Console.Error.WriteLine(complaint))).ToList();
        try
        {
            using var client = new HttpClient { BaseAddress = node };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            return await Send(client, Paced(TimeMerge.Turns(files).Select(file => file.Next().Observation), request), request, stop);
        }
        catch (HttpRequestException wrong)
        {
            await Console.Error.WriteLineAsync($"The node at {request.To} cannot be reached ({wrong.Message.TrimEnd('.')}). See that it runs, or name another with --to. What it took it keeps: the same command goes on from there.");
            return 1;
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    static IEnumerable<(Observation Observation, DateTimeOffset Due)> Paced(IEnumerable<Observation> observations, Request request)
    {
        var start = TimeProvider.System.GetUtcNow();
        DateTimeOffset? first = null;
        foreach (var observation in observations)
        {
            first ??= observation.Time;
            var since = observation.Time - first.Value;
            var time = request.FromNow ? start + since : observation.Time;
            yield return (observation with { Time = time, Source = request.Source ?? observation.Source }, request.Speed <= 0 ? start : start + (since / request.Speed));
        }
    }

    static async Task<int> Send(HttpClient client, IEnumerable<(Observation Observation, DateTimeOffset Due)> paced, Request request, CancellationToken stop)
    {
        var (sent, batch) = (0L, new List<Observation>(MostPerRequest));
        foreach (var (observation, due) in paced)
        {
            var wait = due - TimeProvider.System.GetUtcNow();
            if (batch.Count == MostPerRequest || (batch.Count > 0 && request.Speed > 0 && wait > TimeSpan.FromMilliseconds(100)))
            {
                if (await Post(client, batch, stop) is { } refusal)
                    return refusal;
                sent += batch.Count;
                batch.Clear();
            }

            if (request.Speed > 0 && wait > TimeSpan.Zero)
                await Task.Delay(wait, stop);
            batch.Add(observation);
        }

        if (batch.Count > 0 && await Post(client, batch, stop) is { } last)
            return last;
        Console.Error.WriteLine($"{sent + batch.Count:N0} observations sent");
        return 0;
    }

    static async Task<int?> Post(HttpClient client, List<Observation> batch, CancellationToken stop)
    {
        using var body = new ReadOnlyMemoryContent(CloudEventText.Batch(batch));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents-batch+json");
        using var answer = await client.PostAsync(new Uri("/api/v1/observations", UriKind.Relative), body, stop);
        var text = await answer.Content.ReadAsStringAsync(stop);
        if (answer.IsSuccessStatusCode)
        {
            Console.Out.WriteLine(text);
            return null;
        }

        Console.Error.WriteLine($"The node answered {(int)answer.StatusCode}: {text}");
        return 1;
    }
}
