using Knooppunt.Disclosure;
using Knooppunt.Observations;

namespace Knooppunt.Node.Shell.Settings;

/// <summary>What an organisation lets the partnership see, as the configuration writes it.</summary>
sealed class ReleaseSettings
{
    /// <summary>Name of the policy.</summary>
    public string Name { get; set; } = "release";

    /// <summary>Version; a change makes a new one.</summary>
    public int Version { get; set; } = 1;

    /// <summary>The strictest mark that is still released. Default amber.</summary>
    public Tlp Strictest { get; set; } = Tlp.Amber;

    /// <summary>The rules; the first that names the type counts. What no rule names stays inside.</summary>
    public List<ReleaseRuleSettings> Rules { get; set; } = [];

    /// <summary>The policy that the journals carry out.</summary>
    public ReleasePolicy Policy => new() { Name = Name, Version = Version, Strictest = Strictest, Rules = [.. Rules.Select(rule => rule.Rule)] };
}

/// <summary>What goes along of one type of observation.</summary>
sealed class ReleaseRuleSettings
{
    /// <summary>Name of the observation type, or * for the rest.</summary>
    public string Type { get; set; } = "";

    /// <summary>Fields that go along.</summary>
    public List<string> Fields { get; set; } = [];

    /// <summary>Fields besides plates, passes and persons that go along only as a pseudonym.</summary>
    public List<string> Pseudonymised { get; set; } = [];

    /// <summary>Times are cut to whole multiples of this many minutes; 0 leaves them.</summary>
    public double TimeStepMinutes { get; set; }

    /// <summary>Decimals that a position keeps; none leaves it.</summary>
    public int? PositionDecimals { get; set; }

    /// <summary>The rule that the journals carry out.</summary>
    public ReleaseRule Rule => new() { Type = Type, Fields = Fields, Pseudonymised = Pseudonymised, TimeStep = TimeSpan.FromMinutes(TimeStepMinutes), PositionDecimals = PositionDecimals };
}
