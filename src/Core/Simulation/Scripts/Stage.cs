using Knooppunt.Chance;
using Knooppunt.Observations;

namespace Knooppunt.Simulation.Scripts;

/// <summary>Where one crime script is played: it tells what the sources see of it and keeps what the truth must say.</summary>
sealed class Stage(Scene scene, Luck luck)
{
    static readonly string[] KeyFields = ["container", "plate", "pass", "vessel", "user", "block", "carrier", "camera", "sensor", "drone", "flight", "bag", "uld", "trolley", "unit", "company", "place"];
    readonly List<KeyValuePair<string, string>> _keys = [];
    DateTimeOffset _first = DateTimeOffset.MaxValue, _last = DateTimeOffset.MinValue;

    public Luck Luck { get; } = luck;

    public NodeProfile Profile => scene.Profile;

    public Numbers Numbers => scene.Numbers;

    public Cast Cast => scene.Cast;

    /// <summary>A terminal, or whatever site the node has.</summary>
    public Site Site { get; } = luck.Pick(scene.Profile.Sites);

    /// <summary>A block that the ordinary day leaves alone.</summary>
    public string Block { get; } = $"K{luck.Below(900) + 100}";

    /// <summary>A moment between two local hours.</summary>
    public DateTimeOffset At(double from, double to) => scene.Day.At(Luck.Between(from, to));

    public (double Lat, double Lon) Position(string place) => scene.Position(place, Luck);

    public bool Knows(string place) => scene.Knows(place);

    public string Container() => scene.Numbers.Container(Luck);

    /// <summary>Who brings empties back to the site every day.</summary>
    public string Shuttle => scene.Cast.ShuttleOf(Site).Carrier;

    public string Plate(PlateKind kind = PlateKind.Car) => scene.Numbers.Plate(Luck, kind);

    public string Pass() => scene.Cast.Pass(Luck);

    /// <summary>Tells what a source of the site's organisation sees.</summary>
    public void Tell(string kind, DateTimeOffset time, string type, params ReadOnlySpan<(string Name, FieldValue Value)> fields) => Tell(Site.Organisation, kind, time, type, fields);

    /// <summary>Tells what a source sees.</summary>
    public void Tell(string organisation, string kind, DateTimeOffset time, string type, params ReadOnlySpan<(string Name, FieldValue Value)> fields) =>
        Note(scene.Tell(organisation, kind, Luck, time, type, fields));

    /// <summary>Positions of a ship, as its transponder sends them.</summary>
    public void Sail(Ship ship, DateTimeOffset time, (double Lat, double Lon) at, double knots, double course, double heading, string status)
    {
        Life.WaterLife.Position(scene, Luck, ship, time, at, knots, course, heading, status);
        Span(time);
        Key("vessel", ship.Mmsi);
    }

    /// <summary>What the truth says of the script once it is played.</summary>
    public InjectedScript Record(string id, string pattern, Subject subject) => new(id, pattern, subject, _first, _last, _keys);

    void Note(Observation observation)
    {
        Span(observation.Time);
        foreach (var field in KeyFields)
        {
            if (observation.Data[field].Text is { } value)
                Key(field, value);
        }
    }

    void Span(DateTimeOffset time)
    {
        _first = time < _first ? time : _first;
        _last = time > _last ? time : _last;
    }

    void Key(string field, string value)
    {
        if (!_keys.Contains(new(field, value)))
            _keys.Add(new(field, value));
    }
}
