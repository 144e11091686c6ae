using System.Globalization;
using Knooppunt.Chance;
using Knooppunt.Observations.Identifiers;

namespace Knooppunt.Simulation;

/// <summary>Identifiers as the port has them: right check digits, never given out twice.</summary>
sealed class Numbers
{
    // Letters of Dutch plates since 1978: no vowels, and no C, Q, M, W, Y.
    const string PlateLetters = "BDFGHJKLNPRSTVXZ";
    static readonly string[] Owners = ["MSKU", "MSCU", "CMAU", "HLXU", "TGHU", "TCLU", "ONEU", "EGHU", "OOLU", "SUDU"];
    static readonly string[] ReeferOwners = ["MNBU", "MWCU", "SUDU", "CXRU", "HLBU", "SEGU"];
    static readonly int[] Flags = [244, 245, 211, 215, 219, 229, 255, 477, 538, 563, 636];
    readonly HashSet<string> _given = new(StringComparer.Ordinal);

    public string Container(Luck luck, bool reefer = false) => Once(() =>
    {
        var ten = luck.Pick(reefer ? ReeferOwners : Owners) + Digits(luck, 6);
        return ten + ContainerNumber.CheckDigit(ten).ToString(CultureInfo.InvariantCulture);
    });

    /// <summary>A plate without hyphens: heavy vehicles begin with B, vans with V, others with other letters.</summary>
    public string Plate(Luck luck, PlateKind kind) => Once(() => kind switch
    {
        PlateKind.Truck => luck.Chance(.25) ? Foreign(luck) : $"{Digits(luck, 2)}B{Letters(luck, 2)}{Digits(luck, 1)}",
        PlateKind.Van => $"V{Letters(luck, 1)}{Digits(luck, 3)}{Letters(luck, 1)}",
        _ => $"{Letters(luck, 1)}{Digits(luck, 3)}{Letters(luck, 2)}",
    });

    public string Imo(Luck luck) => Once(() =>
    {
        var six = "9" + Digits(luck, 5);
        var sum = 0;
        for (var i = 0; i < 6; i++)
            sum += (six[i] - '0') * (7 - i);
        return six + (sum % 10).ToString(CultureInfo.InvariantCulture);
    });

    public string Mmsi(Luck luck) => Once(() => luck.Pick(Flags).ToString(CultureInfo.InvariantCulture) + Digits(luck, 6));

    /// <summary>A number of one's own kind: prefix and digits.</summary>
    public string Of(Luck luck, string prefix, int digits) => Once(() => prefix + Digits(luck, digits));

    public static string Digits(Luck luck, int count) => string.Create(count, luck, (room, from) =>
    {
        for (var i = 0; i < room.Length; i++)
            room[i] = (char)('0' + from.Below(10));
    });

    static string Letters(Luck luck, int count) => string.Create(count, luck, (room, from) =>
    {
        for (var i = 0; i < room.Length; i++)
            room[i] = PlateLetters[from.Below(PlateLetters.Length)];
    });

    static string Foreign(Luck luck) => luck.Below(3) switch
    {
        0 => $"1{Letters(luck, 3)}{Digits(luck, 3)}",
        1 => $"KLE{Letters(luck, 2)}{Digits(luck, 4)}",
        _ => $"W{Letters(luck, 1)}{Digits(luck, 5)}",
    };

    string Once(Func<string> make)
    {
        string made;
        do
            made = make();
        while (!_given.Add(made));
        return made;
    }
}

/// <summary>What a plate is on.</summary>
enum PlateKind
{
    Truck,
    Van,
    Car,
}
