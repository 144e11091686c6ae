using System.CommandLine;
using Knooppunt.Barriers;
using Knooppunt.Node.Barriers;
using Knooppunt.Node.Commands.Sample;
using Knooppunt.Node.Inspections;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Commands;

/// <summary><c>knooppunt barriers import FILE</c>: takes counts per week and place in, also while the node runs.</summary>
static class BarriersCommand
{
    const int MostBytes = 32 << 20;

    public static Command Make()
    {
        var file = new Argument<string>("file") { Description = "CSV with the columns place, week (its Monday), what, count, source." };
        var (config, data, _, sample) = ServeCommand.Options();
        var import = new Command("import", "Take counts per week in. What is there already is not taken twice; another count of the same place and week is a revision.") { file, config, data, sample };
        import.SetAction((result, stop) =>
        {
            var settings = ServeCommand.SettingsOf(result.GetValue(config), result.GetValue(data), null, result.GetValue(sample));
            return settings.Ok ? Import(SampleNode.Complete(settings.Value), result.GetValue(file)!, stop) : Task.FromResult(Outputs.Usage(settings.Complaint!.ToString()));
        });
        return new Command("barriers", "What was counted per week, for the effect of barriers.") { import };
    }

    static async Task<int> Import(NodeSettings settings, string path, CancellationToken stop)
    {
        if (!File.Exists(path))
            return Outputs.Usage($"The file \"{path}\" does not exist.");
        if (new FileInfo(path).Length > MostBytes)
            return Outputs.Usage($"The file \"{path}\" is larger than {MostBytes >> 20} MiB; split it.");
        var database = Path.Combine(settings.Data, "rooms.db");
        if (!File.Exists(database))
            return Outputs.Usage($"The folder \"{settings.Data}\" holds no node; name its data folder with --data.");
        var places = NodePlaces.Read(ConfigCommand.PlacesOf(settings));
        if (!places.Ok)
            return Outputs.Usage(places.Complaint!.ToString());
        var read = WeeklyFile.Read(Path.GetFileName(path), await File.ReadAllBytesAsync(path, stop));
        foreach (var complaint in read.Complaints)
            Console.Error.WriteLine(complaint);
        if (read.LeftOut > read.Complaints.Count)
            Console.Error.WriteLine($"... and {read.LeftOut - read.Complaints.Count} more lines that were left out; the first {read.Complaints.Count} are shown.");
        try
        {
            using var turn = new WriteTurn();
            var book = new WeekBook(RoomDatabase.At<BarriersDb>(database), new OwnCounts(new SignalCounts(RoomDatabase.At<SignalsDb>(database)), new InspectionCounts(RoomDatabase.At<InspectionsDb>(database))), settings, places.Value, turn, TimeProvider.System);
            var taken = await book.Take(read.Counts, stop);
            Console.Out.WriteLine($"{taken.New} new, {taken.Revised} revised, {taken.Same} there already, {read.LeftOut} left out");
            return read.Complaints.Count == 0 ? 0 : 1;
        }
        catch (Exception wrong) when (wrong is SqliteException or DbUpdateException)
        {
            Console.Error.WriteLine($"The counts could not be written ({wrong.Message}). Start the node once with this version and try again.");
            return 1;
        }
    }
}
