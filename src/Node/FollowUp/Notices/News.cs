namespace Knooppunt.Node.FollowUp;

/// <summary>What happened in another room that the people of an organisation must know.</summary>
/// <param name="Number">Rises with time; who follows goes on from it.</param>
/// <param name="At">UTC microseconds since 1970.</param>
/// <param name="Deed">What happened.</param>
/// <param name="Kind">Kind of the matter that it is about, see <see cref="IMatters"/>.</param>
/// <param name="Object">Its id.</param>
/// <param name="Organisation">Short name of the organisation that must know.</param>
/// <param name="By">Id of the person who did it: nobody is told what they did themselves.</param>
sealed record News(long Number, long At, DutyDeed Deed, string Kind, string Object, string Organisation, string By);

/// <summary>A room that has news. It writes it down in the transaction in which it happens, so that a kill in between loses none.</summary>
interface INews
{
    /// <summary>Under which name is remembered how far it was followed; never changes.</summary>
    string Name { get; }

    /// <summary>What happened after a number, in order.</summary>
    Task<IReadOnlyList<News>> After(long number, int most, CancellationToken stop);
}
