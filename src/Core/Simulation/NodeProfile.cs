namespace Knooppunt.Simulation;

/// <summary>What a node is like: its real places, partners and volumes on a working day at scale 1, and the crime scripts that fit it.</summary>
sealed record NodeProfile(string Id, string Name)
{
    /// <summary>Partners: short name and name on screens.</summary>
    public required IReadOnlyList<(string Id, string Name)> Organisations { get; init; }

    /// <summary>The sources of each partner: organisation and kinds of <see cref="SourceKinds"/>.</summary>
    public required IReadOnlyList<(string Organisation, string[] Kinds)> Sources { get; init; }

    /// <summary>Patterns by path (<c>terminal/second-collector</c>), each injected at least once a day.</summary>
    public required IReadOnlyList<string> Scripts { get; init; }

    /// <summary>Terminals, auctions or halls with a gate; the shares add up to 1.</summary>
    public IReadOnlyList<Site> Sites { get; init; } = [];

    public string Unlocode { get; init; } = "NLRTM";

    /// <summary>Organisation of the port, municipality or airport whose sensors stand outside the sites.</summary>
    public required string Authority { get; init; }

    /// <summary>Organisation of the port community system.</summary>
    public string Community { get; init; } = "portbase";

    /// <summary>Gate visits in and out together.</summary>
    public double GateVisits { get; init; }

    public double ContainerMoves { get; init; }

    public double PassReads { get; init; }

    public double PlateReads { get; init; }

    public double Vessels { get; init; }

    public double Flights { get; init; }

    public double Trolleys { get; init; }

    public WaterPlaces? Water { get; init; }

    /// <summary>Depot of empties; null when the node has none.</summary>
    public Site? Depot { get; init; }

    /// <summary>Business units, each with the municipality that reads the plates there.</summary>
    public IReadOnlyList<Site> Buildings { get; init; } = [];

    /// <summary>Public places where the authority reads plates.</summary>
    public IReadOnlyList<string> Roads { get; init; } = [];
}

/// <summary>A site of a partner.</summary>
/// <param name="Place">Id of the place.</param>
/// <param name="Organisation">Partner that runs it.</param>
/// <param name="Share">Part of the volumes of the node.</param>
/// <param name="Terminal">Terminal code; null where there is none.</param>
sealed record Site(string Place, string Organisation, double Share = 1, string? Terminal = null)
{
    public string Gate => Place + "/gate";
}

/// <summary>Where ships are.</summary>
/// <param name="Sea">Latitude and longitude of open water outside fairways and anchorages.</param>
/// <param name="Way">Latitude and longitude of the way in, from sea.</param>
/// <param name="Anchorage">Id of the anchorage.</param>
/// <param name="Berths">Ids of the sites where sea ships lie.</param>
/// <param name="Slipway">Id of the slipway.</param>
sealed record WaterPlaces((double Lat, double Lon) Sea, IReadOnlyList<(double Lat, double Lon)> Way, string Anchorage, IReadOnlyList<string> Berths, string Slipway);
