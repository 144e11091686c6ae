using System.CommandLine;
using Knooppunt.Node.Commands.Sample;
using Knooppunt.Node.Programme;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Programme;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Commands;

/// <summary><c>knooppunt account import FILE</c>: takes the accounts of other nodes in, also while the node runs.</summary>
static class AccountCommand
{
    const int MostBytes = 4 << 20;

    public static Command Make()
    {
        var file = new Argument<string>("file") { Description = $"CSV with the columns {string.Join(", ", NodeYearFile.Columns)}, as another node gives it at /programme/years.csv." };
        var (config, data, _, sample) = ServeCommand.Options();
        var import = new Command("import", "Take accounts of other nodes in. What is there already is not taken twice; of each node and year the latest day holds.") { file, config, data, sample };
        import.SetAction((result, stop) =>
        {
            var settings = ServeCommand.SettingsOf(result.GetValue(config), result.GetValue(data), null, result.GetValue(sample));
            return settings.Ok ? Import(SampleNode.Complete(settings.Value), result.GetValue(file)!, stop) : Task.FromResult(Outputs.Usage(settings.Complaint!.ToString()));
        });
        return new Command("account", "The account of the programme over all nodes of the letter.") { import };
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
        var read = NodeYearFile.Read(Path.GetFileName(path), await File.ReadAllBytesAsync(path, stop), TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone).DayOf(TimeProvider.System.GetUtcNow()));
        foreach (var complaint in read.Complaints)
            Console.Error.WriteLine(complaint);
        try
        {
            using var turn = new WriteTurn();
            var taken = await new NeighbourBook(RoomDatabase.At<ProgrammeDb>(database), settings, turn, TimeProvider.System).Take(read.Years, stop);
            Console.Out.WriteLine($"{taken.New} new, {taken.Same} there already, {taken.Own} of this node itself and {read.Complaints.Count} others left out");
            return read.Complaints.Count == 0 ? 0 : 1;
        }
        catch (Exception wrong) when (wrong is SqliteException or DbUpdateException)
        {
            Console.Error.WriteLine($"The accounts could not be written ({wrong.Message}). Start the node once with this version and try again.");
            return 1;
        }
    }
}
