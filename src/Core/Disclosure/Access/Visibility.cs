using Knooppunt.Observations;

namespace Knooppunt.Disclosure.Access;

/// <summary>The part of a record's handling that decides who may see it. Rows carry the id of one.</summary>
/// <param name="Organisation">Short name of the organisation it came from.</param>
/// <param name="Regime">Legal regime.</param>
/// <param name="Purpose">What it was collected for.</param>
/// <param name="Tlp">Mark.</param>
public sealed record VisibilityLabel(string Organisation, Regime Regime, Purpose Purpose, Tlp Tlp)
{
    /// <summary>The label of a record with this handling.</summary>
    public static VisibilityLabel Of(Handling handling)
    {
        ArgumentNullException.ThrowIfNull(handling);
        return new(handling.Organisation, handling.Regime, handling.Purpose, handling.Tlp);
    }
}

/// <summary>Somebody who asks, in one role for one organisation.</summary>
/// <param name="Organisation">Short name of the organisation.</param>
/// <param name="Role">The role.</param>
public sealed record Viewer(string Organisation, Role Role);

/// <summary>Compiles a person's rights to the labels that their queries may touch.</summary>
public static class Visibility
{
    /// <summary>What the table says of one label for one viewer in the same node.</summary>
    public static AccessAnswer Ask(Viewer viewer, VisibilityLabel label, Use use = Use.Look)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(label);
        var direction = string.Equals(viewer.Organisation, label.Organisation, StringComparison.Ordinal) ? Direction.OwnOrganisation : Direction.Partner;
        return AccessTable.Ask(new(label.Regime, label.Purpose, viewer.Role, direction, label.Tlp, use));
    }

    /// <summary>The best answer over several roles: allow before reduced before refuse; without roles the answer is a refusal.</summary>
    public static AccessAnswer Ask(IEnumerable<Viewer> viewers, VisibilityLabel label, Use use = Use.Look) =>
        viewers.Select(viewer => Ask(viewer, label, use)).OrderByDescending(answer => answer.Verdict).FirstOrDefault()
        ?? AccessTable.Ask(new(Regime.Wpg9, Purpose.Investigation, Role.ProgrammeManager, Direction.Public, Tlp.Red));

    /// <summary>The ids of the labels that these viewers may see, reduced or whole.</summary>
    /// <param name="viewers">The person's roles.</param>
    /// <param name="labels">Every label in use, by id.</param>
    public static IReadOnlySet<int> Visible(IReadOnlyCollection<Viewer> viewers, IReadOnlyDictionary<int, VisibilityLabel> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return labels.Where(label => Ask(viewers, label.Value).Verdict != AccessVerdict.Refuse).Select(label => label.Key).ToHashSet();
    }

    /// <summary>The label of something derived from several records: the strictest mark and the strictest regime. Null when closed regimes would mix.</summary>
    public static VisibilityLabel? Combine(string organisation, IReadOnlyCollection<Handling> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var closed = sources.Select(source => source.Regime).Where(regime => regime > Regime.Avg).Distinct().ToArray();
        if (closed.Length > 1 || (closed.Length == 1 && sources.Any(source => source.Regime != closed[0] && source.Regime != Regime.None)))
            return null;
        return new(organisation, sources.Max(source => source.Regime), sources.Select(source => source.Purpose).DefaultIfEmpty().Min(), sources.Max(source => source.Tlp));
    }
}
