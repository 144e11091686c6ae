namespace Knooppunt.Patterns;

/// <summary>Reads derived observations: <c>derived:</c> with a kind and its parameters.</summary>
static class DerivedReader
{
    static readonly Dictionary<string, string[]> Kinds = new(StringComparer.Ordinal)
    {
        ["drift"] = ["from", "key", "min-speed", "max-speed", "angle", "duration", "distance", "max-gap"],
        ["encounter"] = ["from", "key", "duration", "distance", "max-gap"],
        ["stay"] = ["from", "key", "zone", "max-speed", "duration", "max-gap"],
        ["duplicate-presence"] = ["from", "key", "place", "within", "distance", "max-speed-kmh"],
        ["novelty"] = ["from", "key", "days"],
    };

    public static DerivedDefinition? Read(YamlMap map, DocumentHead head, Complaints complaints)
    {
        var reader = new MapReader(map, complaints);
        var title = head.Title(reader);
        if (reader.Child("derived") is not { } section)
            return null;
        var own = new MapReader(section, complaints);
        var kind = own.Required("kind") ?? "";
        if (!Kinds.TryGetValue(kind, out var allowed))
            complaints.Add(own.Part("kind") ?? section, $"\"{kind}\" is not a kind of derived observation; choose from {string.Join(", ", Kinds.Keys)}.");
        var makes = own.Text("name") ?? kind.Replace('-', '_');
        var (numbers, texts) = Parameters(section, allowed ?? [], complaints);
        if (complaints.Any)
            return null;
        return head.Fill(reader, new DerivedDefinition
        {
            Place = head.Place(map),
            Id = "",
            Title = title,
            ContentHash = head.ContentHash,
            Text = head.Text,
            Kind = kind,
            Makes = makes,
            Numbers = numbers,
            Texts = texts,
        });
    }

    static (Dictionary<string, double> Numbers, Dictionary<string, string> Texts) Parameters(YamlMap section, string[] allowed, Complaints complaints)
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in section.Entries)
        {
            if (key.Value is "kind" or "name")
                continue;
            if (allowed.Length > 0 && Array.IndexOf(allowed, key.Value) < 0)
                complaints.Add(key, $"\"{key.Value}\" is not a parameter here; known are: {string.Join(", ", allowed)}.");
            if (value is not YamlText text)
                complaints.Add(value, $"\"{key.Value}\" must be a number, a time span or text.");
            else if (text.Number is { } number)
                numbers[key.Value] = number;
            else if (Timespan.TryRead(text.Value, out var span))
                numbers[key.Value] = span.TotalSeconds;
            else
                texts[key.Value] = text.Value;
        }

        return (numbers, texts);
    }
}
