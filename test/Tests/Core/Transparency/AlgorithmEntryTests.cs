using CsCheck;
using Knooppunt.Transparency;

namespace Knooppunt.Tests.Core.Transparency;

/// <summary>What the register's standard says of an entry, field by field.</summary>
public sealed class AlgorithmEntryTests
{
    static readonly (EntryField Field, string? Text)[] Least =
    [
        (EntryField.Name, "Ophalen na weigering"), (EntryField.Description, "Ziet dat een container na een weigering toch wordt opgehaald."), (EntryField.Organisation, "Gemeente Rotterdam"),
        (EntryField.Status, RegisterStandard.InUse), (EntryField.Contact, "algoritmes@rotterdam.example"), (EntryField.Category, RegisterStandard.NameOf(PublicationCategory.Impactful)),
        (EntryField.Language, RegisterStandard.Language), (EntryField.Schema, RegisterStandard.Version),
    ];

    [Fact]
    public void Standard_has_each_field_once_and_every_key_once()
    {
        Assert.Equal(Enum.GetValues<EntryField>(), RegisterStandard.Fields.Select(rule => rule.Field));
        Assert.Equal(RegisterStandard.Fields.Count, RegisterStandard.Fields.Select(rule => rule.Key).Distinct().Count());
        Assert.All(Enum.GetValues<PublicationCategory>(), category => Assert.Null(RegisterStandard.Fault(EntryField.Category, RegisterStandard.NameOf(category))));
    }

    [Theory]
    [InlineData(EntryField.Name, 100)]
    [InlineData(EntryField.Description, 350)]
    [InlineData(EntryField.Organisation, 100)]
    [InlineData(EntryField.Goal, 2500)]
    [InlineData(EntryField.LegalBasisTitle, 100)]
    [InlineData(EntryField.DataSourceTitle, 500)]
    [InlineData(EntryField.Working, 5000)]
    [InlineData(EntryField.Provider, 200)]
    [InlineData(EntryField.SourceId, 100)]
    public void Text_has_fewer_characters_than_the_limit(EntryField field, int limit)
    {
        Assert.Null(RegisterStandard.Fault(field, new string('é', limit - 1)));
        Assert.Equal(new EntryFault(field, FaultKind.TooLong, limit), RegisterStandard.Fault(field, new string('é', limit)));
        // A character outside the basic plane is one character.
        Assert.Null(RegisterStandard.Fault(field, string.Concat(Enumerable.Repeat("🚢", limit - 1))));
    }

    [Theory]
    [InlineData(EntryField.Contact, "algoritmes@haven.example", true)]
    [InlineData(EntryField.Contact, "https://haven.example/vragen", true)]
    [InlineData(EntryField.Contact, "010 000 00 00", false)]
    [InlineData(EntryField.Contact, "twee@keer@haven.example", false)]
    [InlineData(EntryField.Contact, "@haven.example", false)]
    [InlineData(EntryField.Contact, "algoritmes@haven", false)]
    [InlineData(EntryField.Contact, "algoritmes@haven..example", false)]
    [InlineData(EntryField.Contact, "mijn vraag@haven.example", false)]
    [InlineData(EntryField.PublicPage, "http://haven.example", false)]
    [InlineData(EntryField.PublicPage, "algoritmes@haven.example", false)]
    [InlineData(EntryField.PublicPage, "https://haven.example/een pagina", false)]
    [InlineData(EntryField.BeginDate, "2026-11", true)]
    [InlineData(EntryField.BeginDate, "2026-13", false)]
    [InlineData(EntryField.BeginDate, "2026-11-23", false)]
    [InlineData(EntryField.Theme, "Verkeer", true)]
    [InlineData(EntryField.Theme, "Openbare orde en veiligheid, Verkeer", true)]
    [InlineData(EntryField.Theme, "Verkeer, Haven", false)]
    [InlineData(EntryField.Status, "in gebruik", false)]
    [InlineData(EntryField.Schema, "1.0.1", false)]
    [InlineData(EntryField.Goal, "", true)]
    public void Forms_are_those_of_the_standard(EntryField field, string text, bool right) =>
        Assert.Equal(right ? null : FaultKind.WrongForm, RegisterStandard.Fault(field, text)?.Kind);

    [Fact]
    public void Least_entry_may_be_published_and_says_what_the_register_will_call_not_filled_in()
    {
        var entry = new AlgorithmEntry(Least);
        Assert.True(entry.MayBePublished);
        Assert.Equal(Least.Select(pair => pair.Field), entry.Complete);
        Assert.Equal([EntryField.Theme, EntryField.BeginDate, EntryField.Goal, EntryField.Considerations, EntryField.HumanIntervention, EntryField.RiskManagement, EntryField.LegalBasisLink, EntryField.ImpactAssessment, EntryField.Data, EntryField.Working, EntryField.Provider], entry.Missing);
    }

    [Fact]
    public void End_date_belongs_to_what_is_out_of_use()
    {
        Assert.Equal(FaultKind.TooEarly, Assert.Single(new AlgorithmEntry([.. Least, (EntryField.EndDate, "2026-11")]).Faults).Kind);
        var ended = new AlgorithmEntry([.. Least.Where(pair => pair.Field != EntryField.Status), (EntryField.Status, "Buiten gebruik")]);
        Assert.Contains(EntryField.EndDate, ended.Missing);
        Assert.True(ended.MayBePublished);
    }

    [Fact]
    public void Link_needs_the_title_under_which_it_is_shown()
    {
        (EntryField, string?) link = (EntryField.LegalBasisLink, "https://wetten.overheid.nl/BWBR0005416/");
        Assert.Equal(new EntryFault(EntryField.LegalBasisLink, FaultKind.LinkWithoutTitle, link.Item2!.Length), Assert.Single(new AlgorithmEntry([.. Least, link]).Faults));
        Assert.Empty(new AlgorithmEntry([.. Least, link, (EntryField.LegalBasisTitle, "Gemeentewet")]).Faults);
    }

    [Fact]
    public void Every_field_is_complete_faulty_missing_or_needless_and_only_one_of_them() => Gen.Select(Gen.Enum<EntryField>(), Gen.Char.AlphaNumeric.Array[0, 6000]).Sample((field, letters) =>
    {
        var entry = new AlgorithmEntry([.. Least.Where(pair => pair.Field != field), (field, new string(letters))]);
        var faults = entry.Faults.Select(fault => fault.Field).ToArray();
        var written = Enum.GetValues<EntryField>().Where(each => entry[each] is not null);
        Assert.Equal(written, entry.Complete.Concat(faults).Order());
        Assert.Empty(entry.Missing.Intersect(written));
        if (letters.Length == 0)
            Assert.Equal(RegisterStandard.Of(field).Need != FieldNeed.Required, entry.MayBePublished);
        else
            Assert.Equal(faults.Length == 0, entry.MayBePublished);
    }, iter: 200);
}
