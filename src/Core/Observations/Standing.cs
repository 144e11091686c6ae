namespace Knooppunt.Observations;

/// <summary>
/// What holds for every record of a source though no message of it says so: whether a camera reads its numbers, at which site it stands. No segment of CODECO or COARRI and
/// no DCSA event tells how a number was read, so whoever configures the source does, or it stays unknown.
/// </summary>
public static class Standing
{
    /// <summary>The observation with what stands for its source: only fields that its type has (<see cref="Taxonomy.Types"/>), and never in place of what the record says itself.</summary>
    /// <param name="observation">What was read.</param>
    /// <param name="standing">Fields of the source's configuration; may be none.</param>
    public static Observation Add(Observation observation, Fields standing)
    {
        if (standing.Count == 0 || !Taxonomy.Types.TryGetValue(observation.Type.Name, out var type))
            return observation;
        var missing = standing.Where(field => type.Fields.Contains(field.Key) && !observation.Data.Has(field.Key)).Select(field => (field.Key, field.Value)).ToArray();
        return missing.Length == 0 ? observation : observation with { Data = observation.Data.With(missing) };
    }
}

/// <summary>Adds what stands for a source to all that its reader reads.</summary>
public sealed class StandingSink(Fields standing, IObservationSink sink) : IObservationSink
{
    /// <inheritdoc/>
    public void Take(Observation observation, long line) => sink.Take(Standing.Add(observation, standing), line);

    /// <inheritdoc/>
    public void Reject(Complaint complaint, ReadOnlySpan<byte> original) => sink.Reject(complaint, original);

    /// <inheritdoc/>
    public void Count(string what) => sink.Count(what);

    /// <inheritdoc/>
    public void Keep(string type, InputPlace place, ReadOnlySpan<byte> original, long length) => sink.Keep(type, place, original, length);
}
