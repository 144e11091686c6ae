using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Node.Detection;
using Knooppunt.Node.Knowledge;
using Knooppunt.Observations;

namespace Knooppunt.Node.Commands.Scripts;

/// <summary>Texts of scripts to STIX bundles, with the patterns that watch them inside.</summary>
static class BuildScripts
{
    public static int Run(string folder, bool write)
    {
        var complaints = new List<Complaint>();
        var sources = ScriptFolder.ReadSources(folder, complaints);
        var patterns = PatternFolder.Texts(ShippedFiles.Patterns).Where(file => file.Text.Ok).Select(file => PatternsOf.File(file.Name, file.Text.Value)).OfType<SharedPattern>().ToDictionary(pattern => pattern.Id, StringComparer.Ordinal);
        var (scripts, changed) = (0, 0);
        foreach (var file in ScriptFolder.Texts(folder))
        {
            if (ScriptFolder.ReadText(file, complaints) is not { } script)
                continue;
            scripts++;
            foreach (var id in script.Steps.SelectMany(step => step.Patterns).Distinct().Where(id => !patterns.ContainsKey(id)))
                complaints.Add(new(new(Path.GetFileName(file)), $"There is no pattern {id} in {ShippedFiles.Patterns}."));
            var target = Path.ChangeExtension(file, ".json");
            var before = File.Exists(target) ? ScriptFolder.ReadBundle(target, complaints) : [];
            var objects = ScriptStix.Write(script, ScriptExtension.Knooppunt, patterns, sources, before);
            complaints.AddRange(Stale(Path.GetFileName(file), before, objects));
            if (File.Exists(target) && File.ReadAllBytes(target).AsSpan().SequenceEqual(StixWriter.ToBytes(StixBundle.Of(objects), indented: true)))
                continue;
            changed++;
            if (write)
                File.WriteAllBytes(target, StixWriter.ToBytes(StixBundle.Of(objects), indented: true));
            else
                complaints.Add(new(new(Path.GetFileName(target)), $"It says something else than {Path.GetFileName(file)}. Run: knooppunt scripts build"));
        }

        foreach (var complaint in complaints)
            Console.Out.WriteLine(complaint);
        Console.Error.WriteLine($"{scripts} scripts, {changed} bundles {(write ? "written" : "that differ")}, {complaints.Count} complaints.");
        return complaints.Count == 0 ? 0 : 1;
    }

    // Two bundles that say different things under one version would be a clash at every receiver.
    static IEnumerable<Complaint> Stale(string name, IReadOnlyList<StixObject> before, IReadOnlyList<StixObject> after)
    {
        var old = before.ToDictionary(one => one.Id);
        return after.Where(one => old.TryGetValue(one.Id, out var earlier) && StixVersions.Compare(earlier, one) is StixArrival.Clash or StixArrival.Older).Take(1)
            .Select(one => new Complaint(new(name), $"{one.Id} changed, but \"modified\" is not later than in the bundle. Raise it."));
    }
}
