using Knooppunt.Disclosure.Access;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Core.Disclosure;

public class AccessTableTests
{
    static IEnumerable<AccessQuestion> Every() =>
        from regime in Enum.GetValues<Regime>()
        from purpose in Enum.GetValues<Purpose>()
        from role in Enum.GetValues<Role>()
        from direction in Enum.GetValues<Direction>()
        from tlp in Enum.GetValues<Tlp>()
        from pap in Enum.GetValues<Pap>()
        from use in Enum.GetValues<Use>()
        select new AccessQuestion(regime, purpose, role, direction, tlp, pap, use);

    static AccessVerdict Verdict(AccessQuestion question) => AccessTable.Ask(question).Verdict;

    [Fact]
    public void Every_cell_says_why_with_an_article_and_a_reviewer_unless_it_refuses_as_unchecked() =>
        Assert.All(Every(), question =>
        {
            var answer = AccessTable.Ask(question);
            Assert.False(string.IsNullOrWhiteSpace(answer.Why) || string.IsNullOrWhiteSpace(answer.WhyEnglish) || string.IsNullOrWhiteSpace(answer.Article));
            Assert.True(answer.CheckedBy is not null || answer.Verdict == AccessVerdict.Refuse);
        });

    [Fact]
    public void Closed_regimes_leave_their_organisation_only_reduced_by_the_privacy_officers_decision() =>
        Assert.All(Every().Where(q => q.Regime > Regime.Avg && q.Direction != Direction.OwnOrganisation), q =>
        {
            var decided = q is { Use: Use.Provide, Direction: Direction.Partner, Role: Role.PrivacyOfficer, Tlp: <= Tlp.Amber } && q.Pap != Pap.Red && q.Regime != Regime.Wjsg
                && (q.Purpose == Purpose.Investigation || (q.Purpose == Purpose.Supervision && q.Regime is Regime.Fiscal or Regime.Customs));
            Assert.Equal(decided ? AccessVerdict.Reduced : AccessVerdict.Refuse, Verdict(q));
        });

    [Fact]
    public void Providing_goes_to_a_partner_in_the_node_only_and_is_decided_by_who_works_on_records() =>
        Assert.All(Every().Where(q => q.Use == Use.Provide && Verdict(q) != AccessVerdict.Refuse), q =>
        {
            Assert.True(q.Direction == Direction.Partner && q.Tlp <= Tlp.Amber && q.Pap != Pap.Red);
            Assert.Contains(q.Role, new[] { Role.SecurityOfficer, Role.Analyst, Role.Inspector, Role.PrivacyOfficer });
        });

    [Fact]
    public void Personal_data_never_leaves_the_node() =>
        Assert.All(Every().Where(q => q.Regime != Regime.None && q.Direction is Direction.OtherNode or Direction.Public), q => Assert.Equal(AccessVerdict.Refuse, Verdict(q with { Regime = q.Regime == Regime.None ? Regime.Avg : q.Regime })));

    [Fact]
    public void Red_and_amber_strict_never_reach_a_partner() =>
        Assert.All(Every().Where(q => q.Tlp > Tlp.Amber && q.Direction != Direction.OwnOrganisation), q => Assert.Equal(AccessVerdict.Refuse, Verdict(q)));

    [Fact]
    public void A_stricter_mark_never_opens_what_a_milder_one_closes() =>
        Assert.All(Every(), q =>
        {
            Assert.True(q.Tlp == Tlp.Clear || Verdict(q) <= Verdict(q with { Tlp = q.Tlp - 1 }));
            Assert.True(q.Pap == Pap.Clear || Verdict(q) <= Verdict(q with { Pap = q.Pap - 1 }));
        });

    [Fact]
    public void What_no_policy_released_reaches_no_partner_and_PAP_red_nobody_but_who_collected_it() =>
        Assert.All(Every().Where(q => q.Direction == Direction.Unreleased || (q.Pap == Pap.Red && q.Direction != Direction.OwnOrganisation)), q => Assert.Equal(AccessVerdict.Refuse, Verdict(q)));

    [Fact]
    public void Personal_data_reaches_a_partner_only_reduced_except_ships() =>
        Assert.All(Every().Where(q => q is { Regime: Regime.Avg, Direction: Direction.Partner } && q.Purpose != Purpose.TrafficSafety), q => Assert.NotEqual(AccessVerdict.Allow, Verdict(q)));

    [Theory]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.ProgrammeManager)]
    public void Roles_without_a_task_on_records_see_none(Role role) =>
        Assert.All(Every().Where(q => q.Role == role), q => Assert.Equal(AccessVerdict.Refuse, Verdict(q)));

    [Fact]
    public void A_security_officer_sees_the_gate_of_the_own_site_whole_and_of_a_partner_reduced_once_it_is_released()
    {
        var own = new VisibilityLabel("ect", Regime.Avg, Purpose.SiteSecurity, Tlp.Amber, Pap.Amber, Released: false);
        Assert.Equal(AccessVerdict.Allow, Visibility.Ask(new Viewer("ect", Role.SecurityOfficer), own).Verdict);
        Assert.Equal(AccessVerdict.Refuse, Visibility.Ask(new Viewer("rwg", Role.SecurityOfficer), own).Verdict);
        Assert.Equal(AccessVerdict.Reduced, Visibility.Ask(new Viewer("rwg", Role.SecurityOfficer), own with { Released = true }).Verdict);
    }

    [Fact]
    public void History_never_opens_what_a_look_closes_and_is_for_who_judges_or_supervises() =>
        Assert.All(Every().Where(q => q.Use == Use.History), q =>
        {
            Assert.True(Verdict(q) <= Verdict(q with { Use = Use.Look }));
            Assert.True(Verdict(q) == AccessVerdict.Refuse || (q.Role is Role.SecurityOfficer or Role.Analyst or Role.PrivacyOfficer && q.Regime is not (Regime.Wpg8 or Regime.Wpg9)));
        });

    [Fact]
    public void Nobody_without_a_role_sees_anything() =>
        Assert.Equal(AccessVerdict.Refuse, Visibility.Ask([], new VisibilityLabel("ect", Regime.None, Purpose.Knowledge, Tlp.Clear, Pap.Clear, Released: true)).Verdict);

    [Fact]
    public void Closed_regimes_do_not_combine()
    {
        Assert.Null(Visibility.Combine("ect", [Of(Regime.Wpg8), Of(Regime.Customs)], released: false));
        Assert.Null(Visibility.Combine("ect", [Of(Regime.Wpg8), Of(Regime.Avg)], released: false));
        Assert.Equal(Regime.Avg, Visibility.Combine("ect", [Of(Regime.None), Of(Regime.Avg)], released: false)!.Regime);
        Assert.Equal(Regime.Customs, Visibility.Combine("ect", [Of(Regime.None), Of(Regime.Customs)], released: false)!.Regime);
    }

    [Fact]
    public void What_was_made_of_several_purposes_is_for_who_has_all_of_them_and_under_the_strictest_marks()
    {
        var label = Visibility.Combine("ect", [Of(Regime.Avg), Of(Regime.Avg) with { Purpose = Purpose.Supervision, Tlp = Tlp.Red, Pap = Pap.Red }], released: false)!;
        Assert.Equal((Tlp.Red, Pap.Red), (label.Tlp, label.Pap));
        Assert.Equal([Purpose.SiteSecurity, Purpose.Supervision], label.Purposes.All);
        // The security officer has no supervisory task, the inspector no task in security; the analyst has both.
        Assert.Equal(AccessVerdict.Refuse, Visibility.Ask(new Viewer("ect", Role.SecurityOfficer), label).Verdict);
        Assert.Equal(AccessVerdict.Refuse, Visibility.Ask(new Viewer("ect", Role.Inspector), label).Verdict);
        Assert.Equal(AccessVerdict.Allow, Visibility.Ask(new Viewer("ect", Role.Analyst), label).Verdict);
        Assert.Equal(AccessVerdict.Refuse, Visibility.Ask(new Viewer("ect", Role.Analyst), label with { Purposes = default }).Verdict);
    }

    static Handling Of(Regime regime) => new("ect", regime, Purpose.SiteSecurity, Tlp.Amber, Pap.Amber, new RetentionClass("plates", 28));
}
