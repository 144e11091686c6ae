using System.CommandLine;
using Knooppunt.Node.Commands.Sample;
using Knooppunt.Node.Programme;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Programme;

namespace Knooppunt.Node.Commands;

/// <summary><c>knooppunt outcomes import FILE</c>: takes published figures into the outcome ledger, also while the node runs.</summary>
static class OutcomesCommand
{
    const int MostBytes = 16 << 20;

    public static Command Make()
    {
        var file = new Argument<string>("file") { Description = "CSV with the columns node, year, period, metric, value, unit, as_reported_by, url, note, and as_of where it has one." };
        var (config, data, _, sample) = ServeCommand.Options();
        var import = new Command("import", "Take figures in. What is there already is not taken twice; another value of the same reporter is a revision.") { file, config, data, sample };
        import.SetAction((result, stop) =>
        {
            var settings = ServeCommand.SettingsOf(result.GetValue(config), result.GetValue(data), null, result.GetValue(sample));
            return settings.Ok ? Import(SampleNode.Complete(settings.Value), result.GetValue(file)!, stop) : Task.FromResult(Outputs.Usage(settings.Complaint!.ToString()));
        });
        return new Command("outcomes", "The outcome ledger: figures as their reporters gave them.") { import };
    }

    static Task<int> Import(NodeSettings settings, string path, CancellationToken stop) =>
        SheetImport.Run(settings.Data, path, MostBytes, (name, bytes) => OutcomeFile.Read(name, bytes), async (database, outcomes) =>
        {
            using var turn = new WriteTurn();
            var taken = await new OutcomeBook(RoomDatabase.At<ProgrammeDb>(database), settings, turn, TimeProvider.System).Take(outcomes, stop);
            return $"{taken.New} new, {taken.Revised} revised, {taken.Same} there already";
        }, stop);
}
