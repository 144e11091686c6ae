using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Transparency;

namespace Knooppunt.Node.Detection.Register;

/// <summary>The fields of the algorithm register as screens name them: in Dutch by the words of the standard.</summary>
static class RegisterWords
{
    static readonly Dictionary<EntryField, string> Settings = new RegisterEntrySettings().Written.ToDictionary(written => written.Field, written => written.Setting);

    /// <summary>Name of a field.</summary>
    public static Word Of(EntryField field) => field switch
    {
        EntryField.Name => ("Naam", "Name"),
        EntryField.Description => ("Korte omschrijving", "Short description"),
        EntryField.Organisation => ("Organisatie", "Organisation"),
        EntryField.Theme => ("Thema", "Theme"),
        EntryField.Status => ("Status", "Status"),
        EntryField.BeginDate => ("Begindatum", "Begin date"),
        EntryField.EndDate => ("Einddatum", "End date"),
        EntryField.Contact => ("Contactgegevens", "Contact details"),
        EntryField.PublicPage => ("Link naar publiekspagina", "Link to the public page"),
        EntryField.Category => ("Publicatiecategorie", "Publication category"),
        EntryField.SourceRegistration => ("Link naar bronregistratie", "Link to the source registration"),
        EntryField.Goal => ("Doel en impact", "Goal and impact"),
        EntryField.Considerations => ("Afwegingen", "Considerations"),
        EntryField.HumanIntervention => ("Menselijke tussenkomst", "Human intervention"),
        EntryField.RiskManagement => ("Risicobeheer", "Risk management"),
        EntryField.LegalBasis => ("Wettelijke basis", "Legal basis"),
        EntryField.LegalBasisLink => ("Link naar wettelijke basis", "Link to the legal basis"),
        EntryField.LegalBasisTitle => ("Titel van wettelijke basis", "Title of the legal basis"),
        EntryField.ProcessingRegister => ("Verwerkingsregister", "Register of processing"),
        EntryField.ImpactAssessment => ("Impacttoets", "Impact assessment"),
        EntryField.ImpactAssessmentLink => ("Link naar impacttoets", "Link to the impact assessment"),
        EntryField.ImpactAssessmentExplanation => ("Toelichting op impacttoetsen", "Explanation of impact assessments"),
        EntryField.Data => ("Gegevens", "Data"),
        EntryField.DataSourceLink => ("Link naar gegevensbron", "Link to the data source"),
        EntryField.DataSourceTitle => ("Titel van gegevensbron", "Title of the data source"),
        EntryField.Working => ("Technische werking", "Technical working"),
        EntryField.Provider => ("Leverancier", "Provider"),
        EntryField.SourceCode => ("Link naar broncode", "Link to the source code"),
        EntryField.Language => ("Taal", "Language"),
        EntryField.Schema => ("Schema", "Schema"),
        EntryField.SourceId => ("Bron-ID", "Source id"),
        _ => ("Zoektermen", "Search terms"),
    };

    /// <summary>What is wrong with a field, and what would be right.</summary>
    public static Word Sentence(EntryFault fault)
    {
        var (rule, name) = (RegisterStandard.Of(fault.Field), Of(fault.Field));
        return (fault.Kind, rule.Form) switch
        {
            (FaultKind.TooLong, _) => ($"{name.Dutch} heeft {fault.Length} tekens; het register neemt er minder dan {rule.Below}.", $"{name.English} has {fault.Length} characters; the register takes fewer than {rule.Below}."),
            (FaultKind.TooEarly, _) => ($"{name.Dutch} blijft leeg zolang het patroon in gebruik is.", $"{name.English} stays empty as long as the pattern is in use."),
            (FaultKind.LinkWithoutTitle, _) => ($"{name.Dutch} heeft geen titel waaronder het register hem toont.", $"{name.English} has no title under which the register shows it."),
            (_, FieldForm.Month) => ($"{name.Dutch} moet een maand zijn als jjjj-mm.", $"{name.English} must be a month as yyyy-mm."),
            (_, FieldForm.Address) => ($"{name.Dutch} moet een adres zijn dat begint met https://.", $"{name.English} must be an address that begins with https://."),
            (_, FieldForm.AddressOrMail) => ($"{name.Dutch} moet een e-mailadres zijn, of een adres dat begint met https://.", $"{name.English} must be an e-mail address, or an address that begins with https://."),
            _ => ($"{name.Dutch} moet uit de lijst van het register komen: {string.Join(", ", rule.Choices)}.", $"{name.English} must be of the register's list: {string.Join(", ", rule.Choices)}."),
        };
    }

    /// <summary>The setting in which somebody writes a field; null for what comes out of the pattern.</summary>
    public static string? Setting(EntryField field) => Settings.GetValueOrDefault(field);

    /// <summary>Names of fields in one line.</summary>
    public static string Join(IEnumerable<EntryField> fields, bool english) => string.Join(", ", fields.Select(field => Of(field).In(english)));
}
