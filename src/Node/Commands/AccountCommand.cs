using System.CommandLine;
using Knooppunt.Node.Commands.Sample;
using Knooppunt.Node.Programme;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Programme;

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

    static Task<int> Import(NodeSettings settings, string path, CancellationToken stop) =>
        SheetImport.Run(settings.Data, path, MostBytes, (name, bytes) => NodeYearFile.Read(name, bytes, TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone).DayOf(TimeProvider.System.GetUtcNow())), async (database, years) =>
        {
            using var turn = new WriteTurn();
            var taken = await new NeighbourBook(RoomDatabase.At<ProgrammeDb>(database), settings, turn, TimeProvider.System).Take(years, stop);
            return $"{taken.New} new, {taken.Same} there already, {taken.Own} of this node itself and not taken";
        }, stop);
}
