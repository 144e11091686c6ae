using Knooppunt.Disclosure.Pseudonyms;
using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>An observation as bytes that no block has yet: where they lie in the encoder, what shape they have, and their keyed hashes, to ask the identity with.</summary>
/// <param name="Shape">Its shape; null when it is refused.</param>
/// <param name="Start">Where its bytes begin in the encoder.</param>
/// <param name="Length">How many there are.</param>
/// <param name="Time">Its own time, microseconds.</param>
/// <param name="Id">Keyed hash of source and id.</param>
/// <param name="Content">Keyed hash of the rest.</param>
/// <param name="Refusal">Why it cannot be written, one sentence; null when it can.</param>
internal readonly record struct EncodedRow(RowShape? Shape, int Start, int Length, long Time, UInt128 Id, uint Content, string? Refusal);

/// <summary>Turns observations into rows. What a row says of its block (arrival, stream, place of its shape) is put before it when the block takes it.</summary>
internal sealed class RowEncoder(ShapeCatalog catalog, SipHash hash)
{
    readonly ByteBuffer _rows = new();

    public ReadOnlySpan<byte> this[scoped in EncodedRow row] => _rows.From(row.Start)[..row.Length];

    public EncodedRow Encode(Observation observation, Handling? handling, bool streamed = false, bool control = false)
    {
        if (Complain(observation) is { } complaint)
            return Refuse(complaint);
        var shape = catalog.For(observation, handling, streamed, control);
        var start = _rows.Length;
        _rows.Text(observation.Id);
        var contentStart = _rows.Length;
        var time = Micros.From(observation.Time);
        _rows.Fixed64(time);
        if (shape.SubjectKind is not null && shape.SubjectField < 0)
            _rows.Text(observation.Subject!.Value.Value);
        var written = true;
        foreach (ref readonly var field in observation.Data.Span)
            written = written && FieldCodec.Write(_rows, field.Value, 0);
        if (!written || _rows.Length - start > FieldCodec.MaxText)
        {
            _rows.Rewind(start);
            return Refuse($"The observation is larger than {FieldCodec.MaxText >> 20} MiB or has lists of more than {FieldCodec.MaxList} values or nested deeper than {FieldCodec.MaxDepth}; send it in parts.");
        }

        // Lines of a stream are known by their number; nobody asks for their hashes.
        var id = streamed ? default : hash.Hash128(shape.SourceHash, _rows.From(start)[..(contentStart - start)]);
        var content = streamed ? 0 : (uint)hash.Hash64(shape.ContentSeed, _rows.From(contentStart));
        return new EncodedRow(shape, start, _rows.Length - start, time, id, content, null);
    }

    /// <summary>A row of the vault: token, time and clear text. Nobody asks whether it was there before, so it has no hashes.</summary>
    public EncodedRow Encode(RowShape vault, ClearText clear, long time)
    {
        if (clear.Clear.Length > FieldCodec.MaxText)
            return Refuse("The clear text is too large for the vault.");
        var start = _rows.Length;
        _rows.Text(clear.Token);
        _rows.Fixed64(time);
        _rows.Text(clear.Clear);
        return new EncodedRow(vault, start, _rows.Length - start, time, default, 0, null);
    }

    public void Clear() => _rows.Clear();

    static EncodedRow Refuse(string sentence) => new(null, 0, 0, 0, default, 0, sentence);

    static string? Complain(Observation observation)
    {
        if (observation.Id is not { Length: >= 1 and <= 256 })
            return "The id must have 1 to 256 characters.";
        if (observation.Source is not { Length: >= 1 and <= 128 })
            return "The source must have 1 to 128 characters.";
        if (observation.Type.Name is not { Length: >= 1 and <= 64 })
            return "The type must have a name of 1 to 64 characters.";
        if (observation.Data is not { Count: <= 512 } data)
            return "An observation has at most 512 fields.";
        foreach (ref readonly var field in data.Span)
        {
            if (field.Key is not { Length: >= 1 and <= 128 })
                return "The name of a field must have 1 to 128 characters.";
        }

        return observation.Subject is not { } subject || (subject.Kind is { Length: >= 1 and <= 64 } && subject.Value is { Length: >= 1 and <= 4096 })
            ? null
            : "The subject must have a kind of 1 to 64 characters and a value of at most 4,096.";
    }
}
