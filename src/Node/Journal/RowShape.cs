using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>What rows of one source and type have in common: who told it, whose it is, which fields of which kind. Written once per block.</summary>
internal sealed class RowShape
{
    public required bool Control { get; init; }
    public required bool Streamed { get; init; }
    public required ObservationType Type { get; init; }
    public required string Source { get; init; }
    public required Handling? Handling { get; init; }

    /// <summary>Kind of the subject; null when there is none.</summary>
    public required string? SubjectKind { get; init; }

    /// <summary>The field whose text is the subject's value; -1 when the row writes it out.</summary>
    public required int SubjectField { get; init; }

    public required string[] Names { get; init; }
    public required FieldKind[] Kinds { get; init; }

    /// <summary>Hash of the source, so that an id counts within it.</summary>
    public ulong SourceHash { get; init; }

    /// <summary>Hash of type and fields: what the content hash of a row starts from. Handling is left out, since a new setting is no new content.</summary>
    public ulong ContentSeed { get; init; }

    /// <summary>Where the last block that used it has it.</summary>
    public int Local { get; set; }

    /// <summary>Which block that was.</summary>
    public long Stamp { get; set; }

    /// <summary>The observation of a row.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="time">When it happened, in microseconds since 1970, UTC.</param>
    /// <param name="received">When it came in, likewise.</param>
    /// <param name="subject">What it is about; null when nothing is said.</param>
    /// <param name="data">Its fields.</param>
    public Observation Observe(string id, long time, long received, string? subject, Fields data) => new()
    {
        Id = id,
        Source = Source,
        Type = Type,
        Time = Micros.ToTime(time),
        ReceivedAt = Micros.ToTime(received),
        Subject = subject is null ? null : new Subject(SubjectKind!, subject),
        Data = data,
        Handling = Handling,
    };

    public bool Fits(Observation observation, Handling? handling, bool streamed, bool control)
    {
        var data = observation.Data.Span;
        if (Streamed != streamed || Control != control || Names.Length != data.Length || Type.Family != observation.Type.Family
            || !string.Equals(Source, observation.Source, StringComparison.Ordinal)
            || !string.Equals(Type.Name, observation.Type.Name, StringComparison.Ordinal)
            || !(ReferenceEquals(Handling, handling) || Equals(Handling, handling)))
            return false;
        for (var i = 0; i < Names.Length; i++)
        {
            ref readonly var item = ref data[i];
            if (item.Value.Kind != Kinds[i] || !string.Equals(item.Key, Names[i], StringComparison.Ordinal))
                return false;
        }

        if (observation.Subject is not { } subject)
            return SubjectKind is null;
        return string.Equals(SubjectKind, subject.Kind, StringComparison.Ordinal) && SubjectField == FieldOf(subject, data);
    }

    /// <summary>Where the subject's value stands among the fields; -1 when nowhere.</summary>
    public static int FieldOf(Subject subject, ReadOnlySpan<KeyValuePair<string, FieldValue>> data)
    {
        for (var i = 0; i < data.Length; i++)
        {
            ref readonly var item = ref data[i];
            if (string.Equals(item.Key, subject.Kind, StringComparison.Ordinal) && item.Value.Kind == FieldKind.Text)
                return string.Equals(item.Value.Text, subject.Value, StringComparison.Ordinal) ? i : -1;
        }

        return -1;
    }

    public static RowShape Of(Observation observation, Handling? handling, bool streamed, bool control, SipHash hash)
    {
        var data = observation.Data;
        var scratch = new ByteBuffer();
        scratch.Text(observation.Source);
        var sourceHash = hash.Hash64(scratch.Written);
        scratch.Rewind(0);
        var shape = new RowShape
        {
            Control = control,
            Streamed = streamed,
            Type = observation.Type,
            Source = observation.Source,
            Handling = handling,
            SubjectKind = observation.Subject?.Kind,
            SubjectField = observation.Subject is { } subject ? FieldOf(subject, data.Span) : -1,
            Names = [.. data.Select(item => item.Key)],
            Kinds = [.. data.Select(item => item.Value.Kind)],
        };
        shape.WriteContent(scratch);
        return shape.With(sourceHash, hash.Hash64(scratch.Written));
    }

    RowShape With(ulong sourceHash, ulong contentSeed) => new()
    {
        Control = Control,
        Streamed = Streamed,
        Type = Type,
        Source = Source,
        Handling = Handling,
        SubjectKind = SubjectKind,
        SubjectField = SubjectField,
        Names = Names,
        Kinds = Kinds,
        SourceHash = sourceHash,
        ContentSeed = contentSeed,
    };

    public void Write(ByteBuffer to)
    {
        to.Byte((byte)((Control ? 1 : 0) | (Streamed ? 2 : 0) | (Handling is null ? 0 : 4)));
        to.Text(Source);
        if (Handling is { } handling)
        {
            to.Text(handling.Organisation);
            to.Bytes([(byte)handling.Regime, (byte)handling.Purpose, (byte)handling.Tlp, (byte)handling.Pap]);
            to.Text(handling.Retention.Name);
            to.Variable((ulong)handling.Retention.Days);
        }

        WriteContent(to);
    }

    void WriteContent(ByteBuffer to)
    {
        to.Byte((byte)Type.Family);
        to.Text(Type.Name);
        to.Text(SubjectKind ?? "");
        to.Signed(SubjectField);
        to.Variable((ulong)Names.Length);
        for (var i = 0; i < Names.Length; i++)
        {
            to.Byte((byte)Kinds[i]);
            to.Text(Names[i]);
        }
    }

    /// <summary>Null when the bytes are no shape.</summary>
    public static RowShape? Read(ref ByteReader from, Strings strings)
    {
        var flags = from.Byte();
        var source = strings.Shared(from.Text());
        Handling? handling = null;
        if ((flags & 4) != 0)
        {
            var organisation = strings.Shared(from.Text());
            var marks = from.Bytes(4);
            var retention = strings.Shared(from.Text());
            var days = from.Variable();
            if (from.Failed || days > 1_000_000)
                return null;
            handling = strings.Shared(new Handling(organisation, (Regime)marks[0], (Purpose)marks[1], (Tlp)marks[2], (Pap)marks[3], new RetentionClass(retention, (int)days)));
        }

        var type = new ObservationType((Family)from.Byte(), strings.Shared(from.Text()));
        var subjectKind = strings.Shared(from.Text());
        var subjectField = from.Signed();
        var count = from.Count();
        var names = new string[count];
        var kinds = new FieldKind[count];
        for (var i = 0; i < count; i++)
        {
            kinds[i] = (FieldKind)from.Byte();
            names[i] = strings.Shared(from.Text());
            if (kinds[i] > FieldKind.List)
                return null;
        }

        if (from.Failed || subjectField < -1 || subjectField >= count || (subjectField >= 0 && kinds[subjectField] != FieldKind.Text))
            return null;
        return new RowShape
        {
            Control = (flags & 1) != 0,
            Streamed = (flags & 2) != 0,
            Type = type,
            Source = source,
            Handling = handling,
            SubjectKind = subjectKind.Length == 0 ? null : subjectKind,
            SubjectField = (int)subjectField,
            Names = names,
            Kinds = kinds,
        };
    }
}
