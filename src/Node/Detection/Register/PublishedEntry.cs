using System.Text.Json.Serialization;
using Knooppunt.Transparency;

namespace Knooppunt.Node.Detection.Register;

/// <summary>An entry as the register's delivery interface 1.0 takes it: its names, and absent where nobody wrote it.</summary>
sealed record PublishedEntry(
    string? Name, string? DescriptionShort, string? Organization, string[]? Category, string? Status, string? BeginDate, string? EndDate, string? ContactEmail, string? Website,
    string? PublicationCategory, string? Url, string? Goal, string? Proportionality, string? HumanIntervention, string? Risks, string? LawfulBasis, TitledLink[]? LawfulBasisGrouping,
    string? ProcessIndexUrl, TitledLink[]? ImpacttoetsenGrouping, string? Impacttoetsen, string? SourceData, TitledLink[]? SourceDataGrouping, string? MethodsAndModels, string? Provider,
    string? Publiccode, string? Lang, string? StandardVersion, string? SourceId, string? Tags)
{
    /// <summary>The entry in that form.</summary>
    public static PublishedEntry Of(AlgorithmEntry entry) => new(
        entry[EntryField.Name], entry[EntryField.Description], entry[EntryField.Organisation], entry[EntryField.Theme]?.Split(RegisterStandard.Between), entry[EntryField.Status],
        entry[EntryField.BeginDate], entry[EntryField.EndDate], entry[EntryField.Contact], entry[EntryField.PublicPage], entry[EntryField.Category], entry[EntryField.SourceRegistration],
        entry[EntryField.Goal], entry[EntryField.Considerations], entry[EntryField.HumanIntervention], entry[EntryField.RiskManagement], entry[EntryField.LegalBasis],
        TitledLink.Of(entry, EntryField.LegalBasisTitle, EntryField.LegalBasisLink), entry[EntryField.ProcessingRegister],
        TitledLink.Of(entry, EntryField.ImpactAssessment, EntryField.ImpactAssessmentLink), entry[EntryField.ImpactAssessmentExplanation], entry[EntryField.Data],
        TitledLink.Of(entry, EntryField.DataSourceTitle, EntryField.DataSourceLink), entry[EntryField.Working], entry[EntryField.Provider], entry[EntryField.SourceCode],
        entry[EntryField.Language], entry[EntryField.Schema], entry[EntryField.SourceId], entry[EntryField.SearchTerms]);
}

/// <summary>A link under its title.</summary>
/// <param name="Title">The title.</param>
/// <param name="Link">The address; absent when there is none.</param>
sealed record TitledLink(string? Title, string? Link)
{
    /// <summary>The link of two fields; null when neither was written.</summary>
    public static TitledLink[]? Of(AlgorithmEntry entry, EntryField title, EntryField link) => entry[title] is null && entry[link] is null ? null : [new(entry[title], entry[link])];
}

/// <summary>One algorithm of the file.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="MayBePublished">Whether the register would publish it.</param>
/// <param name="Missing">Names in the standard of the fields that are missing.</param>
/// <param name="Faults">What breaks the standard, in Dutch sentences.</param>
sealed record RegisterItem(PublishedEntry Entry, bool MayBePublished, string[] Missing, string[] Faults)
{
    /// <summary>An entry with what is wrong with it.</summary>
    public static RegisterItem Of(AlgorithmEntry entry) =>
        new(PublishedEntry.Of(entry), entry.MayBePublished, [.. entry.Missing.Select(field => RegisterWords.Of(field).Dutch)], [.. entry.Faults.Select(fault => RegisterWords.Sentence(fault).Dutch)]);
}

/// <summary>The whole file.</summary>
/// <param name="Standard">Version of the publication standard.</param>
/// <param name="Algorithms">An algorithm per pattern in force.</param>
sealed record RegisterFile(string Standard, RegisterItem[] Algorithms);

/// <summary>JSON of the register.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(RegisterFile))]
sealed partial class RegisterJson : JsonSerializerContext;
