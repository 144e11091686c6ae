using Knooppunt.Measures;
using Knooppunt.Municipal;
using Knooppunt.Node.Shell.Layout;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Observations;
using Knooppunt.Phenomena;
using Knooppunt.Riec;

namespace Knooppunt.Node.Concerned;

/// <summary>What the node makes of its sources and keeps of the people who work with it, for the register of processing.</summary>
static class NodeLines
{
    public static IEnumerable<ProcessingLine> Of(NodeSettings settings, Language language)
    {
        var own = language["wie meewerkt", "who works with it"];
        yield return Line(language["signalen", "signals"], language["beveiliging van de haven: feiten die samen een patroon vormen", "security of the port: facts that together fit a pattern"], "AVG art. 6 lid 1 f, art. 26", language["wie in de bronnen staat", "who is in the sources"],
            language["bewijs uit de journalen, oordelen van mensen", "evidence of the journals, verdicts of people"], Days(settings.SignalRetentionDays, language["nadat het laatste bewijs binnenkwam", "after the last evidence came in"]));
        yield return Line(language["samenwerken", "working together"], language["wie iets moet doen, wat partners elkaar vragen en geven", "who must act, what partners ask and give each other"], "AVG art. 6 lid 1 f, art. 26", language["wie in een signaal staat; ", "who is in a signal; "] + own,
            language["taken, berichten, verkleinde kopieën", "duties, messages, reduced copies"], language["zolang als het signaal; een kopie zolang als haar kortste bewijs", "as long as the signal; a copy as long as its shortest evidence"]);
        yield return Line(language["meldingen", "reports"], language["horen wat mensen zien, met of zonder naam", "hear what people see, with or without a name"], "AVG art. 6 lid 1 e en f; Wet bescherming klokkenluiders", language["melders en wie zij noemen", "reporters and whom they name"],
            language["wat iemand vertelt en meestuurt, versleuteld aan één organisatie", "what somebody tells and sends along, encrypted to one organisation"], Days(settings.SignalRetentionDays, language["na het antwoord", "after the answer"]));
        yield return Line(language["zaken", "cases"], language["wie wat doet, waar het bewijs ligt, wat ervan kwam", "who does what, where the evidence lies, what came of it"], language["het regime van de zaak", "the regime of the case"], language["wie in een signaal staat; ", "who is in a signal; "] + own,
            language["verwijzingen, hashes, bewijsketen, besluiten", "pointers, hashes, chain of custody, decisions"], language["na het sluiten, naar het regime van de zaak", "after closing, by the regime of the case"]);
        yield return Line(language["fenomeendossiers", "phenomenon files"], language["samen uitzoeken wat iets stopt", "find out together what stops something"], "AVG art. 5 lid 1 b, art. 89", own,
            language["bijdragen zonder namen, elk onder een eigen merk", "contributions without names, each under its own mark"], Days(PhenomenonTerms.PersonalDays, language["na het sluiten", "after closing"]));
        yield return Line(language["controles", "inspections"], language["samen kijken, ieder onder de eigen bevoegdheid", "look together, each under its own power"], language["de bevoegdheid van elke deelnemer", "the power of each participant"], language["wie er was; ", "who was there; "] + own,
            language["antwoorden en foto's, voor de eigen organisatie", "answers and photos, for the own organisation"], Days(settings.SignalRetentionDays, language["na het sluiten", "after closing"]));
        if (settings.Municipalities.Count > 0)
        {
            yield return Line(language["gemeentelijke signalen", "municipal signals"], language["het signaalprotocol van de gemeente", "the signal protocol of the municipality"], "AVG art. 6 lid 1 e", language["over wie een gemeente iets hoort; ", "about whom a municipality hears something; "] + own,
                language["zaaknummer, wegingen, treffer of geen treffer, aanpak", "file number, weighings, hit or no hit, approach"], language[$"{MunicipalTerms.EndedDays} dagen na het einde; met een aanpak zo lang als de gemeente koos", $"{MunicipalTerms.EndedDays} days after the end; with an approach as long as the municipality chose"]);
        }

        if (settings.Riec is not null)
        {
            yield return Line("RIEC", language["wat gemeenten overdragen", "what municipalities hand over"], "AVG art. 6 lid 1 e, art. 26", language["over wie een gemeente iets overdraagt; ", "about whom a municipality hands something over; "] + own,
                language["zaaknummer, omschrijving, grondslag, voortgang", "file number, description, basis, progress"], Days(RiecTerms.CaseDays, language["na het sluiten", "after closing"]));
        }

        yield return Line(language["maatregelen en voorvallen met uithalers", "measures and extractor incidents"], language["wat ertegen gedaan is en of het standhoudt", "what was done against it and whether it stands"], "AVG art. 6 lid 1 e en f, art. 10", language["tegen wie een maatregel liep, zonder naam; ", "against whom a measure ran, without a name; "] + own,
            language["soort, plaats, duur, bedrag, rechter, leeftijdsgroepen", "kind, place, duration, amount, court, age groups"], Days(MeasureTerms.MeasureDays, language["na de laatste dag", "after the last day"]));
        yield return Line(language["logboek", "log"], language["verantwoorden wie wat zag en waarom", "account for who saw what and why"], "AVG art. 5 lid 2; Wpg art. 32a", own, language["naam, tijd, reden, kenmerk", "name, time, reason, id"], Days(settings.ReadLogRetentionDays, ""));
        yield return Line(language["mensen en rollen", "people and roles"], language["toegang regelen", "arrange access"], "AVG art. 32", own, language["naam, rol, passkey", "name, role, passkey"], language["zolang iemand meewerkt", "as long as somebody works with it"]);
        yield return Line(language["verzoeken over eigen gegevens", "requests about own data"], language["vragen beantwoorden", "answer requests"], "AVG art. 12, 15-21", language["wie iets vraagt", "who asks"], language["het nummer tot het antwoord, daarna het pseudoniem", "the number until the answer, then the pseudonym"],
            Days(settings.RequestRetentionDays, language["na het antwoord", "after the answer"]));

        ProcessingLine Line(string name, string purpose, string ground, string persons, string data, string kept) => new(name, language["de partners samen", "the partners together"], settings.ContactPoint?.Mail ?? "", purpose, RegimeNames.Of(Regime.Avg, language), ground, persons, data,
            language["partners, zover de toegangstabel gaat", "partners, as far as the access table goes"], kept, Measures(language));
        string Days(int days, string after) => language[$"{days} dagen {after}", $"{days} days {after}"].Trim();
    }

    /// <summary>How all of it is secured.</summary>
    public static string Measures(Language language) => language[
        "versleuteld per organisatie en dag; pseudoniemen onder een sleutel per organisatie; toegang volgens één beoordeelde tabel; elke blik eerst vastgelegd; passkeys; ondertekende vernietiging; geen doorgifte buiten het knooppunt",
        "encrypted per organisation and day; pseudonyms under a key per organisation; access by one reviewed table; each look logged first; passkeys; signed deletion; no transfer outside the node"];
}
