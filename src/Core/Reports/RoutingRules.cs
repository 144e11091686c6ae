namespace Knooppunt.Reports;

/// <summary>Who takes reports in, by task.</summary>
public enum Desk : byte
{
    /// <summary>Security officer of the company on whose site it is (PFSO).</summary>
    Company,
    /// <summary>Control room of Customs.</summary>
    Customs,
    /// <summary>Seaport police.</summary>
    Police,
    /// <summary>The centre of the partnership.</summary>
    Centre,
    /// <summary>Who answers for internal reports at the employer.</summary>
    Employer,
    /// <summary>The confidential adviser of the partnership (vertrouwenspersoon): who hears people that were approached or put under pressure.</summary>
    Adviser,
}

/// <summary>One line of the published rules: which report goes to which desk.</summary>
/// <param name="Fits">Which reports; the first line that fits counts.</param>
/// <param name="Desk">To which desk.</param>
/// <param name="When">The condition in words.</param>
/// <param name="Source">Where the rule comes from.</param>
public sealed record RoutingRule(Func<ReportAnswers, bool> Fits, Desk Desk, Said When, string Source);

/// <summary>The one published table of who gets which report.</summary>
public static class RoutingRules
{
    const string Card = "Meldkaart Rotterdamse haven, veilige haven", Agreed = "Afspraak van het knooppunt / agreement of the node";

    /// <summary>The rules, in order: the first that fits counts.</summary>
    public static IReadOnlyList<RoutingRule> All { get; } =
    [
        new(answers => answers.Kind == ReportKind.Internal, Desk.Employer, new(
            "U meldt een misstand bij uw eigen werkgever.", "You report wrongdoing at your own employer.",
            "Zgłaszasz nieprawidłowości u własnego pracodawcy.", "Denuncia una irregularidad en su propia empresa.",
            "Kendi iş yerinizdeki bir usulsüzlüğü bildiriyorsunuz.", "Bo ta raportá un irregularidat serka bo mes dunadó di trabou."), "Wet bescherming klokkenluiders, art. 2"),
        new(answers => answers.Kind == ReportKind.Approached, Desk.Adviser, new(
            "Iemand heeft u om hulp gevraagd of onder druk gezet.", "Somebody asked you for help or put pressure on you.",
            "Ktoś poprosił cię o pomoc lub wywierał presję.", "Alguien le pidió ayuda o le presionó.",
            "Biri sizden yardım istedi ya da size baskı yaptı.", "Un hende a pidi bo yudansa òf a pone preshon riba bo."), Agreed),
        new(answers => answers.Where == ReportWhere.Site && answers.Indicators.Any(IndicatorList.IsAboutPeople), Desk.Company, new(
            "Het gaat over een klant of collega op een bedrijfsterrein.", "It is about a customer or colleague on a company's site.",
            "Dotyczy klienta lub współpracownika na terenie firmy.", "Se trata de un cliente o colega en el recinto de una empresa.",
            "Bir şirket sahasındaki müşteri veya iş arkadaşıyla ilgili.", "Ta trata di un kliente òf kolega riba tereno di un kompania."), Card),
        new(answers => answers.Where == ReportWhere.Site, Desk.Customs, new(
            "Het gebeurt op een haventerrein.", "It happens on a port site.",
            "Dzieje się to na terenie portu.", "Ocurre en un recinto portuario.",
            "Bir liman sahasında oluyor.", "Ta sosodé riba un tereno di haf."), Card),
        new(answers => answers.Where == ReportWhere.Road, Desk.Police, new(
            "Het gebeurt op de openbare weg of op het water.", "It happens on a public road or on the water.",
            "Dzieje się to na drodze publicznej lub na wodzie.", "Ocurre en la vía pública o en el agua.",
            "Kamuya açık yolda veya suda oluyor.", "Ta sosodé riba kaya públiko òf riba awa."), Card),
        new(_ => true, Desk.Centre, new(
            "In alle andere gevallen.", "In all other cases.", "We wszystkich innych przypadkach.", "En todos los demás casos.", "Diğer bütün durumlarda.", "Den tur otro kaso."), Agreed),
    ];

    /// <summary>The rule for one report.</summary>
    public static RoutingRule For(ReportAnswers answers) => All.First(rule => rule.Fits(answers));
}

/// <summary>The organisations of one node behind the desks.</summary>
/// <param name="Customs">Short name of Customs; null when it is no partner here.</param>
/// <param name="Police">Short name of the seaport police; null when it is no partner here.</param>
/// <param name="Centre">Short name of the centre: it has what nobody else has.</param>
/// <param name="OwnerOf">The organisation of a place; null for a place that is nobody's.</param>
/// <param name="Adviser">Short name of the confidential adviser, an organisation of its own so that nobody else has the key; null when the node has none, and then the centre hears it.</param>
public sealed record Desks(string? Customs, string? Police, string Centre, Func<string?, string?> OwnerOf, string? Adviser = null)
{
    /// <summary>Who gets a report and answers for it: whom the rules name, otherwise the first of centre, police and Customs whom the reporter does not leave out. Null when all are left out.</summary>
    public string? OwnerFor(ReportAnswers answers) =>
        new[] { Named(answers), Centre, Police, Customs }.FirstOrDefault(other => other is not null && !answers.Without.Contains(other));

    /// <summary>Whom the rules name, whatever the reporter leaves out.</summary>
    public string Named(ReportAnswers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return RoutingRules.For(answers).Desk switch
        {
            Desk.Employer => answers.Employer,
            Desk.Company => OwnerOf(answers.Place),
            Desk.Customs => Customs,
            Desk.Police => Police,
            Desk.Adviser => Adviser,
            _ => null,
        } ?? Centre;
    }
}
