using Knooppunt.Observations;

namespace Knooppunt.Knowledge.Misp;

/// <summary>Marks as tags: the taxonomies tlp and PAP of MISP/misp-taxonomies.</summary>
public static class MispMarks
{
    static readonly (string Tag, Tlp Tlp)[] Tlps = [("tlp:clear", Tlp.Clear), ("tlp:white", Tlp.Clear), ("tlp:green", Tlp.Green), ("tlp:amber", Tlp.Amber), ("tlp:amber+strict", Tlp.AmberStrict), ("tlp:red", Tlp.Red)];
    static readonly (string Tag, Pap Pap)[] Paps = [("PAP:CLEAR", Pap.Clear), ("PAP:WHITE", Pap.Clear), ("PAP:GREEN", Pap.Green), ("PAP:AMBER", Pap.Amber), ("PAP:RED", Pap.Red)];

    /// <summary>The tags of marks.</summary>
    public static IReadOnlyList<string> TagsOf(Tlp tlp, Pap pap) => [Tlps.First(mark => mark.Tlp == tlp).Tag, Paps.First(mark => mark.Pap == pap).Tag];

    /// <summary>With whom an event may be shared: the strictest of its tags. One of that taxonomy that nobody here knows counts as red, and an event without any as amber, or as amber-strict when MISP keeps it with its organisation or a sharing group.</summary>
    public static Tlp TlpOf(MispEvent of)
    {
        ArgumentNullException.ThrowIfNull(of);
        var tags = of.Tags.Where(tag => tag.StartsWith("tlp:", StringComparison.OrdinalIgnoreCase)).ToArray();
        return tags.Length > 0 ? tags.Max(tag => Find(Tlps, tag, Tlp.Red)) : of.Distribution is 1 or 2 or 3 ? Tlp.Amber : Tlp.AmberStrict;
    }

    /// <summary>What may be done with an event: the strictest of its tags; amber without any.</summary>
    public static Pap PapOf(MispEvent of)
    {
        ArgumentNullException.ThrowIfNull(of);
        return of.Tags.Where(tag => tag.StartsWith("pap:", StringComparison.OrdinalIgnoreCase)).Select(tag => Find(Paps, tag, Pap.Red)).Cast<Pap?>().Max() ?? Pap.Amber;
    }

    /// <summary>To whom MISP gives an event with a mark.</summary>
    public static int DistributionOf(Tlp tlp) => tlp switch { Tlp.Clear => 3, Tlp.Green => 2, Tlp.Amber => 1, _ => 0 };

    static T Find<T>((string Tag, T Mark)[] among, string tag, T unknown) where T : struct
    {
        foreach (var (known, mark) in among)
        {
            if (known.Equals(tag, StringComparison.OrdinalIgnoreCase))
                return mark;
        }

        return unknown;
    }
}
