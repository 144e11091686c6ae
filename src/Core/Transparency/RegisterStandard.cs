using System.Collections.Frozen;
using System.Globalization;

namespace Knooppunt.Transparency;

/// <summary>What may stand in a field.</summary>
public enum FieldForm : byte
{
    /// <summary>Text.</summary>
    Text,
    /// <summary>A web address that begins with https://.</summary>
    Address,
    /// <summary>A web address that begins with https://, or an e-mail address.</summary>
    AddressOrMail,
    /// <summary>A month, yyyy-mm.</summary>
    Month,
    /// <summary>One of a list.</summary>
    Choice,
    /// <summary>Some of a list, separated by a comma and a space.</summary>
    Choices,
}

/// <summary>Whether a field must be there (Altijd tonen).</summary>
public enum FieldNeed : byte
{
    /// <summary>Without it the entry is not published.</summary>
    Required,
    /// <summary>Always shown: without it the register says that it was not filled in.</summary>
    Shown,
    /// <summary>Shown only when it is there.</summary>
    Optional,
}

/// <summary>What the standard says of a field.</summary>
/// <param name="Field">The field.</param>
/// <param name="Key">Its name in the register's delivery interface 1.0; a part of a group behind a dot.</param>
/// <param name="Need">Whether it must be there.</param>
/// <param name="Form">What may stand in it.</param>
/// <param name="Below">It has fewer characters (code points) than this; null when the standard names no limit.</param>
/// <param name="Choices">What can be chosen; empty for other forms.</param>
public sealed record FieldRule(EntryField Field, string Key, FieldNeed Need, FieldForm Form, int? Below, IReadOnlyList<string> Choices);

/// <summary>The fields of the Publicatiestandaard Algoritmeregister 1.0.0 (handleiding 1.0.0a, chapter 2), and whether a text fits one.</summary>
public static class RegisterStandard
{
    /// <summary>Version of the standard.</summary>
    public const string Version = "1.0.0";

    /// <summary>The one language that the register takes (ISO 639-3).</summary>
    public const string Language = "nld";

    /// <summary>Status of what runs.</summary>
    public const string InUse = "In gebruik";

    /// <summary>Between several themes.</summary>
    public const string Between = ", ";

    static readonly string[] Themes =
    [
        "Organisatie en bedrijfsvoering", "Cultuur en recreatie", "Economie", "Overheidsfinanciën", "Wonen", "Internationaal", "Migratie en integratie", "Natuur en milieu",
        "Onderwijs en wetenschap", "Openbare orde en veiligheid", "Recht", "Ruimte en infrastructuur", "Sociale zekerheid", "Verkeer", "Werk", "Zorg en gezondheid",
    ];

    static readonly string[] CategoryNames = ["Hoog-risico AI-systeem", "Impactvolle algoritmes", "Overige algoritmes"];

    /// <summary>Every field, in the order of the standard.</summary>
    public static IReadOnlyList<FieldRule> Fields { get; } =
    [
        Text(EntryField.Name, "name", FieldNeed.Required, 100),
        Text(EntryField.Description, "description_short", FieldNeed.Required, 350),
        Text(EntryField.Organisation, "organization", FieldNeed.Required, 100),
        new(EntryField.Theme, "category", FieldNeed.Shown, FieldForm.Choices, null, Themes),
        new(EntryField.Status, "status", FieldNeed.Required, FieldForm.Choice, null, ["In ontwikkeling", InUse, "Buiten gebruik"]),
        new(EntryField.BeginDate, "begin_date", FieldNeed.Shown, FieldForm.Month, null, []),
        new(EntryField.EndDate, "end_date", FieldNeed.Shown, FieldForm.Month, null, []),
        new(EntryField.Contact, "contact_email", FieldNeed.Required, FieldForm.AddressOrMail, null, []),
        Address(EntryField.PublicPage, "website"),
        new(EntryField.Category, "publication_category", FieldNeed.Required, FieldForm.Choice, null, CategoryNames),
        Address(EntryField.SourceRegistration, "url"),
        Text(EntryField.Goal, "goal", FieldNeed.Shown, 2500),
        Text(EntryField.Considerations, "proportionality", FieldNeed.Shown, 2500),
        Text(EntryField.HumanIntervention, "human_intervention", FieldNeed.Shown, 2500),
        Text(EntryField.RiskManagement, "risks", FieldNeed.Shown, 2500),
        Text(EntryField.LegalBasis, "lawful_basis", FieldNeed.Optional, 2500),
        Address(EntryField.LegalBasisLink, "lawful_basis_grouping.link", FieldNeed.Shown),
        Text(EntryField.LegalBasisTitle, "lawful_basis_grouping.title", FieldNeed.Optional, 100),
        Address(EntryField.ProcessingRegister, "process_index_url"),
        Text(EntryField.ImpactAssessment, "impacttoetsen_grouping.title", FieldNeed.Shown, null),
        Address(EntryField.ImpactAssessmentLink, "impacttoetsen_grouping.link"),
        Text(EntryField.ImpactAssessmentExplanation, "impacttoetsen", FieldNeed.Optional, 2500),
        Text(EntryField.Data, "source_data", FieldNeed.Shown, 2500),
        Address(EntryField.DataSourceLink, "source_data_grouping.link"),
        Text(EntryField.DataSourceTitle, "source_data_grouping.title", FieldNeed.Optional, 500),
        Text(EntryField.Working, "methods_and_models", FieldNeed.Shown, 5000),
        Text(EntryField.Provider, "provider", FieldNeed.Shown, 200),
        Address(EntryField.SourceCode, "publiccode"),
        new(EntryField.Language, "lang", FieldNeed.Required, FieldForm.Choice, null, [Language]),
        new(EntryField.Schema, "standard_version", FieldNeed.Required, FieldForm.Choice, null, ["0.3.0", "0.3.1", "0.4.0", Version]),
        Text(EntryField.SourceId, "source_id", FieldNeed.Optional, 100),
        Text(EntryField.SearchTerms, "tags", FieldNeed.Optional, 2500),
    ];

    static readonly FrozenDictionary<EntryField, FieldRule> ByField = Fields.ToFrozenDictionary(rule => rule.Field);

    /// <summary>What the standard says of a field.</summary>
    public static FieldRule Of(EntryField field) => ByField[field];

    /// <summary>The word of the standard for a category.</summary>
    public static string NameOf(PublicationCategory category) => CategoryNames[(int)category];

    /// <summary>What is wrong with a text in a field; null when it fits. A blank text fits: that a field is missing is said of the whole entry.</summary>
    public static EntryFault? Fault(EntryField field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var (rule, length) = (Of(field), text.EnumerateRunes().Count());
        if (rule.Below is { } limit && length >= limit)
            return new(field, FaultKind.TooLong, length);
        return Fits(rule, text) ? null : new(field, FaultKind.WrongForm, length);
    }

    static bool Fits(FieldRule rule, string text) => rule.Form switch
    {
        FieldForm.Address => IsAddress(text),
        FieldForm.AddressOrMail => IsAddress(text) || IsMail(text),
        FieldForm.Month => DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        FieldForm.Choice => rule.Choices.Contains(text),
        FieldForm.Choices => text.Split(Between).All(rule.Choices.Contains),
        _ => true,
    };

    static bool IsAddress(string text) => text.StartsWith("https://", StringComparison.Ordinal) && !text.Any(char.IsWhiteSpace) && Uri.TryCreate(text, UriKind.Absolute, out _);

    static bool IsMail(string text) => text.Split('@') is [{ Length: > 0 and <= 64 } name, var domain] && !name.Any(char.IsWhiteSpace) && domain.Split('.') is { Length: > 1 } labels && labels.All(IsLabel);

    static bool IsLabel(string label) => label.Length is > 0 and <= 63 && label.All(c => char.IsLetterOrDigit(c) || c == '-');

    static FieldRule Text(EntryField field, string key, FieldNeed need, int? below) => new(field, key, need, FieldForm.Text, below, []);

    static FieldRule Address(EntryField field, string key, FieldNeed need = FieldNeed.Optional) => new(field, key, need, FieldForm.Address, null, []);
}
