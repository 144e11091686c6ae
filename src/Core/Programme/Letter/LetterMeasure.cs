namespace Knooppunt.Programme;

/// <summary>One measure that the programme letter names.</summary>
/// <param name="Code">Node and number: <c>rotterdam-3</c>.</param>
/// <param name="Node">Short name of the node.</param>
/// <param name="Line">The line under which the letter names it, in the letter's words.</param>
/// <param name="Quote">The letter's own words, whole.</param>
/// <param name="English">What that says, in English.</param>
public sealed record LetterMeasure(string Code, string Node, string Line, string Quote, string English)
{
    /// <summary>All of them, in the order of the letter.</summary>
    public static IReadOnlyList<LetterMeasure> All { get; } = [.. Seaports(), .. OtherNodes()];

    /// <summary>The measure of a code; null when the letter has none.</summary>
    public static LetterMeasure? Find(string code) => All.FirstOrDefault(measure => measure.Code == code);

    static IEnumerable<LetterMeasure> Seaports() => Numbered("rotterdam",
    [
        ("Internationaal offensief", "samenwerking met Europese havensteden", "cooperation with European port cities"),
        ("Internationaal offensief", "Het integrale informatieplatform waarbij kennis wordt uitgewisseld wordt verder versterkt", "the integrated information platform on which knowledge is exchanged is strengthened further"),
        ("Barrières in de haven", "voorlichting en weerbaarheidstrainingen voor havenprofessionals", "information and resilience trainings for people who work in the port"),
        ("Barrières in de haven", "‘de trainingscontainer’", "\"the training container\""),
        ("Barrières in de haven", "virtueel hek (slim cameranetwerk, videoanalyse, inzet drones)", "virtual fence (smart camera network, video analysis, drones)"),
        ("Barrières in de haven", "vertrouwensketen (bescherming data)", "chain of trust (protection of data)"),
        ("Barrières in de haven", "gatekeeper (o.a. gedragscode en screening)", "gatekeeper (code of conduct and screening among others)"),
        ("Barrières in de haven", "de integrale aanpak van de uithalersproblematiek", "the integrated approach to extractors"),
        ("Barrières in de haven", "uitbreiding van het gebruik van biometrische toepassingen", "wider use of biometric applications"),
        ("Aanpakken en afpakken", "het opsporen van drugs en het afpakken van crimineel vermogen", "detecting drugs and seizing criminal assets"),
        ("Aanpakken en afpakken", "capaciteit voor analyse, opsporing (o.a. HARC-team), vervolging, toezicht en handhaving", "capacity for analysis, investigation (HARC team among others), prosecution, supervision and enforcement"),
    ]).Concat(Numbered("zeeland",
    [
        ("Preventie", "de upgrade van slimme hekwerken, (ANPR-)cameranetwerken en biometrische toegangscontrole", "the upgrade of smart fences, (number-plate) camera networks and biometric access control"),
        ("Preventie", "weerbaarheidscampagnes gericht op havenmedewerkers", "resilience campaigns for people who work in the ports"),
        ("Preventie", "de samenwerking met havens in België versterkt", "stronger cooperation with ports in Belgium"),
        ("Repressie", "de bouw van een haventeam van de politie", "building a port team of the police"),
        ("Repressie", "de financiële en bestuursrechtelijke aanpak", "the financial and administrative approach"),
        ("Repressie", "een gezamenlijk gespecialiseerd team", "a joint specialised team"),
        ("Repressie", "locaties waar criminele activiteiten plaatsvinden of op plekken op en rond de havens waar nader onderzoek gewenst kan zijn, zoals bedrijfsverzamelgebouwen", "places where criminal activities take place or where closer examination may be wanted, such as multi-tenant business premises"),
        ("Kennis, onderzoek en informatiedeling", "het Information Sharing Center (ISC)", "the Information Sharing Centre (ISC)"),
        ("Kennis, onderzoek en informatiedeling", "samen te onderzoeken hoe bepaalde fenomenen en criminele activiteiten kunnen worden gestopt", "find out together how phenomena and criminal activities can be stopped"),
        ("Kennis, onderzoek en informatiedeling", "inzicht ontwikkeld op het volledige criminele logistieke proces", "insight into the whole criminal logistic process"),
        ("Kennis, onderzoek en informatiedeling", "bedrijven worden aangesproken om hun bedrijfsprocessen aan te passen", "companies are asked to adapt their processes"),
        ("Kennis, onderzoek en informatiedeling", "interventies van de uitvoerende diensten worden aangescherpt", "interventions of the services are sharpened"),
    ])).Concat(Numbered("nzkg",
    [
        ("Zicht krijgen", "meer zicht te krijgen op risicogebieden en -locaties, gelegenheidsstructuren en kwetsbare processen en branches", "a better view of risk areas and locations, opportunity structures and vulnerable processes and branches"),
        ("Zicht krijgen", "het opzetten van een cameranetwerk", "setting up a camera network"),
        ("Zicht krijgen", "een waterbedeffect vanuit andere havens te voorkomen", "preventing displacement from other ports"),
        ("Kennis, intelligence en innovatie", "structurele intelligencecapaciteit", "structural intelligence capacity"),
        ("Weerbaarheid en barrières", "weerbaarheidsprogramma met daarin trainingen, voorlichting en activiteiten", "resilience programme with trainings, information and activities"),
        ("Weerbaarheid en barrières", "de meldingsbereidheid te vergroten", "making people more willing to report"),
        ("Aanpakken en afpakken", "het HARC-team (nu nog bestaande uit FIOD en Douane) uitgebreid met politiecapaciteit", "the HARC team (now FIOD and Customs) extended with police"),
        ("Aanpakken en afpakken", "extra handhavingscapaciteit voor gemeenten en omgevingsdiensten", "more enforcement by municipalities and environment services"),
        ("Aanpakken en afpakken", "het bestuurlijk instrumentarium op elkaar afstemmen", "aligning administrative instruments"),
        ("Aanpakken en afpakken", "effectiever worden in het inrichten van – en optreden tijdens (integrale) controles", "becoming more effective in setting up and acting during (joint) inspections"),
    ]));

    static IEnumerable<LetterMeasure> OtherNodes() => Numbered("schiphol",
    [
        ("Locatiegerichte aanpak", "binnen de geprioriteerde locaties (General Aviation, beveiligd en regulier bedrijventerrein, bagagekelder)", "within the prioritised locations (General Aviation, secured and regular business site, baggage basement)"),
        ("Locatiegerichte aanpak", "verbeterde toegang en cameratoezicht", "better access control and cameras"),
        ("Locatiegerichte aanpak", "een integrale RIEC-signaalaanpak", "an integrated RIEC signal approach"),
        ("Locatiegerichte aanpak", "de inzet van gedragswetenschap", "the use of behavioural science"),
        ("Locatiegerichte aanpak", "integrale controles", "joint inspections"),
        ("Branchegerichte aanpak", "het onderzoeken van kwetsbare branches via een vastgestelde branchemethodiek", "studying vulnerable branches by an established branch method"),
        ("Branchegerichte aanpak", "fysieke aanpassingen in de logistieke processen", "physical changes in the logistic processes"),
        ("Integriteit pashouders", "het weerbaar maken van pashouders", "making pass holders resilient"),
        ("Integriteit pashouders", "het stimuleren tot het melden van signalen en het hier integraal opvolging aan geven", "encouraging people to report and following up together"),
        ("Integriteit pashouders", "het tegengaan van corruptie en het aanpakken van niet-integere medewerkers", "countering corruption and dealing with staff without integrity"),
        ("Integriteit pashouders", "awareness-trainingen en kennisverspreiding via het platform www.sterkeluchthaven.nl", "awareness trainings and spreading knowledge by the platform www.sterkeluchthaven.nl"),
    ]).Concat(Numbered("flowers",
    [
        ("Kennis & Onderzoek", "kennis- en informatiepositie met betrekking tot modi operandi van criminele organisaties", "knowledge of the ways of working of criminal organisations"),
        ("Kennis & Onderzoek", "bedrijven geadviseerd over te treffen maatregelen", "companies advised on measures to take"),
        ("Barrièrevorming & Weerbaarheid", "ontwikkelen en implementeren gezamenlijk barrières", "developing and putting up barriers together"),
        ("Barrièrevorming & Weerbaarheid", "monitoring van de effectiviteit daarvan", "monitoring their effectiveness"),
        ("Barrièrevorming & Weerbaarheid", "meldingsbereidheid en de versterking van het meldproces", "willingness to report and a stronger reporting process"),
        ("Communicatie & Woordvoering", "communicatie-activiteiten uitgevoerd ter vergroting van het (risico)bewustzijn", "communication to raise awareness of the risk"),
        ("Controle, opsporingsonderzoek, toezicht en handhaving", "integrale acties georganiseerd", "joint actions organised"),
    ]));

    static IEnumerable<LetterMeasure> Numbered(string node, (string Line, string Quote, string English)[] measures) =>
        measures.Select((measure, index) => new LetterMeasure($"{node}-{index + 1}", node, measure.Line, measure.Quote, measure.English));
}
