using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Knooppunt.Observations;
using Knooppunt.Observations.Yaml;

namespace Knooppunt.Node.Shell.Settings;

/// <summary>Lays YAML over the settings that the program knows: keys and values for the configuration, or the first thing that does not fit, with its place.</summary>
/// <remarks>Names are written with hyphens in the file (<c>time-zone</c>), and so are words of an enumeration (<c>amber-strict</c>).</remarks>
/// <param name="fileName">Name of the file, for complaints.</param>
/// <param name="values">Takes keys and values.</param>
/// <param name="folder">Folder from which relative paths are taken; null leaves them.</param>
sealed partial class SettingsShape(string fileName, Dictionary<string, string?> values, string? folder = null)
{
    /// <summary>Takes a piece for a setting of a type; the complaint when it does not fit.</summary>
    /// <param name="piece">What stands in the file.</param>
    /// <param name="type">What the setting holds.</param>
    /// <param name="key">The configuration key; empty at the top.</param>
    public Complaint? Take(YamlPiece piece, Type type, string key)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>))
            return Items(piece, type.GetGenericArguments()[0], key);
        if (type.IsClass && type != typeof(string))
            return Pairs(piece, type, key);
        if (piece.Scalar is not { } text)
            return Wrong(piece, $"{Written(key)} must be one value.");
        return Value(text, type) is { } wanted ? Wrong(piece, $"{Written(key)}: \"{text}\" must be {wanted}.") : Keep(key, type.IsEnum ? Plain(text) : text);
    }

    Complaint? Items(YamlPiece piece, Type type, string key)
    {
        if (piece.Items is null && piece.Scalar != "")
            return Wrong(piece, $"{Written(key)} must be a list: each item on a line that begins with a hyphen and a space.");
        return (piece.Items ?? []).Index().Select(each => Take(each.Item, type, Join(key, each.Index.ToString(CultureInfo.InvariantCulture)))).FirstOrDefault(wrong => wrong is not null);
    }

    Complaint? Pairs(YamlPiece piece, Type type, string key)
    {
        var known = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        if (piece.Pairs is null && piece.Scalar != "")
            return Wrong(piece, $"{(key.Length == 0 ? "The text" : Written(key))} must be names with values: {string.Join(", ", known.Keys.Select(Hyphenated))}.");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in piece.Pairs ?? [])
        {
            if (!known.TryGetValue(Plain(name.Scalar!), out var property))
                return Wrong(name, NearName.Unknown(name.Scalar!, [.. known.Keys.Select(Hyphenated)], key.Length == 0 ? null : Written(key)));
            if (!seen.Add(property.Name))
                return Wrong(name, $"\"{name.Scalar}\" comes twice.");
            if (Take(value, property.PropertyType, Join(key, property.Name)) is { } wrong)
                return wrong;
            if (folder is not null && property.GetCustomAttribute<FromFileAttribute>() is not null && values[Join(key, property.Name)] is { Length: > 0 } path && !path.Contains('\0', StringComparison.Ordinal))
                values[Join(key, property.Name)] = Path.GetFullPath(path, folder);
        }

        return null;
    }

    /// <summary>What a value ought to be; null when it is that.</summary>
    static string? Value(string text, Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Contains(Plain(text), StringComparer.OrdinalIgnoreCase) ? null : $"one of {string.Join(", ", Enum.GetNames(type).Select(Hyphenated))}";
        if (type == typeof(int))
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? null : "a whole number";
        if (type == typeof(double))
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? null : "a number";
        return type == typeof(bool) && !bool.TryParse(text, out _) ? "true or false" : null;
    }

    Complaint? Keep(string key, string value)
    {
        values[key] = value;
        return null;
    }

    Complaint Wrong(YamlPiece piece, string sentence) => new(new(fileName, piece.Line, piece.Column), sentence);

    static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal);

    static string Join(string key, string name) => key.Length == 0 ? name : $"{key}:{name}";

    /// <summary>The key as the file has it, without the numbers of items: <c>sources.time-zone</c>.</summary>
    static string Written(string key) => string.Join('.', key.Split(':').Where(part => !char.IsAsciiDigit(part[0])).Select(Hyphenated));

    static string Hyphenated(string name) => Hump().Replace(name, "-").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Hump();
}
