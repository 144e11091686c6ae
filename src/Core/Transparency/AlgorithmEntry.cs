namespace Knooppunt.Transparency;

/// <summary>How a field breaks the standard.</summary>
public enum FaultKind : byte
{
    /// <summary>It has as many characters as the limit, or more.</summary>
    TooLong,
    /// <summary>It is not an address, month or choice where the standard asks one.</summary>
    WrongForm,
    /// <summary>An end date on what is not out of use.</summary>
    TooEarly,
    /// <summary>A link without the title under which the register shows it.</summary>
    LinkWithoutTitle,
}

/// <summary>A field that breaks the standard.</summary>
/// <param name="Field">The field.</param>
/// <param name="Kind">How.</param>
/// <param name="Length">How many characters (code points) it has.</param>
public readonly record struct EntryFault(EntryField Field, FaultKind Kind, int Length);

/// <summary>One entry of the algorithm register, as it would be delivered. What was not written is missing; what does not fit stays as it is and is a fault.</summary>
public sealed class AlgorithmEntry
{
    static readonly (EntryField Link, EntryField Title)[] Pairs =
    [
        (EntryField.LegalBasisLink, EntryField.LegalBasisTitle),
        (EntryField.ImpactAssessmentLink, EntryField.ImpactAssessment),
        (EntryField.DataSourceLink, EntryField.DataSourceTitle),
    ];

    readonly Dictionary<EntryField, string> _texts;

    /// <summary>An entry of its fields.</summary>
    /// <param name="texts">Field and text; blank and null texts count as not written. A field comes once.</param>
    public AlgorithmEntry(IEnumerable<(EntryField Field, string? Text)> texts) =>
        _texts = texts.Where(pair => !string.IsNullOrWhiteSpace(pair.Text)).ToDictionary(pair => pair.Field, pair => pair.Text!.Trim());

    /// <summary>The text of a field; null when nobody wrote it.</summary>
    public string? this[EntryField field] => _texts.GetValueOrDefault(field);

    /// <summary>Fields that break the standard, in its order.</summary>
    public IReadOnlyList<EntryFault> Faults => [.. RegisterStandard.Fields.Select(rule => FaultOf(rule.Field)).OfType<EntryFault>()];

    /// <summary>Fields that are filled in and fit, in the order of the standard.</summary>
    public IReadOnlyList<EntryField> Complete => [.. RegisterStandard.Fields.Where(rule => this[rule.Field] is not null && FaultOf(rule.Field) is null).Select(rule => rule.Field)];

    /// <summary>Fields that must be there or are always shown, and are not; in the order of the standard. An end date is missing only of what is out of use.</summary>
    public IReadOnlyList<EntryField> Missing => [.. RegisterStandard.Fields.Where(rule => rule.Need != FieldNeed.Optional && this[rule.Field] is null && (rule.Field != EntryField.EndDate || IsOut)).Select(rule => rule.Field)];

    /// <summary>Whether the register would publish it: every field that it must have is there, and none breaks the standard.</summary>
    public bool MayBePublished => Faults.Count == 0 && Missing.All(missing => RegisterStandard.Of(missing).Need != FieldNeed.Required);

    bool IsOut => this[EntryField.Status] == "Buiten gebruik";

    EntryFault? FaultOf(EntryField field)
    {
        if (this[field] is not { } text)
            return null;
        if (RegisterStandard.Fault(field, text) is { } fault)
            return fault;
        if (field == EntryField.EndDate && !IsOut)
            return new(field, FaultKind.TooEarly, text.Length);
        return Pairs.Any(pair => pair.Link == field && this[pair.Title] is null) ? new EntryFault(field, FaultKind.LinkWithoutTitle, text.Length) : null;
    }
}
