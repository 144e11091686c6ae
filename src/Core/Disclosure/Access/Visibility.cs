using Knooppunt.Observations;

namespace Knooppunt.Disclosure.Access;

/// <summary>What decides who may see a thing. Rows carry the id of one.</summary>
/// <param name="Organisation">Short name of the organisation it came from; of the partnership for what was made of several organisations' copies.</param>
/// <param name="Regime">Legal regime.</param>
/// <param name="Purposes">What it was collected for: all of them must be the asker's.</param>
/// <param name="Tlp">With whom it may be shared.</param>
/// <param name="Pap">What may be done with it.</param>
/// <param name="Released">Whether a release policy let it through to the partnership; false for what stands in an organisation's own journal.</param>
public sealed record VisibilityLabel(string Organisation, Regime Regime, PurposeSet Purposes, Tlp Tlp, Pap Pap, bool Released)
{
    /// <summary>The label of a record with this handling.</summary>
    /// <param name="handling">Whose it is and what may be done with it.</param>
    /// <param name="released">Whether it is a copy in the partnership's journal.</param>
    public static VisibilityLabel Of(Handling handling, bool released)
    {
        ArgumentNullException.ThrowIfNull(handling);
        return new(handling.Organisation, handling.Regime, handling.Purpose, handling.Tlp, handling.Pap, released);
    }
}

/// <summary>Somebody who asks, in one role for one organisation.</summary>
/// <param name="Organisation">Short name of the organisation.</param>
/// <param name="Role">The role.</param>
public sealed record Viewer(string Organisation, Role Role);

/// <summary>Compiles a person's rights to the labels that their queries may touch.</summary>
public static class Visibility
{
    /// <summary>The refusal of what cannot be asked about: nobody asks, or nobody said how the record must be handled.</summary>
    public static AccessAnswer Nobody { get; } = AccessTable.Ask(new(Regime.Wpg9, Purpose.Investigation, Role.ProgrammeManager, Direction.Public, Tlp.Red));

    /// <summary>What the table says of one label for one viewer in the same node: of several purposes the one that it answers most strictly.</summary>
    public static AccessAnswer Ask(Viewer viewer, VisibilityLabel label, Use use = Use.Look)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(label);
        var direction = string.Equals(viewer.Organisation, label.Organisation, StringComparison.Ordinal) ? Direction.OwnOrganisation : label.Released ? Direction.Partner : Direction.Unreleased;
        return label.Purposes.All.Select(purpose => AccessTable.Ask(new(label.Regime, purpose, viewer.Role, direction, label.Tlp, label.Pap, use))).MinBy(answer => answer.Verdict) ?? Nobody;
    }

    /// <summary>The best answer over several roles: allow before reduced before refuse; without roles the answer is a refusal.</summary>
    public static AccessAnswer Ask(IEnumerable<Viewer> viewers, VisibilityLabel label, Use use = Use.Look) =>
        viewers.Select(viewer => Ask(viewer, label, use)).MaxBy(answer => answer.Verdict) ?? Nobody;

    /// <summary>The ids of the labels that these viewers may see, reduced or whole.</summary>
    /// <param name="viewers">The person's roles.</param>
    /// <param name="labels">Every label in use, by id.</param>
    public static IReadOnlySet<int> Visible(IReadOnlyCollection<Viewer> viewers, IReadOnlyDictionary<int, VisibilityLabel> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return labels.Where(label => Ask(viewers, label.Value).Verdict != AccessVerdict.Refuse).Select(label => label.Key).ToHashSet();
    }

    /// <summary>The label of something derived from several records: the strictest marks, every purpose, and the regime under which all of it may stand. Null when closed regimes would mix.</summary>
    /// <param name="organisation">Whose it is.</param>
    /// <param name="sources">Of what it was made; at least one.</param>
    /// <param name="released">Whether it was made of copies in the partnership's journal.</param>
    public static VisibilityLabel? Combine(string organisation, IReadOnlyCollection<Handling> sources, bool released)
    {
        ArgumentNullException.ThrowIfNull(sources);
        return Regimes.Mix(sources.Select(source => source.Regime)) ? null
            : new(organisation, sources.Max(source => source.Regime), PurposeSet.Of(sources.Select(source => source.Purpose)), sources.Max(source => source.Tlp), sources.Max(source => source.Pap), released);
    }
}
