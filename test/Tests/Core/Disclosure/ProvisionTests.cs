using Knooppunt.Disclosure;
using Knooppunt.Disclosure.Access;
using Knooppunt.Observations;

namespace Knooppunt.Tests.Core.Disclosure;

/// <summary>What a person decides to give is never more than the table lets go, whatever is asked.</summary>
public sealed class ProvisionTests
{
    static readonly string[] Fields = ["container", "plate", "user", "place"];
    static readonly HashSet<string> Nothing = [];

    [Fact]
    public void No_cell_lets_more_go_than_the_table_says_and_what_is_withheld_stays() => Assert.All(Cells(), cell =>
    {
        var (handling, role) = cell;
        var provision = Of([new Viewer("ect", role)], handling, Nothing);
        var asked = AccessTable.Ask(new(handling.Regime, handling.Purpose, role, Direction.Partner, handling.Tlp, handling.Pap, Use.Provide));
        Assert.Equal(asked, provision.Answer);
        Assert.Equal(asked.Verdict switch { AccessVerdict.Refuse => [], AccessVerdict.Reduced => Fields.Where(name => name != "user"), _ => Fields }, provision.Goes.Order(FieldOrder));
        Assert.Equal(Fields.Except(provision.Goes), provision.Stays.Order(FieldOrder));
        Assert.DoesNotContain("container", Of([new Viewer("ect", role)], handling, new HashSet<string> { "container" }).Goes);
    });

    [Fact]
    public void Whoever_belongs_to_another_organisation_decides_nothing() => Assert.All(Cells(), cell =>
        Assert.Empty(Of([new Viewer("rwg", cell.Role)], cell.Handling, Nothing).Goes));

    [Fact]
    public void Without_handling_nothing_goes() =>
        Assert.Empty(Of([new Viewer("ect", Role.PrivacyOfficer)], null, Nothing).Goes);

    /// <summary>What was derived from several observations goes only when each of them may.</summary>
    [Fact]
    public void One_strict_mark_among_what_it_was_derived_from_keeps_it_inside()
    {
        Viewer[] officer = [new("ect", Role.SecurityOfficer)];
        var own = new Handling("ect", Regime.Avg, Purpose.SiteSecurity, Tlp.Amber, Pap.Amber, new RetentionClass("default", 28));
        Assert.NotEmpty(Provision.Of(officer, Seen(own), [own], Nothing).Goes);
        foreach (var other in new[] { own with { Tlp = Tlp.Red }, own with { Pap = Pap.Red }, own with { Regime = Regime.Customs }, own with { Organisation = "rwg" } })
            Assert.Empty(Provision.Of(officer, Seen(own), [own, other], Nothing).Goes);
    }

    static Provision Of(Viewer[] deciders, Handling? handling, IReadOnlySet<string> withheld) => Provision.Of(deciders, Seen(handling), handling is null ? [] : [handling], withheld);

    static Comparer<string> FieldOrder => Comparer<string>.Create((left, right) => Array.IndexOf(Fields, left) - Array.IndexOf(Fields, right));

    static IEnumerable<(Handling Handling, Role Role)> Cells() =>
        from regime in Enum.GetValues<Regime>()
        from purpose in Enum.GetValues<Purpose>()
        from role in Enum.GetValues<Role>()
        from tlp in Enum.GetValues<Tlp>()
        from pap in Enum.GetValues<Pap>()
        select (new Handling("ect", regime, purpose, tlp, pap, new RetentionClass("default", 28)), role);

    static Observation Seen(Handling? handling) => new()
    {
        Id = "1",
        Source = "ect/gate",
        Type = new ObservationType(Family.Presence, "gate_visit"),
        Time = new(2026, 11, 2, 3, 0, 0, TimeSpan.Zero),
        Handling = handling,
        Data = Knooppunt.Observations.Fields.Of(("container", "x"), ("plate", "x"), ("user", "x"), ("place", "x")),
    };
}
