using System.CommandLine;
using Knooppunt.Detection;
using Knooppunt.Detection.Enrichment;
using Knooppunt.Node.Connectors;
using Knooppunt.Node.Connectors.Files;
using Knooppunt.Node.Detection;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;
using Knooppunt.Observations.Mapped;

namespace Knooppunt.Node.Commands.Detect;

/// <summary><c>knooppunt detect</c>: patterns over files, without a server.</summary>
static class DetectCommand
{
    const int MostComplaintsShown = 20;
    const double MostLateMinutes = 60 * 24 * 366;
    static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);

    public static Command Make()
    {
        var files = new Argument<string[]>("files") { Description = "Files: .edi, .nmea, .ais, .json (DCSA), .jsonl (CloudEvents), .csv with --mapping; .gz too.", Arity = ArgumentArity.OneOrMore };
        var patterns = new Option<string?>("--patterns") { Description = "Pattern file or folder; default the shipped ones." };
        var mapping = new Option<string?>("--mapping") { Description = "Mapping of CSV or JSON Lines files." };
        var places = new Option<string?>("--places") { Description = "Places (GeoJSON) for zones." };
        var format = new Option<string?>("--format") { Description = "edifact, ais, dcsa, cloudevents or mapped; default by the name of the file." };
        format.AcceptOnlyFromAmong(SettingsCheck.Formats);
        var zone = new Option<string>("--time-zone") { Description = "Time zone of the place.", DefaultValueFactory = _ => "Europe/Amsterdam" };
        var lateness = new Option<double>("--lateness") { Description = "Minutes that an observation may be late.", DefaultValueFactory = _ => 5 };
        var now = new Option<DateTimeOffset?>("--now") { Description = "What time it is, for files of a made-up future: what lies more than five minutes later is left out. Default the clock of this machine." };
        var lists = Outputs.Lists();
        var output = Outputs.Option();
        var staff = new Option<bool>("--with-staff-patterns") { Description = "Also run patterns about staff; only for simulated or lawfully cleared files." };
        var close = new Option<bool>("--open-end") { Description = "Do not treat the end of the files as the end of waiting for what is absent." };
        var plain = new Option<bool>("--plain") { Description = "JSON lines of any shape, without an envelope; needs --matches." };
        var timeField = new Option<string>("--time-field") { Description = "With --plain: the field that holds the time; nested as a.b.", DefaultValueFactory = _ => "time" };
        var matches = new Option<bool>("--matches") { Description = "With --plain: print every match before grouping, as csv or json." };
        var logsource = new Option<string?>("--logsource") { Description = "With --plain: what the events are, category=…,product=…,service=…; without it every rule is tried." };
        var placeholders = Outputs.Placeholders();
        var command = new Command("detect", "Run patterns over files and print one line per signal.") { files, patterns, mapping, places, lists, format, zone, lateness, output, staff, close, now, plain, timeField, matches, logsource, placeholders };
        // Not a validator: one that reads a value which is no number throws before the call is told so.
        command.SetAction(result => Wrong(result.GetValue(lateness), result.GetValue(plain), result.GetValue(matches)) ?? (result.GetValue(plain) ? RunPlain(result.GetValue(files)!, result.GetValue(patterns) ?? ShippedFiles.Patterns, result.GetValue(timeField)!, result.GetValue(logsource),
            TimeSpan.FromMinutes(result.GetValue(lateness)), result.GetValue(output)!, result.GetValue(close), Latest(result.GetValue(now)), result.GetValue(placeholders)) : Run(new Request(
            result.GetValue(files)!, result.GetValue(patterns) ?? ShippedFiles.Patterns, result.GetValue(mapping), result.GetValue(places), result.GetValue(format),
            result.GetValue(zone)!, TimeSpan.FromMinutes(result.GetValue(lateness)), result.GetValue(output)!, result.GetValue(staff), result.GetValue(close), result.GetValue(lists) ?? ShippedFiles.Lists, Latest(result.GetValue(now)), result.GetValue(placeholders)))));
        return command;
    }

    static DateTimeOffset Latest(DateTimeOffset? now) => (now ?? TimeProvider.System.GetUtcNow()) is var at && at < DateTimeOffset.MaxValue - MostAhead ? at + MostAhead : at;

    static int? Wrong(double lateness, bool plain, bool matches) =>
        lateness is not (>= 0 and <= MostLateMinutes) ? Outputs.Usage($"--lateness is a number of minutes from 0 to {MostLateMinutes} (a year).")
        : plain != matches ? Outputs.Usage("--plain and --matches go together: lines without an envelope give matches, not signals.")
        : null;

    sealed record Request(string[] Files, string Patterns, string? Mapping, string? Places, string? Format, string Zone, TimeSpan Lateness, string Output, bool Staff, bool OpenEnd, string Lists, DateTimeOffset Latest, string? Placeholders);

    static int RunPlain(string[] files, string patterns, string timeField, string? logsource, TimeSpan lateness, string output, bool openEnd, DateTimeOffset latest, string? placeholders)
    {
        if ((Outputs.NoFile(files) ?? NoPatterns(patterns) ?? Outputs.NoPlaceholders(placeholders)) is { } usage)
            return usage;
        var named = logsource is null ? null : PlainDetect.Logsource(logsource);
        if (logsource is not null && named is null)
            return Outputs.Usage($"\"{logsource}\" is not a logsource; write category=…,product=…,service=…, in any order, each once; some may be left out.");
        return new PlainDetect(timeField, output == "table" ? "csv" : output, latest, placeholders).Run(files, patterns, named, lateness, !openEnd);
    }

    static int? NoPatterns(string folder) =>
        !Directory.Exists(folder) && !File.Exists(folder) ? Outputs.Usage($"The pattern folder \"{folder}\" does not exist.")
        : PatternFolder.Files(folder).Any(file => new FileInfo(file).Length > 0) ? null
        : Outputs.Usage($"\"{folder}\" holds no pattern, so nothing could be found.");

    static int Run(Request request)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(request.Zone, out var zone))
            return Outputs.Usage($"\"{request.Zone}\" is not an IANA time zone; write for example Europe/Amsterdam.");
        if ((Outputs.NoFile(request.Files) ?? NoPatterns(request.Patterns) ?? Outputs.NoPlaceholders(request.Placeholders)) is { } usage)
            return usage;
        if (!Directory.Exists(request.Lists))
            return Outputs.Usage($"The folder of lists \"{request.Lists}\" does not exist.");
        var mapping = request.Mapping is null ? Parsed<Mapping?>.From(null) : Formats.Read(request.Mapping);
        var places = NodePlaces.Read(request.Places);
        if ((mapping.Complaint ?? places.Complaint) is { } complaint)
            return Outputs.Usage(complaint.ToString());
        var (shelved, complaints) = PatternFolder.Read(request.Patterns);
        List<Complaint> wrong = [.. complaints];
        var plan = Plan.Compile(shelved.Where(pattern => pattern.Off is null || request.Staff).Select(pattern => pattern.Document), new PlanOptions { Lateness = request.Lateness, Placeholders = PlaceholderFolder.Read(request.Placeholders, wrong) });
        wrong.AddRange(plan.Complaints);
        var lists = ListFolder.Read([request.Lists], wrong);
        wrong.ForEach(Console.Error.WriteLine);
        return Run(request, plan, new Enricher(places.Value.Map, zone, [.. lists]), mapping.Value, zone, wrong.Count > 0);
    }

    /// <summary>Runs what could be read; patterns, lists or ends of files that could not are a failure all the same.</summary>
    static int Run(Request request, Plan plan, Enricher enricher, Mapping? mapping, TimeZoneInfo zone, bool wrongPatterns)
    {
        var (complained, others) = (0, 0);
        void Complain(PulledFile file, Unread piece)
        {
            if (piece.Message is not null)
                others++;
            else if (complained++ < MostComplaintsShown)
                Console.Error.WriteLine(piece.Complaint);
        }

        var files = new List<PulledFile>();
        try
        {
            // What a mapping says of its times goes before what the command line says of the place.
            var written = mapping?.Zone is { } named && TimeZoneInfo.TryFindSystemTimeZoneById(named, out var own) ? own : zone;
            foreach (var path in request.Files)
            {
                var format = request.Format ?? Formats.OfFile(path, mapping is not null);
                if (format is null or "mapped" && mapping is null)
                    return Outputs.Usage($"What \"{Path.GetFileName(path)}\" holds cannot be told from its name; give --format, or --mapping for a table (knooppunt map suggest proposes one).");
                files.Add(PulledFile.Loose(path, written, (context, sink) => Formats.Reader(format!, context, new NotAhead(sink, context.FileName, request.Latest), mapping), Complain));
            }

            var run = new DetectRun(plan, enricher);
            var order = new TimeOrder(files, request.Lateness);
            Progressing.Over(files, progress => run.Take(order.Observations(), progress));
            if (!request.OpenEnd)
                run.Close();
            if (complained > MostComplaintsShown)
                Console.Error.WriteLine($"... and {complained - MostComplaintsShown:N0} more complaints; the first {MostComplaintsShown} are shown.");
            SignalLines.Print(run.Stories, request.Output);
            Summarise(files, run);
            foreach (var late in order.Late())
                Console.Error.WriteLine(late);
            // Silence of files of which nothing could be read is no all-clear.
            var nothing = complained > 0 && others == 0 && files.All(file => file.Taken == 0 && file.Counts.Count == 0);
            if (nothing)
                Console.Error.WriteLine("Nothing could be read, so nothing could be found.");
            return wrongPatterns || nothing || files.Any(file => file.BreaksOff) ? 1 : 0;
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    static void Summarise(List<PulledFile> files, DetectRun run)
    {
        foreach (var file in files)
        {
            var counts = string.Concat(file.Counts.Select(count => $", {count.Value:N0} {count.Key}"));
            Console.Error.WriteLine($"{file.Name}: {file.Taken:N0} observations, {file.Rejected:N0} refused{counts}");
        }

        Console.Error.WriteLine($"{run.Observations:N0} observations, {run.Late:N0} too late, {run.Stories.Count:N0} signals");
    }
}
