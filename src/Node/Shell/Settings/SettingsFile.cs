using Knooppunt.Observations;
using Knooppunt.Observations.Yaml;

namespace Knooppunt.Node.Shell.Settings;

/// <summary>Reads the YAML file into configuration keys: file under environment (<c>KNOOPPUNT_</c>) under flags. Never writes it.</summary>
static class SettingsFile
{
    /// <summary>The settings from file, environment and flags; or the first complaint.</summary>
    public static Parsed<NodeSettings> Load(string? file, IReadOnlyDictionary<string, string?> flags)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (file is not null && Read(file, values) is { } complaint)
            return complaint;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values)
            .AddEnvironmentVariables("KNOOPPUNT_")
            .AddInMemoryCollection(flags.Where(flag => flag.Value is not null))
            .Build();
        var settings = Bind<NodeSettings>(configuration, file ?? "environment");
        if (settings.Ok)
        {
            foreach (var (source, written) in settings.Value.Sources.Zip(configuration.GetSection(nameof(NodeSettings.Sources)).GetChildren()))
                source.Wrote(written.GetChildren().Select(setting => setting.Key));
        }

        return settings;
    }

    /// <summary>A part of the settings out of YAML text, for a page on which a person tries one.</summary>
    public static Parsed<T> Part<T>(string name, string yaml) where T : class, new()
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        return Read<T>(yaml, name, values) is { } complaint ? complaint : Bind<T>(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), name);
    }

    static Parsed<T> Bind<T>(IConfiguration configuration, string name) where T : class, new()
    {
        try
        {
            var settings = new T();
            configuration.Bind(settings);
            return settings;
        }
        catch (InvalidOperationException wrong)
        {
            return new Complaint(new(name), wrong.InnerException?.Message ?? wrong.Message);
        }
    }

    static Complaint? Read(string file, Dictionary<string, string?> values)
    {
        var name = Path.GetFileName(file);
        if (!File.Exists(file))
            return new Complaint(new(name), "The configuration file does not exist; leave --config out for the defaults.");
        var text = TextFile.Read(file, YamlTree.Longest);
        return text.Complaint ?? Read<NodeSettings>(text.Value, name, values, Path.GetDirectoryName(Path.GetFullPath(file)));
    }

    static Complaint? Read<T>(string yaml, string name, Dictionary<string, string?> values, string? folder = null)
    {
        if (string.IsNullOrWhiteSpace(yaml))
            return null;
        var tree = YamlTree.Read(yaml, name, "configuration");
        return tree.Complaint ?? new SettingsShape(name, values, folder).Take(tree.Value, typeof(T), "");
    }
}
