using System.CommandLine;
using Knooppunt.Node.Commands.Sample;
using Knooppunt.Node.Connectors;
using Knooppunt.Node.Detection;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;

namespace Knooppunt.Node.Commands;

/// <summary><c>knooppunt config check</c>: says what the configuration means and what is wrong with it. Never writes it.</summary>
static class ConfigCommand
{
    public static Command Make()
    {
        var (config, data, listen, sample) = ServeCommand.Options();
        var check = new Command("check", "Explain the configuration and say what is wrong with it.") { config, data, listen, sample };
        check.SetAction(result => Check(ServeCommand.SettingsOf(result.GetValue(config), result.GetValue(data), result.GetValue(listen), result.GetValue(sample))));
        return new Command("config", "The configuration file.") { check };
    }

    static int Check(Observations.Parsed<NodeSettings> parsed)
    {
        if (!parsed.Ok)
        {
            Console.Error.WriteLine(parsed.Complaint);
            return 1;
        }

        var settings = SampleNode.Complete(parsed.Value);
        Explain(settings);
        var complaints = Complaints(settings).ToArray();
        foreach (var complaint in complaints)
            Console.Error.WriteLine(complaint);
        return complaints.Length == 0 ? 0 : 1;
    }

    static IEnumerable<string> Complaints(NodeSettings settings)
    {
        foreach (var complaint in SettingsCheck.Complaints(settings))
            yield return complaint;
        var places = NodePlaces.Read(PlacesOf(settings));
        if (places.Complaint is { } unread)
            yield return unread.ToString();
        foreach (var source in settings.Sources.Where(source => places.Ok && source.Place is { } place && places.Value.Map.Find(place) is null))
            yield return $"sources: \"{source.Name}\" stands at the place \"{source.Place}\", which the map does not have.";
        // The sample lays its own mappings down when it starts.
        foreach (var mapping in settings.Sources.Where(_ => !settings.Sample).Select(source => Formats.MappingOf(source, null)).Where(mapping => !mapping.Ok))
            yield return mapping.Complaint!.ToString();
        // The node's own go before shipped ones with the same id, as they do when it runs.
        foreach (var pattern in PatternFolder.Read(NodeFolders.PatternsIn(settings.Data), settings.Patterns ?? ShippedFiles.Patterns).Complaints)
            yield return pattern.ToString();
        List<Observations.Complaint> lists = [];
        ListFolder.Read([NodeFolders.ListsIn(settings.Data), ShippedFiles.Lists], lists);
        foreach (var list in lists)
            yield return list.ToString();
    }

    static void Explain(NodeSettings settings)
    {
        Console.Out.WriteLine($"node            {settings.Node} ({settings.Name}){(settings.Sample ? ", sample: no real data" : "")}");
        Console.Out.WriteLine($"listens on      {settings.Listen}");
        Console.Out.WriteLine($"keeps           {Path.GetFullPath(settings.Data)}");
        Console.Out.WriteLine($"time zone       {settings.TimeZone}");
        foreach (var organisation in settings.Organisations)
            Console.Out.WriteLine($"organisation    {organisation.Id}: {organisation.Name}; {(organisation.Release is { } release ? $"releases {release.Rules.Count} types under policy {release.Name} {release.Version}" : "releases nothing")}");
        foreach (var source in settings.Sources)
            Console.Out.WriteLine($"source          {source.Name}: {source.Format}, {source.Regime}, {source.Purpose}, TLP:{source.Tlp}, PAP:{source.Pap}, kept {source.RetentionDays} days, late up to {source.LatenessMinutes} min");
    }

    /// <summary>The places file that the settings mean.</summary>
    public static string? PlacesOf(NodeSettings settings) => settings.Places ?? ShippedFiles.PlacesOf(settings.Node);
}
