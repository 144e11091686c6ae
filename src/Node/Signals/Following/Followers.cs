using Microsoft.AspNetCore.Components;

namespace Knooppunt.Node.Signals.Following;

/// <summary>A room that follows the signals. It is called after a person did something, so that the next page shows it.</summary>
interface ISignalFollower
{
    /// <summary>Takes in what happened since the last time.</summary>
    Task CatchUp(CancellationToken stop);
}

/// <summary>Everybody who follows the signals.</summary>
static class SignalFollowers
{
    /// <summary>Lets each take in what a person just did.</summary>
    public static async Task CatchUp(this IEnumerable<ISignalFollower> followers, CancellationToken stop)
    {
        foreach (var follower in followers)
            await follower.CatchUp(stop);
    }
}

/// <summary>Who must answer for a signal at this moment.</summary>
/// <param name="Organisation">Name of the organisation on screens.</param>
/// <param name="PersonId">Id of the person; null when nobody there can answer.</param>
/// <param name="Person">Name of the person on screens; null when nobody there can answer.</param>
/// <param name="Accepted">Whether the person took it.</param>
/// <param name="Deadline">When the clock runs out.</param>
/// <param name="Late">Whether it ran out before.</param>
sealed record SignalOwner(string Organisation, string? PersonId, string? Person, bool Accepted, DateTimeOffset Deadline, bool Late);

/// <summary>The room that knows the owners.</summary>
interface ISignalOwners
{
    /// <summary>The owners of open signals, by the signal's id.</summary>
    Task<IReadOnlyDictionary<string, SignalOwner>> Of(IReadOnlyCollection<string> signals, CancellationToken stop = default);
}

/// <summary>A part of the signal page that another room draws; it gets the signal's <c>Id</c>, which the person may see.</summary>
/// <param name="Component">The component.</param>
/// <param name="BelowEvidence">Whether it comes after the evidence; otherwise beside what to do now.</param>
sealed record SignalPart(Type Component, bool BelowEvidence)
{
    /// <summary>Names one.</summary>
    public static SignalPart Of<TComponent>(bool belowEvidence = false) where TComponent : IComponent => new(typeof(TComponent), belowEvidence);
}
