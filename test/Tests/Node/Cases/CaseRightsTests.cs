using System.Security.Claims;
using Knooppunt.Cases;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Cases;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Node.Cases;

/// <summary>Every cell: regime x purpose x mark x role x whose organisation.</summary>
public sealed class CaseRightsTests
{
    static readonly Role[] Working = [Role.SecurityOfficer, Role.Analyst, Role.Inspector];

    [Fact]
    public void Nobody_sees_or_does_in_a_case_what_the_table_refuses()
    {
        var open = 0;
        foreach (var (regime, purpose, tlp, role) in from regime in Enum.GetValues<Regime>() from purpose in Enum.GetValues<Purpose>() from tlp in Enum.GetValues<Tlp>() from role in Enum.GetValues<Role>() select (regime, purpose, tlp, role))
        {
            var row = new CaseRow { Id = "c", Title = "", Script = "", Place = "", Home = "ect", Owner = "ect", Regime = regime, Purpose = purpose, Tlp = tlp, Opened = 0 };
            var label = CaseMark.Label("ect", regime, purpose, tlp);
            foreach (var (organisation, named) in new[] { ("ect", true), ("rwg", true), ("douane", false) })
            {
                var person = new ClaimsPrincipal(new ClaimsIdentity([new("member-of", $"{organisation}|{role}")]));
                var sees = CaseRights.Sees(person, row, ["ect", "rwg"]);
                var allowed = named && role is not (Role.GateClerk or Role.Auditor or Role.ProgrammeManager or Role.Administrator) && Visibility.Ask(new Viewer(organisation, role), label).Verdict != AccessVerdict.Refuse;
                Assert.Equal(allowed, sees);
                Assert.Equal(allowed && Working.Contains(role) ? [organisation] : [], CaseRights.ActsFor(person, row, ["ect", "rwg"]));
                Assert.False(sees && organisation == "rwg" && (regime.IsClosed() || tlp > Tlp.Amber));
                // Ending without reading is only for what nobody of the owner may read.
                Assert.False(CaseRights.AnswersFor(person, row) && (organisation != "ect" || CaseRights.RolesOf("ect", label).Length > 0));
                open += sees ? 1 : 0;
            }
        }

        Assert.True(open > 100, "A table that refuses everything would pass too.");
    }
}
