using Knooppunt.Chance;

namespace Knooppunt.Simulation.Life;

/// <summary>What a truck comes for.</summary>
enum Errand
{
    FetchFull,
    BringFull,
    BringEmpty,
    FetchEmpty,
}

/// <summary>A container in the hands of a truck.</summary>
sealed record Box(string Number, string IsoType, bool Empty, bool Inward, bool Reefer, bool Risk, string Line, string Booking, string Block, double TareKg, double GrossKg)
{
    static readonly string[] Lines = ["MAEU", "MSCU", "CMDU", "HLCU", "ONEY", "EGLV", "COSU"];

    public static Box Of(Scene scene, Site site, Luck luck, Errand errand)
    {
        var reefer = luck.Chance(.14);
        var type = reefer ? "45R1" : luck.Pick("22G1", "42G1", "45G1", "45G1");
        var empty = errand is Errand.BringEmpty or Errand.FetchEmpty;
        var tare = Tare(type);
        return new Box(scene.Numbers.Container(luck, reefer), type, empty, errand is Errand.BringFull or Errand.BringEmpty, reefer, !empty && errand == Errand.FetchFull && luck.Chance(reefer ? .5 : .1),
            luck.Pick(Lines), "BKG" + Numbers.Digits(luck, 7), BlockOf(luck, reefer, empty), tare, empty ? tare : Math.Round(tare + luck.Between(4000, 24_000), 0));
    }

    /// <summary>Tare by type, in kilograms.</summary>
    public static double Tare(string type) => type switch { "22G1" => 2250, "42G1" => 3750, "45G1" => 3900, _ => 4640 };

    // Blocks K.. are left to the crime scripts, blocks M.. to the mechanics.
    static string BlockOf(Luck luck, bool reefer, bool empty) => (reefer ? "R" : empty ? "E" : "C") + (luck.Below(40) + 1).ToString("D2", System.Globalization.CultureInfo.InvariantCulture);
}
