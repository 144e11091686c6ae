using System.CommandLine;
using Knooppunt.Barriers;
using Knooppunt.Node.Barriers;
using Knooppunt.Node.Commands.Sample;
using Knooppunt.Node.Inspections;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;

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
        var places = NodePlaces.Read(ConfigCommand.PlacesOf(settings));
        if (!places.Ok)
            return Outputs.Usage(places.Complaint!.ToString());
        return await SheetImport.Run(settings.Data, path, MostBytes, (name, bytes) => WeeklyFile.Read(name, bytes), async (database, counts) =>
        {
            using var turn = new WriteTurn();
            var own = new OwnCounts(new SignalCounts(RoomDatabase.At<SignalsDb>(database), new PatternShelf()), new InspectionCounts(RoomDatabase.At<InspectionsDb>(database)));
            var taken = await new WeekBook(RoomDatabase.At<BarriersDb>(database), own, settings, places.Value, turn, TimeProvider.System).Take(counts, stop);
            return $"{taken.New} new, {taken.Revised} revised, {taken.Same} there already";
        }, stop);
    }
}
