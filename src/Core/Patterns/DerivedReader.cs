namespace Knooppunt.Patterns;

/// <summary>Reads derived observations: <c>derived:</c> with a kind and its parameters.</summary>
sealed class DerivedReader(YamlMap section, Complaints complaints)
{
    static readonly Dictionary<string, string[]> Kinds = new(StringComparer.Ordinal)
    {
        ["drift"] = ["from", "key", "where", "min-speed", "max-speed", "angle", "duration", "distance", "max-gap"],
        ["encounter"] = ["from", "key", "where", "duration", "distance", "max-gap"],
        ["stay"] = ["from", "key", "where", "zone", "max-speed", "duration", "max-gap"],
        ["duplicate-presence"] = ["from", "key", "where", "place", "within", "distance", "max-speed-kmh"],
        ["novelty"] = ["from", "key", "where", "days"],
        ["baseline"] = ["from", "key", "where", "value", "days", "min-days", "deviation", "least"],
        ["route"] = ["from", "key", "where", "corridor", "width", "zones", "duration", "max-gap"],
    };

    static readonly string[] Texts = ["from", "key", "zone", "place", "value"];
    static readonly string[] Spans = ["duration", "max-gap", "within"];
    // A distance, width or number of days of zero would make every answer empty or endless.
    static readonly string[] AboveZero = ["distance", "width", "days", "max-gap", "within", "max-speed-kmh"];
    const int MostDays = 3653;
    const int MostPoints = 1000;

    readonly Dictionary<string, double> _numbers = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    readonly List<(string Field, string Value)> _where = [];
    readonly List<Waypoint> _corridor = [];
    readonly List<string> _zones = [];

    /// <summary>Names that kinds give to what they make.</summary>
    public static IEnumerable<string> OwnNames => Kinds.Keys.Select(kind => kind.Replace('-', '_'));

    public static DerivedDefinition? Read(YamlMap map, DocumentHead head, Complaints complaints)
    {
        var reader = new MapReader(map, complaints);
        var title = head.Title(reader);
        return reader.Child("derived", required: true) is { } section ? new DerivedReader(section, complaints).Read(map, reader, head, title) : null;
    }

    DerivedDefinition? Read(YamlMap map, MapReader reader, DocumentHead head, string title)
    {
        var own = new MapReader(section, complaints);
        var kind = own.Required("kind") ?? "";
        if (!Kinds.TryGetValue(kind, out var allowed) && kind.Length > 0)
            complaints.Add(own.Part("kind") ?? section, $"\"{kind}\" is not a kind of derived observation; choose from {string.Join(", ", Kinds.Keys)}.");
        var makes = own.Text("name") ?? kind.Replace('-', '_');
        foreach (var (key, value) in section.Entries.Where(entry => entry.Key.Value is not ("kind" or "name")))
        {
            if (allowed is not null && Array.IndexOf(allowed, key.Value) < 0)
                complaints.Add(key, $"\"{key.Value}\" is not a parameter here; known are: {string.Join(", ", allowed)}.");
            else
                Parameter(key, value);
        }

        if (kind == "route" && !complaints.Any)
            AskForRoute();
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
            Numbers = _numbers,
            Texts = _texts,
            Where = _where,
            Corridor = _corridor,
            Zones = _zones,
            Section = section,
        });
    }

    void Parameter(YamlText key, YamlPart value)
    {
        var name = key.Value;
        if (name == "where")
            Where(value);
        else if (name == "corridor")
            Corridor(value);
        else if (name == "zones")
            _zones.AddRange(new MapReader(section, complaints).Texts(name));
        else if (value is not YamlText { IsNull: false } text)
            complaints.Add(value, $"\"{name}\" must be a number, a time span or text.");
        else if (Texts.Contains(name))
            _texts[name] = text.Value;
        else
            Number(name, text);
    }

    void Number(string name, YamlText text)
    {
        var isSpan = Spans.Contains(name);
        if (text.Number is { } number)
            _numbers[name] = number;
        else if (isSpan && Timespan.TryRead(text.Value, out var span))
            _numbers[name] = span.TotalSeconds;
        else
            complaints.Add(text, isSpan ? $"\"{name}\" must be a number and a letter: 30s, 10m, 1h, 7d or 2w; above zero, and ten years at most." : $"\"{name}\" must be a number.");
        if (_numbers.TryGetValue(name, out var read) && (read < 0 || (read == 0 && AboveZero.Contains(name)) || (name == "days" && read is < 1 or > MostDays)))
            complaints.Add(text, name == "days" ? $"\"days\" lies from 1 to {MostDays}." : $"\"{name}\" must be {(AboveZero.Contains(name) ? "above zero" : "zero or more")}.");
    }

    void Where(YamlPart value)
    {
        if (value is not YamlMap fields)
        {
            complaints.Add(value, "\"where\" must be a map of fields with the value that each must have.");
            return;
        }

        foreach (var (field, wanted) in fields.Entries)
        {
            if (wanted is YamlText { IsNull: false } text)
                _where.Add((field.Value, text.Value));
            else
                complaints.Add(wanted, $"\"{field.Value}\" under \"where\" must be one value; what needs more belongs in a rule.");
        }
    }

    void Corridor(YamlPart value)
    {
        foreach (var item in value is YamlList list ? list.Items : [value])
        {
            var point = item is YamlMap map ? new MapReader(map, complaints) : null;
            if (point?.Number("lat") is >= -90 and <= 90 and var lat && point.Number("lon") is >= -180 and <= 180 and var lon)
                _corridor.Add(new Waypoint(lat, lon));
            else
                complaints.Add(item, "A position of the corridor is written {lat: 51.98, lon: 4.05}, in degrees north and east.");
        }
    }

    void AskForRoute()
    {
        if ((_corridor.Count > 0) == (_zones.Count > 0))
            complaints.Add(section, "A route has a corridor with a width, or zones in order: give one of the two.");
        else if (_corridor.Count == 1 || _zones.Count == 1 || Math.Max(_corridor.Count, _zones.Count) > MostPoints)
            complaints.Add(section, $"A route has two to {MostPoints} positions or zones.");
        else if (_corridor.Count > 0 != _numbers.ContainsKey("width"))
            complaints.Add(section, "\"width\" belongs to a corridor: metres across, half on each side of the line.");
        else if (_zones.Distinct(StringComparer.Ordinal).Count() < _zones.Count)
            complaints.Add(section, "A zone stands twice in the route; give each zone once, in the order in which it is passed.");
    }
}
