using System.Globalization;
using Knooppunt.Chance;

namespace Knooppunt.Simulation;

/// <summary>A truck with its haulier and driver.</summary>
sealed record Truck(string Plate, string Carrier, string Pass);

/// <summary>Somebody who works at a site: a pass and hours of his own.</summary>
sealed record Worker(string Pass, string Company, double Begins, double Ends, int Turnstile);

/// <summary>A ship.</summary>
sealed record Ship(string Mmsi, string Imo, string Name, string CallSign, string Line, double Length, double Beam, double Draught, int Type);

/// <summary>Those who are there every day: hauliers, trucks, staff. Made once for a simulation, so that a second day has known faces.</summary>
sealed class Cast
{
    static readonly string[] Names = ["van-dijk", "jansen", "de-groot", "visser", "bakker", "smit", "meijer", "bos", "mulder", "de-vries", "post", "kok", "vermeer", "blom", "dekker", "hoekstra", "prins", "schouten", "van-loon", "maas", "kuiper", "wolters", "huisman", "peeters"];
    static readonly string[] Kinds = ["transport", "trucking", "logistiek", "containers", "cargo"];
    static readonly string[] Companies = ["terminal", "stuwadoor", "beveiliging", "techniek", "schoonmaak", "sjorbedrijf"];
    readonly Dictionary<string, IReadOnlyList<Worker>> _workers = new(StringComparer.Ordinal);
    readonly Dictionary<string, Truck> _shuttles = new(StringComparer.Ordinal);

    public Cast(NodeProfile profile, ulong seed, double scale)
    {
        var luck = Luck.Of(seed, "cast");
        Carriers = [.. Names.SelectMany(name => Kinds.Select(kind => $"{name}-{kind}"))];
        Trucks = [.. Enumerable.Range(0, Math.Max(40, (int)(profile.GateVisits * scale / 3))).Select(_ => new Truck(Numbers.Plate(luck, PlateKind.Truck), luck.Pick(Carriers), Numbers.Of(luck, "P1", 6)))];
        Vans = [.. Enumerable.Range(0, Math.Max(20, (int)(600 * scale))).Select(_ => Numbers.Plate(luck, PlateKind.Van))];
        Cars = [.. Enumerable.Range(0, Math.Max(60, (int)(profile.PlateReads * scale / 6))).Select(_ => Numbers.Plate(luck, PlateKind.Car))];
        // Seven in ten are there on a weekday, and each passes a reader four or five times.
        foreach (var site in profile.Sites)
            _workers[site.Place] = [.. Enumerable.Range(0, Math.Max(12, (int)(profile.PassReads * site.Share * scale / 3))).Select(_ => WorkerOf(luck, site.Organisation))];
        // Luck of their own: that they are there shifts nobody else.
        var shuttling = Luck.Of(seed, "shuttles");
        foreach (var site in profile.Sites)
            _shuttles[site.Place] = new Truck(Numbers.Plate(shuttling, PlateKind.Truck), $"{shuttling.Pick(Names)}-pendel", Numbers.Of(shuttling, "P1", 6));
    }

    public Numbers Numbers { get; } = new();

    public IReadOnlyList<string> Carriers { get; }

    public IReadOnlyList<Truck> Trucks { get; }

    public IReadOnlyList<string> Vans { get; }

    public IReadOnlyList<string> Cars { get; }

    public IReadOnlyList<Worker> WorkersOf(Site site) => _workers[site.Place];

    /// <summary>The truck that brings empties back to a site early every day.</summary>
    public Truck ShuttleOf(Site site) => _shuttles[site.Place];

    public string Pass(Luck luck) => Numbers.Of(luck, "P2", 6);

    public Ship Ship(Luck luck, bool big)
    {
        var length = Math.Round(big ? luck.Between(120, 400) : luck.Between(14, 28));
        var name = (luck.Pick("MAAS", "NOORDZEE", "ATLANTIC", "PACIFIC", "DELTA", "BALTIC", "IBERIA", "AMAZON") + " " + luck.Pick("STAR", "PIONEER", "TRADER", "BREEZE", "HORIZON", "SPIRIT", "BRIDGE", "LADY")).ToUpper(CultureInfo.InvariantCulture);
        return new Ship(Numbers.Mmsi(luck), Numbers.Imo(luck), name, Numbers.Of(luck, "P", 4), luck.Pick("MAEU", "MSCU", "CMDU", "HLCU", "ONEY", "EGLV", "COSU"),
            length, Math.Round(length / 6.7), Math.Round(luck.Between(2, big ? 15 : 3), 1), big ? luck.Pick(70, 71, 79) : 30);
    }

    Worker WorkerOf(Luck luck, string organisation)
    {
        var (begins, ends) = luck.Below(10) switch
        {
            < 3 => (6, 14),
            < 6 => (14, 22),
            < 7 => (22, 30),
            _ => (8.5, 17.0),
        };
        var company = luck.Chance(.5) ? organisation : luck.Pick(Companies);
        return new Worker(Numbers.Of(luck, "P0", 6), company, begins + luck.Between(-.45, -.05), ends + luck.Between(.05, .4), luck.Below(4) + 1);
    }
}
