using Knooppunt.Cases;
using Knooppunt.Disclosure;
using Knooppunt.Disclosure.Access;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Core.Cases;

public sealed class CaseRuleTests
{
    [Fact]
    public void Regimes_never_mix_in_a_case()
    {
        foreach (var ofCase in Enum.GetValues<Regime>())
        {
            foreach (var ofThing in Enum.GetValues<Regime>().Where(thing => CaseMark.Holds(ofCase, thing)))
            {
                Assert.False(Regimes.Mix([ofCase, ofThing]));
                // What is about persons never lies in a case that says it is about nobody.
                Assert.True(ofThing <= ofCase);
            }
        }
    }

    [Fact]
    public void Partner_never_sees_a_case_under_a_closed_regime()
    {
        foreach (var regime in Enum.GetValues<Regime>().Where(regime => regime.IsClosed()))
        {
            foreach (var (purpose, role) in from purpose in Enum.GetValues<Purpose>() from role in Enum.GetValues<Role>() select (purpose, role))
                Assert.Equal(AccessVerdict.Refuse, Visibility.Ask(new Viewer("rwg", role), CaseMark.Label("douane", regime, purpose, Tlp.Clear)).Verdict);
        }
    }

    [Fact]
    public void Every_regime_has_a_term_and_an_article() => Assert.All(Enum.GetValues<Regime>(), regime =>
    {
        Assert.InRange(CaseTerms.Of(regime).Days, 28, 3653);
        Assert.Contains("art.", CaseTerms.Of(regime).Article, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", true)]
    [InlineData(" e3b0c442 98fc1c14 9afbf4c8 996fb924 27ae41e4 649b934c a495991b 7852b855\n", true)]
    [InlineData("e3:b0:c4:42:98:fc:1c:14:9a:fb:f4:c8:99:6f:b9:24:27:ae:41:e4:64:9b:93:4c:a4:95:99:1b:78:52:b8:55", true)]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85", false)]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8555", false)]
    [InlineData("g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Hash_is_read_as_people_copy_it(string? text, bool good) =>
        Assert.Equal(good ? "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" : null, Sha256Text.Read(text));

    [Theory]
    [InlineData("PL1700-2026412345")]
    [InlineData("DOU/2026/0412")]
    [InlineData("FIOD-2026-88")]
    [InlineData("SIN AAPQ1234NL")]
    public void Usual_reference_numbers_are_no_plates(string reference) => Assert.Null(FreeText.Find(reference));
}
