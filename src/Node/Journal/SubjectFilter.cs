using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>Says of a stretch of a segment that a subject is certainly not in it. 4 KiB per 128 KiB of rows, made again after a start.</summary>
internal sealed class SubjectFilter
{
    readonly ulong[] _bits = new ulong[512];

    public void Add(Observation observation)
    {
        if (observation.Subject is { } subject)
            Set(Hash(subject));
        foreach (var kind in Taxonomy.SubjectKinds)
        {
            if (observation.Data[kind].Text is { } value)
                Set(Hash(new Subject(kind, value)));
        }
    }

    public bool May(Subject subject)
    {
        var hash = Hash(subject);
        for (var i = 0; i < 4; i++)
        {
            var bit = (int)(hash >> (i * 15)) & 0x7fff;
            if ((_bits[bit >> 6] & (1UL << (bit & 63))) == 0)
                return false;
        }

        return true;
    }

    /// <summary>Whether an observation is about the subject: as its own, or in the field of that kind.</summary>
    public static bool IsAbout(Observation observation, Subject subject) =>
        observation.Subject == subject || string.Equals(observation.Data[subject.Kind].Text, subject.Value, StringComparison.Ordinal);

    void Set(ulong hash)
    {
        for (var i = 0; i < 4; i++)
        {
            var bit = (int)(hash >> (i * 15)) & 0x7fff;
            _bits[bit >> 6] |= 1UL << (bit & 63);
        }
    }

    static ulong Hash(Subject subject) =>
        (((ulong)(uint)string.GetHashCode(subject.Value, StringComparison.Ordinal) << 32) | (uint)HashCode.Combine(subject.Kind, subject.Value)) * 0x9E3779B97F4A7C15;
}
