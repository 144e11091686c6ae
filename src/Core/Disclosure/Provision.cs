using Knooppunt.Disclosure.Access;
using Knooppunt.Observations;

namespace Knooppunt.Disclosure;

/// <summary>What one partner would get of one observation when a named person decides to give it.</summary>
/// <param name="Answer">What the table says, with its article.</param>
/// <param name="Goes">Names of the fields that would go, in their order.</param>
/// <param name="Stays">Names of the fields that stay, in their order.</param>
public sealed record Provision(AccessAnswer Answer, IReadOnlyList<string> Goes, IReadOnlyList<string> Stays)
{
    /// <summary>Name of the policy under which a copy stands.</summary>
    public const string PolicyName = "decision";

    /// <summary>Weighs one observation.</summary>
    /// <param name="deciders">The roles of the person who decides; only those in the organisation that the data came from count.</param>
    /// <param name="observation">As its journal holds it.</param>
    /// <param name="handlings">Every handling under which it stands, those of what it was derived from too; the strictest answer counts. None: nothing goes.</param>
    /// <param name="withheld">Fields that the person keeps back although they might go.</param>
    public static Provision Of(IReadOnlyCollection<Viewer> deciders, Observation observation, IEnumerable<Handling> handlings, IReadOnlySet<string> withheld)
    {
        ArgumentNullException.ThrowIfNull(observation);
        ArgumentNullException.ThrowIfNull(withheld);
        string[] names = [.. observation.Data.Select(field => field.Key)];
        var answer = handlings.Select(handling => Ask(deciders, handling)).MinBy(answer => answer.Verdict) ?? Visibility.Nobody;
        string[] goes = answer.Verdict == AccessVerdict.Refuse ? []
            : [.. names.Where(name => !withheld.Contains(name) && (answer.Verdict == AccessVerdict.Allow || Taxonomy.PseudonymOf(name) != Pseudonym.Person))];
        return new(answer, goes, [.. names.Except(goes)]);
    }

    static AccessAnswer Ask(IEnumerable<Viewer> deciders, Handling handling) =>
        deciders.Where(decider => decider.Organisation == handling.Organisation)
            .Select(decider => AccessTable.Ask(new(handling.Regime, handling.Purpose, decider.Role, Direction.Partner, handling.Tlp, handling.Pap, Use.Provide)))
            .MaxBy(answer => answer.Verdict) ?? Visibility.Nobody;

    /// <summary>The rule that makes the copy: these fields, plates and passes under the partnership's key.</summary>
    public ReleasePolicy Policy => new() { Name = PolicyName, Version = 1, Rules = [new ReleaseRule { Type = "*", Fields = Goes }] };
}
