using Knooppunt.Observations;

namespace Knooppunt.Tests.Core.Observations;

public class TaxonomyTests
{
    [Fact]
    public void Every_field_of_a_type_is_in_the_list() =>
        Assert.Empty(Taxonomy.Types.Values.SelectMany(type => type.Fields.Append(type.Subject).Where(name => name.Length > 0 && !Taxonomy.Knows(name)).Select(name => $"{type.Type.Name}: {name}")));

    [Fact]
    public void Every_type_survives_its_written_form() =>
        Assert.All(Taxonomy.Types.Values, type => Assert.Equal(type.Type, ObservationType.TryParse(type.Type.ToString())));
}
