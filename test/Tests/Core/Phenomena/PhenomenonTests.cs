using Knooppunt.Disclosure.Access;
using Knooppunt.Observations;
using Knooppunt.Phenomena;

namespace Knooppunt.Tests.Core.Phenomena;

public sealed class PhenomenonTests
{
    [Fact]
    public void Every_pair_of_states_has_an_answer_and_nothing_is_chosen_or_measured_without_words()
    {
        foreach (var (from, to) in from one in Enum.GetValues<PhenomenonState>() from other in Enum.GetValues<PhenomenonState>() select (one, other))
        {
            var follows = PhenomenonCourse.After(from).Contains(to);
            Assert.Equal(follows ? CourseAnswer.Yes : CourseAnswer.NoStep, PhenomenonCourse.Weigh(from, to, "hek", "binnenkomen", "verlichting", "minder"));
            Assert.Equal(!follows ? CourseAnswer.NoStep : to == PhenomenonState.Chosen ? CourseAnswer.NoIntervention : to is PhenomenonState.Measured or PhenomenonState.Closed ? CourseAnswer.NoResult : CourseAnswer.Yes,
                PhenomenonCourse.Weigh(from, to, "hek", " ", "verlichting", ""));
        }

        Assert.Equal(CourseAnswer.NoStep, PhenomenonCourse.Weigh(PhenomenonState.Open, PhenomenonState.Measured, "a", "b", "c", "d"));
    }

    [Fact]
    public void Partner_sees_what_is_marked_up_to_amber_and_never_what_is_stricter()
    {
        foreach (var (regime, tlp, role) in from regime in ContributionMark.Regimes from tlp in Enum.GetValues<Tlp>() from role in Enum.GetValues<Role>() select (regime, tlp, role))
        {
            var label = ContributionMark.Label("ect", regime, tlp);
            var partner = Visibility.Ask(new Viewer("rwg", role), label).Verdict;
            if (tlp > Tlp.Amber || role is Role.ProgrammeManager or Role.Administrator or Role.Auditor)
                Assert.Equal(AccessVerdict.Refuse, partner);
            else if (regime == Regime.None)
                Assert.Equal(AccessVerdict.Allow, partner);
            else
                Assert.Equal(role is Role.Analyst or Role.PrivacyOfficer ? AccessVerdict.Reduced : AccessVerdict.Refuse, partner);
        }
    }
}
