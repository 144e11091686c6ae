using System.CommandLine;
using Knooppunt.Node.Commands.Sample;
using Knooppunt.Node.Programme;
using Knooppunt.Node.Shell;
using Knooppunt.Programme;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Commands;

/// <summary><c>knooppunt outcomes import FILE</c>: takes published figures into the outcome ledger, also while the node runs.</summary>
static class OutcomesCommand
{
    const int MostBytes = 16 << 20;

    public static Command Make()
    {
        var file = new Argument<string>("file") { Description = "CSV with the columns node, year, period, metric, value, unit, as_reported_by, url, note." };
        var (config, data, _, sample) = ServeCommand.Options();
        var import = new Command("import", "Take figures in. What is there already is not taken twice; another value of the same reporter is a revision.") { file, config, data, sample };
        import.SetAction((result, stop) =>
        {
            var settings = ServeCommand.SettingsOf(result.GetValue(config), result.GetValue(data), null, result.GetValue(sample));
            return settings.Ok ? Import(SampleNode.Complete(settings.Value).Data, result.GetValue(file)!, stop) : Task.FromResult(Outputs.Usage(settings.Complaint!.ToString()));
        });
        return new Command("outcomes", "The outcome ledger: figures as their reporters gave them.") { import };
    }

    static async Task<int> Import(string folder, string path, CancellationToken stop)
    {
        if (!File.Exists(path))
            return Outputs.Usage($"The file \"{path}\" does not exist.");
        if (new FileInfo(path).Length > MostBytes)
            return Outputs.Usage($"The file \"{path}\" is larger than {MostBytes >> 20} MiB; split it.");
        var database = Path.Combine(folder, "rooms.db");
        if (!File.Exists(database))
            return Outputs.Usage($"The folder \"{folder}\" holds no node; name its data folder with --data.");
        var read = OutcomeFile.Read(Path.GetFileName(path), await File.ReadAllBytesAsync(path, stop));
        foreach (var complaint in read.Complaints)
            Console.Error.WriteLine(complaint);
        try
        {
            using var turn = new WriteTurn();
            var taken = await new OutcomeBook(RoomDatabase.At<ProgrammeDb>(database), turn, TimeProvider.System).Take(read.Outcomes, stop);
            Console.Out.WriteLine($"{taken.New} new, {taken.Revised} revised, {taken.Same} there already, {read.Complaints.Count} left out");
            return read.Complaints.Count == 0 ? 0 : 1;
        }
        catch (Exception wrong) when (wrong is SqliteException or DbUpdateException)
        {
            Console.Error.WriteLine($"The ledger could not be written ({wrong.Message}). Start the node once with this version and try again.");
            return 1;
        }
    }
}
