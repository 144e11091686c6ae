namespace Knooppunt.Knowledge.Stix;

/// <summary>Objects that came or go together, with those that were refused.</summary>
/// <param name="Id">Id of the bundle; null for the objects of a TAXII envelope, which has none.</param>
/// <param name="Objects">The good objects, in order.</param>
/// <param name="Refusals">The refused ones, in order, up to <see cref="StixLimits.MostRefusals"/>.</param>
/// <param name="Refused">How many were refused in all.</param>
public sealed record StixBundle(StixId? Id, IReadOnlyList<StixObject> Objects, IReadOnlyList<StixRefusal> Refusals, int Refused)
{
    /// <summary>A bundle of objects to be written. Its id follows from them, so that the same objects always give the same bytes.</summary>
    public static StixBundle Of(IReadOnlyList<StixObject> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        return new(StixId.Named("bundle", string.Join(' ', objects.Select(one => $"{one.Id}@{StixTime.Format(one.Version)}"))), objects, [], 0);
    }
}
