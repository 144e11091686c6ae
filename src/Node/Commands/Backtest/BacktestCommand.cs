using System.CommandLine;
using System.Globalization;
using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Commands.Sample;
using Knooppunt.Node.Detection;
using Knooppunt.Node.Detection.Backtest;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Knooppunt.Observations;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Commands.Backtest;

/// <summary><c>knooppunt backtest</c>: what a pattern would have found in the history of a node's journals. Only reads, also while the node runs; the read log gets a line first.</summary>
static class BacktestCommand
{
    const int DaysProposed = 365;

    public static Command Make()
    {
        var pattern = new Argument<string>("pattern") { Description = "Pattern file (.yml)." };
        var from = new Option<string?>("--from") { Description = "First day, yyyy-mm-dd, at the place of the node; default a year ago." };
        var to = new Option<string?>("--to") { Description = "Last day, to its end; default today." };
        var journal = new Option<string[]>("--journal") { Description = "Journal of an organisation; default those of all, without the partnership's, in which copies of theirs lie." };
        var alone = new Option<bool>("--without-overlap") { Description = "Do not run the patterns in force along to see which say the same: faster." };
        var output = Outputs.Option();
        var (config, data, _, sample) = ServeCommand.Options();
        var command = new Command("backtest", "Run a pattern over the history that a node keeps, and say what it would have found.") { pattern, from, to, journal, alone, output, config, data, sample };
        command.SetAction((result, stop) =>
        {
            var settings = ServeCommand.SettingsOf(result.GetValue(config), result.GetValue(data), null, result.GetValue(sample));
            return settings.Ok
                ? Run(SampleNode.Complete(settings.Value), result.GetValue(pattern)!, result.GetValue(from), result.GetValue(to), result.GetValue(journal) ?? [], !result.GetValue(alone), result.GetValue(output)!, stop)
                : Task.FromResult(Outputs.Usage(settings.Complaint!.ToString()));
        });
        return command;
    }

    static async Task<int> Run(NodeSettings settings, string path, string? from, string? to, string[] asked, bool overlap, string output, CancellationToken stop)
    {
        if (!File.Exists(path))
            return Outputs.Usage(Directory.Exists(path) ? $"\"{path}\" is a folder; name one pattern file in it." : $"The file \"{path}\" does not exist.");
        var zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), zone).DateTime);
        var (first, last) = (Day(from, today.AddDays(1 - DaysProposed)), Day(to, today));
        if (first is null || last is null || last < first)
            return Outputs.Usage("Write --from and --to as yyyy-mm-dd, the first not after the last.");
        var database = Path.Combine(settings.Data, "rooms.db");
        if (!File.Exists(database))
            return Outputs.Usage($"The folder \"{settings.Data}\" holds no node; name its data folder with --data.");
        string[] journals = asked.Length > 0 ? asked : [.. settings.Organisations.Select(organisation => organisation.Id)];
        var histories = new List<JournalHistory>();
        try
        {
            foreach (var journal in journals.Distinct())
            {
                if (SegmentName.IsName(journal) && JournalHistory.Open(Path.Combine(settings.Data, "journals", journal), journal, JournalsOf.ReadPlate) is { } history)
                    histories.Add(history);
                else
                    return Outputs.Usage($"There is no journal of \"{journal}\" in \"{settings.Data}\".");
            }

            var complaints = new List<Complaint>();
            var cleared = settings.StaffPatterns.Where(SettingsCheck.IsComplete).Select(staff => staff.Pattern).ToHashSet(StringComparer.Ordinal);
            var text = TextFile.Read(path, PatternFolder.MostBytes);
            if (!text.Ok)
                return Failed([text.Complaint!.ToString()]);
            if (TriedPattern.Read(Path.GetFileName(path), text.Value, cleared, complaints) is not { } tried)
                return Failed(complaints.Select(complaint => complaint.ToString()));
            return await Run(new BacktestRequest
            {
                PatternId = tried.Speaks.Id,
                Title = tried.Speaks.Title,
                Documents = tried.Documents,
                Text = text.Value,
                First = first.Value,
                Last = last.Value,
                Zone = zone,
                Journals = [.. histories.Select(history => history.Name)],
                Shared = JournalsOf.Partnership,
                // Whoever has the files and their keys works for these organisations: no more is compared than their analysts may.
                Viewers = [.. histories.Select(history => new Viewer(history.Name, Role.Analyst))],
                Overlap = overlap,
            }, histories, database, output, stop);
        }
        finally
        {
            histories.ForEach(history => history.Dispose());
        }
    }

    static async Task<int> Run(BacktestRequest request, List<JournalHistory> histories, string database, string output, CancellationToken stop)
    {
        try
        {
            await Log(request, database, stop);
            var signals = new AssessedSignals(RoomDatabase.At<SignalsDb>(database));
            var (result, _) = await ReadingBar.Over(told => new Backtester(new Judges()).Run(request, histories, journal => signals.Of(journal, request.From, request.To, null, stop), told, stop));
            BacktestLines.Print(request, result, output);
            return 0;
        }
        catch (Exception wrong) when (wrong is SqliteException or DbUpdateException)
        {
            return Failed([$"The read log could not be written ({wrong.Message}), so nothing was read. Start the node once with this version and try again."]);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Failed(["The backtest was stopped."]);
        }
    }

    static async Task Log(BacktestRequest request, string database, CancellationToken stop)
    {
        using var turn = new WriteTurn();
        var person = new ClaimsPrincipal(new ClaimsIdentity([new("display-name", $"opdrachtregel ({Environment.UserName})"), new(ClaimTypes.NameIdentifier, "command-line")]));
        await new ReadLog(RoomDatabase.At<DisclosureDb>(database), turn, TimeProvider.System).Record(person, "backtest", request.PatternId,
            string.Create(CultureInfo.InvariantCulture, $"achteraf toetsen van „{request.Title}”, {request.First:yyyy-MM-dd} tot en met {request.Last:yyyy-MM-dd}, journaal {string.Join(", ", request.Journals)}"),
            Visibility.Ask(request.Viewers[0], new VisibilityLabel(request.Journals[0], Regime.Avg, Purpose.SiteSecurity, Tlp.Amber, Pap.Amber, request.Journals[0] == request.Shared), Use.History).Article, stop);
    }

    static int Failed(IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
            Console.Error.WriteLine(sentence);
        return 1;
    }

    static DateOnly? Day(string? text, DateOnly standard) =>
        text is null ? standard : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
