using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Signals;
using Knooppunt.Transparency;

namespace Knooppunt.Node.Detection.Register;

/// <summary>Makes the entry of a pattern: what the pattern says, what its record says, and what the organisation wrote in the configuration.</summary>
static class EntryOfPattern
{
    // A link and its title are about one thing, so both come from the place where either was written.
    static readonly EntryField[][] Together =
    [
        [EntryField.LegalBasisTitle, EntryField.LegalBasisLink],
        [EntryField.ImpactAssessment, EntryField.ImpactAssessmentLink],
        [EntryField.DataSourceTitle, EntryField.DataSourceLink],
    ];

    /// <summary>The entry.</summary>
    /// <param name="parts">The pattern.</param>
    /// <param name="record">Its record over 90 days.</param>
    /// <param name="settings">The configuration.</param>
    public static AlgorithmEntry Make(PatternParts parts, PatternRecord record, NodeSettings settings)
    {
        var (document, texts) = (parts.Whole, Written(parts.Whole.Id, settings));
        texts[EntryField.Name] = document.Card?.Dutch?.Title ?? document.Title;
        texts[EntryField.Description] = document.Card?.Dutch?.Description ?? document.Description;
        texts[EntryField.Status] = RegisterStandard.InUse;
        texts[EntryField.Data] = EntryTexts.Data(parts);
        texts[EntryField.Working] = EntryTexts.Working(parts, record);
        texts.TryAdd(EntryField.Provider, document.Author);
        texts[EntryField.Language] = RegisterStandard.Language;
        texts[EntryField.Schema] = RegisterStandard.Version;
        texts[EntryField.SourceId] = document.Id;
        texts[EntryField.SearchTerms] = string.Join(RegisterStandard.Between, document.Tags.Append(document.Card?.Script).OfType<string>());
        return new(texts.Select(pair => (pair.Key, pair.Value)));
    }

    /// <summary>What people wrote about a pattern in the configuration, the most particular first.</summary>
    static Dictionary<EntryField, string?> Written(string pattern, NodeSettings settings)
    {
        var texts = new Dictionary<EntryField, string?>();
        var register = settings.AlgorithmRegister;
        Take(register?.Patterns.Find(entry => entry.Pattern == pattern)?.Written);
        if (settings.StaffPatterns.Find(staff => staff.Pattern == pattern && SettingsCheck.IsComplete(staff)) is { } cleared)
        {
            Take([
                (EntryField.ImpactAssessment, "", cleared.ImpactAssessment),
                (EntryField.ImpactAssessmentExplanation, "", $"De ondernemingsraad stemde in ({cleared.WorksCouncilConsent}); het personeel is geïnformeerd op {cleared.StaffInformedOn}."),
            ]);
        }

        Take(register?.Written);
        if (texts.TryGetValue(EntryField.Organisation, out var organisation) && organisation is not null)
            texts[EntryField.Organisation] = settings.NameOf(organisation);
        return texts;

        void Take(IEnumerable<(EntryField Field, string Setting, string? Text)>? written)
        {
            var taken = Together.Where(pair => pair.Any(texts.ContainsKey)).SelectMany(pair => pair).ToHashSet();
            foreach (var (field, _, text) in written ?? [])
            {
                if (!string.IsNullOrWhiteSpace(text) && !taken.Contains(field))
                    texts.TryAdd(field, text);
            }
        }
    }
}
