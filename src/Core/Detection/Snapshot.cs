using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Knooppunt.Observations;
using Knooppunt.Patterns;

namespace Knooppunt.Detection;

/// <summary>
/// Detection state as bytes: mark, content, SHA-256. Values are written, not their numbers, so that any plan can read it;
/// a correlation takes its part back when its id and the content of all that it refers to are the same.
/// </summary>
static class Snapshot
{
    const string Mark = "knooppunt-detection-5";

    public static void Write(DetectionState state, IBufferWriter<byte> to)
    {
        var writer = new SnapshotWriter();
        writer.Text(Mark);
        writer.Long(state.WatermarkTicks);
        writer.Long(state.Evaluated);
        writer.Long(state.Late);
        writer.Int(state.Correlations.Length);
        foreach (var correlation in state.Correlations)
            Part(writer, correlation.Own.Fingerprint, part => correlation.Write(part));
        writer.Int(state.Derivations.Length);
        foreach (var derivation in state.Derivations)
            Part(writer, Fingerprint(derivation.Definition), derivation.Write);
        state.CountedDerived.Write(writer, state.WatermarkTicks == long.MinValue ? long.MinValue : state.WatermarkTicks - state.Plan.WindowTicks);
        to.Write(writer.Written);
        to.Write(SHA256.HashData(writer.Written));
    }

    static void Part(SnapshotWriter writer, string name, Action<SnapshotWriter> content)
    {
        var part = new SnapshotWriter();
        content(part);
        writer.Text(name);
        writer.Bytes(part.Written);
    }

    public static Parsed<DetectionState> Read(ReadOnlySpan<byte> bytes, Plan plan)
    {
        var place = new InputPlace("detection snapshot");
        if (bytes.Length < 32 || !SHA256.HashData(bytes[..^32]).AsSpan().SequenceEqual(bytes[^32..]))
            return new Complaint(place, "The snapshot is cut off or damaged (its checksum does not fit); start from an older one or replay the journal.");
        var reader = new SnapshotReader(bytes[..^32]);
        if (reader.Text() != Mark)
            return new Complaint(place, $"The snapshot is of another version; this one reads \"{Mark}\". Replay the journal instead.");
        var state = new DetectionState(plan) { WatermarkTicks = reader.Long(), Evaluated = reader.Long(), Late = reader.Long() };
        var correlations = Parts(ref reader);
        var derivations = Parts(ref reader);
        state.CountedDerived.Read(ref reader);
        if (!reader.Ok || !reader.AtEnd || !Restore(state, correlations, derivations))
            return new Complaint(place, "The snapshot does not hold what it says; start from an older one or replay the journal.");
        return state;
    }

    static Dictionary<string, byte[]> Parts(ref SnapshotReader reader)
    {
        var parts = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (var left = reader.Count(8); left > 0; left--)
        {
            var name = reader.Text();
            parts[name] = reader.Bytes().ToArray();
        }

        return parts;
    }

    static bool Restore(DetectionState state, Dictionary<string, byte[]> correlations, Dictionary<string, byte[]> derivations)
    {
        var right = true;
        foreach (var correlation in state.Correlations)
        {
            if (correlations.TryGetValue(correlation.Own.Fingerprint, out var part))
                right &= correlation.Read(part);
        }

        foreach (var derivation in state.Derivations)
        {
            if (derivations.TryGetValue(Fingerprint(derivation.Definition), out var part))
                right &= derivation.Read(part);
        }

        return right;
    }

    /// <summary>A state under another plan, with what stayed the same.</summary>
    public static DetectionState Copied(DetectionState state, Plan plan)
    {
        var remembered = new ArrayBufferWriter<byte>();
        Write(state, remembered);
        return Read(remembered.WrittenSpan, plan).Value;
    }

    /// <summary>Id and content of a correlation and of all below it.</summary>
    public static string Fingerprint(SigmaCorrelation correlation, IEnumerable<string> below) =>
        correlation.Id + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(correlation.ContentHash + string.Concat(below))));

    public static string Fingerprint(DerivedDefinition definition) => definition.Id + definition.ContentHash;
}
