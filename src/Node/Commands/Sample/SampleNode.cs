using System.Globalization;
using Knooppunt.Node.Commands.Simulate;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Observations;
using Knooppunt.Simulation;

namespace Knooppunt.Node.Commands.Sample;

/// <summary>The sample node: what a node without a configuration is. Simulated days of the port of Rotterdam, played through the real connectors.</summary>
static class SampleNode
{
    const string Node = "rotterdam";
    const string Centre = "haven";
    const string Customs = "douane";
    const string Municipality = "gemeente";
    const string Riec = "riec";
    const string FirstDay = "first-day";
    const int Days = 366;
    const double Scale = .04;

    // Its sources are the same on every day.
    static readonly DateOnly AnyDay = new(2026, 3, 2);

    /// <summary>Settings that name no organisation become those of the sample node; others stay as they are.</summary>
    public static NodeSettings Complete(NodeSettings settings)
    {
        if (settings.Organisations.Count > 0 && !settings.Sample)
            return settings;
        var (simulation, folder) = (Simulation(AnyDay), FolderOf(settings));
        settings.Sample = true;
        settings.Node = Node;
        settings.Name = simulation.Name;
        settings.Organisations = [.. simulation.Organisations.Select(organisation => Partner(organisation.Id, organisation.Name, SampleRelease.Of(organisation.Id))), Partner(Municipality, "Gemeente Rotterdam"), Partner(Riec, "RIEC Rotterdam")];
        settings.Centre = Centre;
        settings.Customs = Customs;
        settings.PublicFigures = true;
        settings.Municipalities = [Municipality];
        settings.Riec = Riec;
        settings.ContactPoint ??= new() { Mail = "privacy@haven.example" };
        settings.Sources = [.. simulation.Sources.Select(source => SourceOf(source, folder))];
        return settings;
    }

    /// <summary>Why a node may not start on a data folder: what was made up and what is real never lie in one, nor do people who sign in without a key stand beside real data. Null when it may.</summary>
    public static string? Refusal(NodeSettings settings, NodeFolders folders) => (settings.Sample, Directory.Exists(Path.Combine(folders.Data, "sample"))) switch
    {
        (true, false) when File.Exists(folders.Database) => $"The data folder \"{settings.Data}\" holds the data of a node that is not the sample; name another folder with --data.",
        (false, true) => $"The data folder \"{settings.Data}\" holds the sample node with its made-up data; name another folder with --data.",
        _ => null,
    };

    /// <summary>Lays the folders and mappings down, before anything watches them.</summary>
    public static void Prepare(NodeSettings settings)
    {
        var folder = FolderOf(settings);
        foreach (var source in Simulation(AnyDay).Sources)
        {
            Directory.CreateDirectory(folder.Of(source.Name));
            Directory.CreateDirectory(Path.GetDirectoryName(folder.MappingOf(source.Name))!);
            if (source.Mapping is { } mapping)
                File.WriteAllText(folder.MappingOf(source.Name), mapping);
        }
    }

    /// <summary>The days that this node plays: the same after each start, from the day before its first.</summary>
    public static PortSimulation Played(NodeSettings settings, DateTimeOffset now)
    {
        var path = Path.Combine(settings.Data, "sample", FirstDay);
        if (!File.Exists(path))
            File.WriteAllText(path, DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return Simulation(DateOnly.ParseExact(File.ReadAllText(path).Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    /// <summary>Where the files of the sample are laid.</summary>
    public static SimulatedFolder FolderOf(NodeSettings settings) => new(Path.Combine(settings.Data, "sample"));

    static PortSimulation Simulation(DateOnly from) => SimulateCommand.Of(Node, new SimulationPlan(42, from, Days, Scale)).Value;

    static OrganisationSettings Partner(string id, string name, ReleaseSettings? release = null) => new() { Id = id, Name = name, Release = release, PrivacyContact = $"privacy@{id}.example" };

    // Whom the records of a source are about, for the register of processing.
    static List<string> PersonsOf(SimulatedSource source) => source.Handling.Regime == Regime.None ? [] : source.Name.Split('/')[^1] switch
    {
        "passes" => ["medewerkers", "bezoekers"],
        "tos-lookups" or "tos-moves" or "tos-releases" => ["medewerkers"],
        "gate" or "anpr" or "docks" or "exits" => ["chauffeurs", "bezoekers"],
        "cameras" or "fence" or "waterside" or "drones" or "diving" => ["wie op of bij het terrein is"],
        _ => ["vervoerders", "chauffeurs"],
    };

    static SourceSettings SourceOf(SimulatedSource source, SimulatedFolder folder) => new()
    {
        Name = source.Name,
        Organisation = source.Organisation,
        Format = source.Format,
        Mapping = source.Mapping is null ? null : folder.MappingOf(source.Name),
        Watch = folder.Of(source.Name),
        Regime = source.Handling.Regime,
        Purpose = source.Handling.Purpose,
        Tlp = source.Handling.Tlp,
        Pap = source.Handling.Pap,
        Retention = source.Handling.Retention.Name,
        RetentionDays = source.Handling.Retention.Days,
        Persons = PersonsOf(source),
        LatenessMinutes = source.Lateness.TotalMinutes,
    };
}
