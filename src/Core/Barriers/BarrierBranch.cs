namespace Knooppunt.Barriers;

/// <summary>The branch in which a barrier stands. The names are stored.</summary>
public enum BarrierBranch : byte
{
    /// <summary>None in particular, or nobody said.</summary>
    None,
    /// <summary>Terminals and stevedores.</summary>
    Terminal,
    /// <summary>Depots of empty containers.</summary>
    Depot,
    /// <summary>Shipping lines and ships.</summary>
    Shipping,
    /// <summary>Road haulage.</summary>
    Haulage,
    /// <summary>Forwarders and customs agents.</summary>
    Forwarding,
    /// <summary>Importers and exporters.</summary>
    Trade,
    /// <summary>Baggage, air cargo and aircraft handling.</summary>
    Airport,
    /// <summary>Growers, auctions and carriers of flowers and plants.</summary>
    Flowers,
    /// <summary>Guarding and pass issue.</summary>
    Guarding,
    /// <summary>Letting of premises and storage.</summary>
    Premises,
    /// <summary>Public services.</summary>
    Government,
}
