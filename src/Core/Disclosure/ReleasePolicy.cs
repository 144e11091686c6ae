using Knooppunt.Disclosure.Pseudonyms;
using Knooppunt.Observations;

namespace Knooppunt.Disclosure;

/// <summary>What an organisation lets the partnership see of one type of observation.</summary>
public sealed record ReleaseRule
{
    /// <summary>Name of the observation type, or <c>*</c> for every type that no other rule names.</summary>
    public required string Type { get; init; }

    /// <summary>Names of the fields that go along; others are left out.</summary>
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>Fields besides plates, passes and persons that go along only as a pseudonym, for example <c>container</c>. None by default.</summary>
    public IReadOnlyList<string> Pseudonymised { get; init; } = [];

    /// <summary>Times are cut to whole multiples of this since midnight UTC; zero (the default) leaves them.</summary>
    public TimeSpan TimeStep { get; init; }

    /// <summary>Decimals that latitude and longitude keep, 0 to 6; null (the default) leaves them. Two decimals are about a kilometre.</summary>
    public int? PositionDecimals { get; init; }
}

/// <summary>What came of a release: a reduced copy, or the reason that there is none.</summary>
/// <param name="Copy">What the partnership sees; null when nothing.</param>
/// <param name="Reason">One sentence when there is no copy; null otherwise.</param>
public readonly record struct ReleaseOutcome(Observation? Copy, string? Reason);

/// <summary>What one organisation lets the partnership see. What no rule names stays where it is.</summary>
public sealed record ReleasePolicy
{
    /// <summary>Field in which the copy names the policy and version under which it was released.</summary>
    public const string PolicyField = "release.policy";

    /// <summary>Name of the policy.</summary>
    public required string Name { get; init; }

    /// <summary>Version, 1 or more; every change makes a new one.</summary>
    public required int Version { get; init; }

    /// <summary>The rules; the first that names the type counts.</summary>
    public required IReadOnlyList<ReleaseRule> Rules { get; init; }

    /// <summary>The strictest mark that is still released. TLP:AMBER by default: AMBER+STRICT and RED stay inside.</summary>
    public Tlp Strictest { get; init; } = Tlp.Amber;

    /// <summary>The copy that the partnership would see of an observation of the organisation's journal.</summary>
    /// <param name="observation">As the journal holds it, with the organisation's tokens.</param>
    /// <param name="clear">The clear text of one of the organisation's tokens; null when it is no longer kept.</param>
    /// <param name="partnership">Makes the pseudonyms, under the partnership's key.</param>
    public ReleaseOutcome Apply(Observation observation, Func<string, string?> clear, Pseudonymiser partnership)
    {
        if (observation.Handling is not { } handling)
            return new(null, "It has no handling yet, so nobody can say whether it may go.");
        if (handling.Tlp > Strictest)
            return new(null, $"Its mark is stricter than {Strictest}, which policy {Name} releases at most.");
        if (handling.Pap == Pap.Red)
            return new(null, "Its mark is PAP:RED: nobody but who collected it may do anything with it.");
        var rule = Rules.FirstOrDefault(rule => rule.Type == observation.Type.Name) ?? Rules.FirstOrDefault(rule => rule.Type == "*");
        if (rule is null)
            return new(null, $"No rule of policy {Name} names the type {observation.Type.Name}.");
        var data = new Fields.Builder();
        foreach (var (name, value) in observation.Data)
        {
            if (rule.Fields.Contains(name))
                data.SetIfAny(name, Reduce(rule, name, value, clear, partnership));
        }

        data.Set(PolicyField, $"{Name} {Version}");
        return new(observation with { Data = data.Build(), Time = Coarse(observation.Time, rule.TimeStep), Subject = Subject(rule, observation, clear, partnership) }, null);
    }

    static FieldValue Reduce(ReleaseRule rule, string name, FieldValue value, Func<string, string?> clear, Pseudonymiser partnership)
    {
        if (name is "lat" or "lon" && rule.PositionDecimals is { } decimals && value.Kind == FieldKind.Number)
            return Math.Round(value.Number, Math.Clamp(decimals, 0, 6));
        if (value.Kind == FieldKind.List)
            return FieldValue.Of([.. value.List.Select(item => Reduce(rule, name, item, clear, partnership)).Where(item => item.Kind != FieldKind.None)]);
        var kind = Taxonomy.PseudonymOf(name);
        if (kind == Pseudonym.None)
            return rule.Pseudonymised.Contains(name) ? partnership.Token(Pseudonym.None, value.ToString()) : value;
        if (name == "plate_folded")
            return default;
        // A token whose clear text is gone cannot be put under the other key; the organisation's own token never leaves it.
        return clear(value.ToString()) is { } text ? partnership.Token(kind, text) : default;
    }

    static Subject? Subject(ReleaseRule rule, Observation observation, Func<string, string?> clear, Pseudonymiser partnership) =>
        observation.Subject is { } subject && rule.Fields.Contains(subject.Kind)
        && Reduce(rule, subject.Kind, subject.Value, clear, partnership) is { Kind: not FieldKind.None } value
            ? new Subject(subject.Kind, value.ToString())
            : null;

    static DateTimeOffset Coarse(DateTimeOffset time, TimeSpan step) =>
        step <= TimeSpan.Zero ? time : new DateTimeOffset(time.UtcTicks - (time.UtcDateTime.TimeOfDay.Ticks % step.Ticks), TimeSpan.Zero);
}
