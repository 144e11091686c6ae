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
        foreach (var field in SubjectQuery.Searched)
        {
            if (observation.Data[field].Text is { } value)
                Set(Hash(new Subject(field, value)));
        }
    }

    public bool May(SubjectQuery query) => May(query.Subject) || Array.Exists(query.Fields, field => May(new Subject(field, query.Subject.Value)));

    bool May(Subject subject)
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
