using static Knooppunt.Concerned.ConcernedRight;

namespace Knooppunt.Concerned;

/// <summary>A ground on which a request, or a part of it, may be refused.</summary>
/// <param name="Code">Short name.</param>
/// <param name="Article">The article.</param>
/// <param name="Dutch">As the letter says it.</param>
/// <param name="English">The same in English.</param>
/// <param name="Rights">For what it holds.</param>
/// <param name="Closed">Whether it is of a closed regime: only an organisation that holds records under one may use it.</param>
/// <param name="CheckedBy">Who reviewed it; null when nobody did, and then it cannot be used.</param>
public sealed record RefusalGround(string Code, string Article, string Dutch, string English, IReadOnlyList<ConcernedRight> Rights, bool Closed, string? CheckedBy);

/// <summary>The reviewed list. What is not on it is no ground.</summary>
public static class RefusalGrounds
{
    const string Reviewed = "Knooppunt default list, 2026-11";
    static readonly ConcernedRight[] Every = [Access, Rectification, Erasure, Objection];

    /// <summary>Every ground.</summary>
    public static IReadOnlyList<RefusalGround> All { get; } =
    [
        Open("unknown", "AVG art. 11 lid 2, art. 12 lid 2 en 6", "Wij konden niet vaststellen dat deze gegevens over u gaan.", "We could not establish that this data is about you.", Every),
        Open("excessive", "AVG art. 12 lid 5 b", "Uw verzoek is kennelijk ongegrond of wordt buitensporig vaak gedaan.", "Your request is manifestly unfounded or repeated excessively.", Every),
        Open("others", "AVG art. 15 lid 4; UAVG art. 41 lid 1 i", "Wij beschermen de rechten en vrijheden van anderen over wie deze gegevens ook gaan.", "We protect the rights and freedoms of others whom this data also concerns.", [Access]),
        Open("offences", "UAVG art. 41 lid 1 d", "Vertellen of veranderen zou het voorkomen of opsporen van strafbare feiten schaden.", "Telling or changing this would harm the prevention or detection of criminal offences.", Every),
        Open("supervision", "UAVG art. 41 lid 1 h", "Vertellen of veranderen zou ons toezicht schaden.", "Telling or changing this would harm our supervision.", Every),
        Open("right", "AVG art. 16", "Wat er staat klopt: zo is het waargenomen.", "What is kept is right: it was observed so.", [Rectification]),
        Open("obligation", "AVG art. 17 lid 3 b", "De wet of een taak van algemeen belang verplicht ons dit te bewaren.", "The law or a task in the public interest obliges us to keep this.", [Erasure]),
        Open("claims", "AVG art. 17 lid 3 e", "Wij hebben dit nodig voor een rechtsvordering.", "We need this for a legal claim.", [Erasure]),
        Open("needed", "AVG art. 17 lid 1", "De gegevens zijn nog nodig voor het doel waarvoor zij verzameld zijn; zij vervallen vanzelf na hun bewaartermijn.", "The data is still needed for the purpose it was collected for; it ends by itself after its term.", [Erasure]),
        Open("compelling", "AVG art. 21 lid 1", "Wij hebben dwingende gerechtvaardigde gronden die zwaarder wegen dan uw belang.", "We have compelling legitimate grounds that weigh more than your interest.", [Objection]),
        OfClosed("police", "Wpg art. 27 lid 1", "De wet staat ons niet toe hierover iets te vertellen of te veranderen.", "The law does not allow us to tell or change anything about this.", Every),
        OfClosed("judicial", "Wjsg art. 21", "De wet staat ons niet toe hierover iets te vertellen of te veranderen.", "The law does not allow us to tell or change anything about this.", Every),
        OfClosed("secrecy", "AWR art. 67; DWU art. 12", "Deze gegevens vallen onder een wettelijke geheimhouding.", "This data is under a statutory secrecy.", Every),
    ];

    /// <summary>The grounds that may be used for what is asked.</summary>
    /// <param name="right">What is asked.</param>
    /// <param name="closed">Whether the organisation holds records under a closed regime.</param>
    public static IEnumerable<RefusalGround> For(ConcernedRight right, bool closed) =>
        All.Where(ground => ground.CheckedBy is not null && ground.Rights.Contains(right) && (closed || !ground.Closed));

    /// <summary>A ground by its code; null when there is none.</summary>
    public static RefusalGround? Find(string code) => All.FirstOrDefault(ground => ground.Code == code);

    static RefusalGround Open(string code, string article, string dutch, string english, ConcernedRight[] rights) => new(code, article, dutch, english, rights, false, Reviewed);

    static RefusalGround OfClosed(string code, string article, string dutch, string english, ConcernedRight[] rights) => new(code, article, dutch, english, rights, true, Reviewed);
}
