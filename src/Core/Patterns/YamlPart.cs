namespace Knooppunt.Patterns;

/// <summary>A piece of YAML that knows where it stands; lines and columns count from one.</summary>
abstract record YamlPart(int Line, int Column);

/// <summary>A scalar. Only a plain one (no quotes) may mean null, a number or a flag.</summary>
sealed record YamlText(int Line, int Column, string Value, bool Plain) : YamlPart(Line, Column)
{
    public bool IsNull => Plain && Value is ("" or "~" or "null" or "Null" or "NULL");

    public bool? Flag => !Plain ? null : Value switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    };

    public double? Number => Plain && YamlNumber.TryRead(Value, out var number) ? number : null;
}

/// <summary>A sequence.</summary>
sealed record YamlList(int Line, int Column, IReadOnlyList<YamlPart> Items) : YamlPart(Line, Column);

/// <summary>A mapping, in the order of the file.</summary>
sealed record YamlMap(int Line, int Column, IReadOnlyList<KeyValuePair<YamlText, YamlPart>> Entries) : YamlPart(Line, Column)
{
    public YamlPart? this[string key]
    {
        get
        {
            foreach (var entry in Entries)
            {
                if (string.Equals(entry.Key.Value, key, StringComparison.Ordinal))
                    return entry.Value;
            }

            return null;
        }
    }

    public YamlText? KeyOf(string key)
    {
        foreach (var entry in Entries)
        {
            if (string.Equals(entry.Key.Value, key, StringComparison.Ordinal))
                return entry.Key;
        }

        return null;
    }
}
