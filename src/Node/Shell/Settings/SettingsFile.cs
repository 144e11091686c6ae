using Knooppunt.Observations;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Knooppunt.Node.Shell.Settings;

/// <summary>Reads the YAML file into configuration keys: file under environment (<c>KNOOPPUNT_</c>) under flags. Never writes it.</summary>
static class SettingsFile
{
    const int MostCharacters = 1 << 20;

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
        return Bind<NodeSettings>(configuration, file ?? "environment");
    }

    /// <summary>A part of the settings out of YAML text, for a page on which a person tries one.</summary>
    public static Parsed<T> Part<T>(string name, string yaml) where T : class, new()
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (yaml.Length > MostCharacters)
            return new Complaint(new(name), "The text is longer than 1 MiB.");
        using var reader = new StringReader(yaml);
        return Read(reader, name, values) is { } complaint ? complaint : Bind<T>(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), name);
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
        if (new FileInfo(file).Length > MostCharacters)
            return new Complaint(new(name), "The configuration file is larger than 1 MiB.");
        using var reader = new StreamReader(file);
        return Read(reader, name, values);
    }

    static Complaint? Read(TextReader text, string name, Dictionary<string, string?> values)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(text);
            if (stream.Documents.Count > 0)
                Flatten(stream.Documents[0].RootNode, "", values, 0);
            return null;
        }
        catch (YamlException wrong)
        {
            return new Complaint(new(name, wrong.Start.Line, (int)wrong.Start.Column), $"This is not YAML: {wrong.Message}");
        }
    }

    static void Flatten(YamlNode node, string key, Dictionary<string, string?> values, int depth)
    {
        if (depth > 12)
            throw new YamlException(node.Start, node.End, "The configuration is nested too deeply.");
        // An alias stands in the tree as what it names, so a few lines could name millions.
        if (!node.Anchor.IsEmpty)
            throw new YamlException(node.Start, node.End, "Anchors and aliases are not allowed in the configuration.");
        switch (node)
        {
            case YamlScalarNode scalar:
                values[key] = Unhyphenate(scalar.Value);
                break;
            case YamlMappingNode map:
                foreach (var (name, value) in map.Children)
                    Flatten(value, Join(key, NameOf(name)), values, depth + 1);
                break;
            case YamlSequenceNode list:
                foreach (var (index, item) in list.Children.Index())
                    Flatten(item, Join(key, index.ToString(CultureInfo.InvariantCulture)), values, depth + 1);
                break;
            default:
                throw new YamlException(node.Start, node.End, "Aliases are not allowed in the configuration.");
        }
    }

    static string NameOf(YamlNode name) => name is YamlScalarNode { Value: { } text } ? text.Replace("-", "", StringComparison.Ordinal)
        : throw new YamlException(name.Start, name.End, "A name must be a single word.");

    // Words of an enumeration are written with hyphens in the file: site-security, amber-strict.
    static string? Unhyphenate(string? value) => value is "site-security" or "traffic-safety" or "amber-strict" ? value.Replace("-", "", StringComparison.Ordinal) : value;

    static string Join(string key, string name) => key.Length == 0 ? name : $"{key}:{name}";
}
