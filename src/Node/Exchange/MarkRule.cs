using Knooppunt.Disclosure.Access;
using Knooppunt.Knowledge.Taxii;
using Knooppunt.Observations;

namespace Knooppunt.Node.Exchange;

/// <summary>Who may have an object by its own marks. How far a mark goes is asked of the one access table, as knowledge without personal data; here stands only which mark counts.</summary>
static class MarkRule
{
    /// <summary>What counts for an object without any sharing mark: its sender did not say that it may leave the partnership.</summary>
    public const Tlp Unmarked = Tlp.Amber;

    /// <summary>What counts for who speaks and in which words, without a mark: as far as knowledge goes, so that what mentions them is not held back.</summary>
    public const Tlp UnmarkedFrame = Tlp.Green;

    /// <summary>Why what is marked so does not come over a link (TLP 2.0 of FIRST).</summary>
    public static readonly RefusalReason Strict = new(("Het is gemerkt TLP:AMBER+STRICT of TLP:RED. TLP 2.0 houdt dat binnen één organisatie, of bij de personen die het hoorden, en een koppeling is tussen knooppunten van meer organisaties; niemand hier zou het mogen krijgen.",
        "It is marked TLP:AMBER+STRICT or TLP:RED. TLP 2.0 keeps it inside one organisation, or with the persons who were told, and a link is between nodes of several; nobody here could be given it."));

    /// <summary>Why what is about a person does not come over a link.</summary>
    public static readonly RefusalReason OfPerson = new(("Het gaat over een persoon; tussen knooppunten gaat kennis, nooit gegevens over personen (AVG art. 5 lid 1 b, art. 6).",
        "It is about a person; between nodes goes knowledge, never data about persons (AVG art. 5(1)(b), art. 6)."));

    static readonly RefusalReason UnknownMark = new(("De merkdefinitie kent dit knooppunt niet (TLP, een verklaring, PAP behalve rood); niemand hier zou mogen krijgen wat ermee gemerkt is.",
        "The marking definition is none that this node knows (TLP, a statement, PAP other than red); nobody here could be given what is marked with it."));

    static readonly Reach?[] Widths = [.. Enum.GetValues<Tlp>().Select(Width)];

    /// <summary>How far an object reaches by its own marks. The strictest counts; marks that are no Traffic Light Protocol count by their definition, which is mentioned.</summary>
    /// <param name="head">The object.</param>
    /// <param name="owner">Number of who brought it.</param>
    public static Reach Of(ObjectHead head, int owner)
    {
        var marks = head.Marks.Select(TlpMark.Of).OfType<Tlp>().ToList();
        var strictest = marks.Count > 0 ? marks.Max() : head.Meaning != MarkMeaning.NoMark ? Tlp.Clear : head.Kind == ObjectKind.Frame ? UnmarkedFrame : Unmarked;
        var own = Widths[(int)strictest] ?? Reach.OwnerOf(owner);
        // Between nodes goes knowledge, never data about persons, whatever somebody marked them with.
        if (head.Kind == ObjectKind.Person)
            own = own.Meet(Reach.Partners);
        return head.Meaning == MarkMeaning.Unknown ? own.Meet(Reach.OwnerOf(owner)) : own;
    }

    /// <summary>Why an object of another node cannot be here by its marks; null when it can.</summary>
    /// <param name="head">The object.</param>
    /// <param name="fromNode">Whether another node brings it.</param>
    public static RefusalReason? Refusal(ObjectHead head, bool fromNode)
    {
        if (!fromNode)
            return null;
        if (head.Kind == ObjectKind.Person)
            return OfPerson;
        if (head.Meaning == MarkMeaning.Unknown)
            return UnknownMark;
        return head.Marks.Select(TlpMark.Of).Any(tlp => tlp is Tlp.AmberStrict or Tlp.Red)
            ? Strict
            : null;
    }

    // Null: the one who brought it alone.
    static Reach? Width(Tlp tlp) => Allows(Direction.OtherNode, tlp) && Allows(Direction.Partner, tlp) ? Reach.AllNodes : Allows(Direction.Partner, tlp) ? Reach.Partners : null;

    static bool Allows(Direction direction, Tlp tlp) =>
        AccessTable.Ask(new(Regime.None, Purpose.Knowledge, Role.Analyst, direction, tlp)).Verdict == AccessVerdict.Allow;
}
