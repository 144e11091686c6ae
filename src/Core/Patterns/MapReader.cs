using System.Globalization;
using Knooppunt.Observations;

namespace Knooppunt.Patterns;

/// <summary>Reads the entries of a map by name and complains about what does not fit.</summary>
sealed class MapReader(YamlMap map, Complaints complaints)
{
    readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public YamlMap Map => map;

    public YamlPart? Part(string key)
    {
        _read.Add(key);
        return map[key];
    }

    public string? Text(string key)
    {
        switch (Part(key))
        {
            case null or YamlText { IsNull: true }:
                return null;
            case YamlText text:
                return text.Value;
            case var other:
                complaints.Add(other, $"\"{key}\" must be text.");
                return null;
        }
    }

    public string? Required(string key)
    {
        var text = Text(key);
        if (string.IsNullOrWhiteSpace(text) && Part(key) is null or YamlText)
            complaints.Add(Part(key) ?? map, $"\"{key}\" is missing; it must be there with a value.");
        return text;
    }

    public IReadOnlyList<string> Texts(string key) => [.. TextParts(key).Select(text => text.Value)];

    public IReadOnlyList<YamlText> TextParts(string key)
    {
        switch (Part(key))
        {
            case null or YamlText { IsNull: true }:
                return [];
            case YamlText text:
                return [text];
            case YamlList list:
                foreach (var item in list.Items)
                {
                    if (item is not YamlText)
                        complaints.Add(item, $"\"{key}\" must be a list of texts.");
                }

                return [.. list.Items.OfType<YamlText>()];
            case var other:
                complaints.Add(other, $"\"{key}\" must be text or a list of texts.");
                return [];
        }
    }

    /// <summary>The map below a key; null when there is none, after a complaint when something else stands there or when it must be there.</summary>
    public YamlMap? Child(string key, bool required = false)
    {
        switch (Part(key))
        {
            case null or YamlText { IsNull: true } when !required:
                return null;
            case YamlMap child:
                return child;
            case var other:
                complaints.Add(other ?? map, $"\"{key}\" must be a map.");
                return null;
        }
    }

    public bool? Flag(string key)
    {
        var part = Part(key);
        if (part is null)
            return null;
        if (part is YamlText { Flag: { } flag })
            return flag;
        complaints.Add(part, $"\"{key}\" must be true or false.");
        return null;
    }

    public double? Number(string key)
    {
        var part = Part(key);
        if (part is null)
            return null;
        if (part is YamlText text && YamlNumber.TryRead(text.Value, out var number))
            return number;
        complaints.Add(part, $"\"{key}\" must be a number.");
        return null;
    }

    public TimeSpan? Span(string key)
    {
        var part = Part(key);
        if (part is null)
            return null;
        if (part is YamlText text && Timespan.TryRead(text.Value, out var span))
            return span;
        complaints.Add(part, $"\"{key}\" must be a number and a letter: 30s, 10m, 1h, 7d or 2w; above zero, and ten years at most.");
        return null;
    }

    public void RefuseOthers(string what)
    {
        foreach (var (key, _) in map.Entries)
        {
            if (!_read.Contains(key.Value))
                complaints.Add(key, NearName.Unknown(key.Value, [.. _read.Order(StringComparer.Ordinal)], what));
        }
    }
}

/// <summary>Time spans of Sigma: a number and a lower-case letter.</summary>
static class Timespan
{
    static readonly TimeSpan Longest = TimeSpan.FromDays(3653);

    public static bool TryRead(string text, out TimeSpan span)
    {
        span = default;
        if (text.Length is < 2 or > 10 || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return false;
        var seconds = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86_400, 'w' => 604_800, _ => 0 };
        if (seconds == 0 || count == 0 || count > Longest.TotalSeconds / seconds)
            return false;
        span = TimeSpan.FromSeconds(count * seconds);
        return true;
    }
}
