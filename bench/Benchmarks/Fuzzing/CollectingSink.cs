using Knooppunt.Observations;

namespace Knooppunt.Fuzzing;

/// <summary>Keeps what a reader says, to be looked at.</summary>
sealed class CollectingSink : IObservationSink
{
    public List<(Observation Observation, long Line)> Taken { get; } = [];

    public List<(Complaint Complaint, byte[] Original)> Rejected { get; } = [];

    public SortedDictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<Observation> Observations => [.. Taken.Select(taken => taken.Observation)];

    public IReadOnlyList<string> Complaints => [.. Rejected.Select(rejected => rejected.Complaint.ToString())];

    public void Take(Observation observation, long line) => Taken.Add((observation, line));

    public void Reject(Complaint complaint, ReadOnlySpan<byte> original) => Rejected.Add((complaint, original.ToArray()));

    public void Count(string what) => Counts[what] = Counts.GetValueOrDefault(what) + 1;

    public List<(string Type, string Place, string Original, long Length)> Kept { get; } = [];

    public void Keep(string type, InputPlace place, ReadOnlySpan<byte> original, long length) => Kept.Add((type, place.ToString(), System.Text.Encoding.Latin1.GetString(original), length));

    /// <summary>Everything as text, so that two readings can be compared.</summary>
    public string Written() => string.Join('\n',
        [
            .. Taken.Select(taken => $"{taken.Line} {taken.Observation.Id} {taken.Observation.Type} {taken.Observation.Time:O} {taken.Observation.Subject} {string.Join(' ', taken.Observation.Data.Select(field => $"{field.Key}={field.Value}"))}"),
            .. Rejected.Select(rejected => $"{rejected.Complaint} [{rejected.Original.Length}]"),
            .. Kept.Select(kept => $"{kept.Place} [{kept.Original.Length} of {kept.Length}]"),
            .. Counts.Select(count => $"{count.Key}: {count.Value}"),
        ]);
}
