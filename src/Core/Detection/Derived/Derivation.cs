using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>Computes one kind of derived observation. What it remembers per key, and the number of keys, is bounded.</summary>
abstract class Derivation(DerivedDefinition definition)
{
    protected const int MaxKeys = 200_000;
    static readonly string[] Inherited = ["zones", "places", "local_date", "local_hour", "local_weekday", "shift", "lists", "place", "terminal", "lat", "lon"];

    public DerivedDefinition Definition { get; } = definition;

    /// <summary>How everything must be handled that its derived observations were made of.</summary>
    public MadeOf MadeOf { get; } = new();

    protected string KeyField { get; } = definition.Texts.GetValueOrDefault("key", "vessel");

    public static Derivation Of(DerivedDefinition definition) => definition.Kind switch
    {
        "baseline" => new Baseline(definition),
        "drift" => new Drift(definition),
        "encounter" => new Encounter(definition),
        "route" => new Route(definition),
        "stay" => new Stay(definition),
        "duplicate-presence" => new DuplicatePresence(definition),
        _ => new Novelty(definition),
    };

    public void Take(in Recorded recorded, List<Recorded> made)
    {
        var observation = recorded.Observation;
        if (!string.Equals(observation.Type.Name, Definition.From, StringComparison.Ordinal) || !IsAskedFor(observation) || KeyOf(observation) is not { } key)
            return;
        Look(recorded, key, made);
        if (IsFull)
            Forget();
    }

    protected abstract void Look(in Recorded recorded, string key, List<Recorded> made);

    protected abstract bool IsFull { get; }

    /// <summary>Lets go of the half of the keys that were seen longest ago; of equals the first by name, so that every run forgets the same.</summary>
    protected abstract void Forget();

    public abstract void Write(SnapshotWriter writer);

    /// <summary>Takes back what <see cref="Write"/> wrote; false when the bytes do not fit.</summary>
    public abstract bool Read(ReadOnlySpan<byte> bytes);

    protected double Number(string name, double standard) => Definition.Numbers.GetValueOrDefault(name, standard);

    protected static double? Read(Observation observation, string field) => observation.Data[field] is { Kind: FieldKind.Number } value ? value.Number : null;

    protected static bool Holds(FieldValue value, string text) => value.Kind == FieldKind.List ? value.List.Any(item => item.Text == text) : value.Text == text;

    /// <summary>Whether a position lies in a zone or place, by what enrichment or the source itself says.</summary>
    protected static bool IsWithin(Observation observation, string zone) =>
        Holds(observation.Data["zones"], zone) || Holds(observation.Data["places"], zone) || Holds(observation.Data["zone"], zone) || Holds(observation.Data["place"], zone);

    bool IsAskedFor(Observation observation)
    {
        foreach (var (field, wanted) in Definition.Where)
        {
            if (!ObservationRow.TryGet(observation, field, out var value) || !string.Equals(value.ToString(), wanted, StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return true;
    }

    /// <summary>The values of the key fields, joined; null when one is missing.</summary>
    string? KeyOf(Observation observation)
    {
        if (!KeyField.Contains(',', StringComparison.Ordinal))
            return ObservationRow.TryGet(observation, KeyField, out var one) && one.Kind != FieldKind.None ? one.ToString() : null;
        var parts = new List<string>();
        foreach (var field in KeyField.Split(','))
        {
            if (!ObservationRow.TryGet(observation, field.Trim(), out var value) || value.Kind == FieldKind.None)
                return null;
            parts.Add(value.ToString());
        }

        return string.Join('\u001f', parts);
    }

    /// <summary>A derived observation at the offset of the one that completed it; its id names what it was made from.</summary>
    protected Recorded Make(in Recorded from, string key, long start, Marks marks, params ReadOnlySpan<(string Name, FieldValue Value)> own)
    {
        var observation = from.Observation;
        var fields = new Fields.Builder();
        foreach (var name in Inherited)
            fields.SetIfAny(name, observation.Data[name]);
        foreach (var field in KeyField.Split(','))
            fields.SetIfAny(field.Trim(), ObservationRow.TryGet(observation, field.Trim(), out var value) ? value : default);
        foreach (var (name, value) in own)
            fields.SetIfAny(name, value);
        fields.Set("derived_by", Definition.Kind);
        fields.Set("started", new DateTimeOffset(start, TimeSpan.Zero).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture));
        fields.SetIfAny("duration_seconds", (observation.Time.UtcTicks - start) / (double)TimeSpan.TicksPerSecond);
        var type = Taxonomy.Types.TryGetValue(Definition.Makes, out var known) ? known.Type : new ObservationType(Family.Presence, Definition.Makes);
        var data = fields.Build();
        if (marks.AddsTo(observation.Handling))
            MadeOf.Add(from.Offset, marks);
        return new Recorded(from.Offset, observation with
        {
            Id = IdOf(key, from.Offset),
            Type = type,
            Subject = Taxonomy.SubjectOf(type, data) ?? observation.Subject,
            Data = data,
            Handling = observation.Handling is { } handling ? marks.Strictest(handling) : null,
        });
    }

    string IdOf(string key, long offset) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Definition.Id}\n{key}\n{offset}")).AsSpan(0, 16));
}
