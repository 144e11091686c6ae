using System.Runtime.InteropServices;
using Knooppunt.Disclosure.Pseudonyms;
using Knooppunt.Observations;

namespace Knooppunt.Node.Journal;

/// <summary>An offered observation made ready: with tokens, as bytes, with its hashes.</summary>
/// <param name="Incoming">What was offered.</param>
/// <param name="Source">Its source; null when it is not configured.</param>
/// <param name="Seen">It with tokens; as offered when the source is not configured.</param>
/// <param name="Row">Its bytes and hashes.</param>
/// <param name="ClearFrom">Where what was replaced in it begins among the clear texts.</param>
/// <param name="ClearTo">Where that ends.</param>
internal readonly record struct Draft(Incoming Incoming, Source? Source, Observation Seen, EncodedRow Row, int ClearFrom, int ClearTo);

/// <summary>
/// A part of a batch made ready. Everything that needs nothing but the observation itself (tokens, bytes, hashes) is done here, outside the journal's lock
/// and on as many cores as there are; under the lock only what depends on those before it is left: is it known, which offset does it get.
/// </summary>
internal sealed class Drafts(Replacer replacer, RowEncoder encoder)
{
    readonly List<Draft> _drafts = [];
    readonly List<ClearText> _clear = [];
    readonly List<IdentityEntry> _packed = [];

    public ReadOnlySpan<Draft> All => CollectionsMarshal.AsSpan(_drafts);

    public ReadOnlySpan<byte> Bytes(scoped in Draft draft) => encoder[draft.Row];

    public ReadOnlySpan<ClearText> Clear(scoped in Draft draft) => CollectionsMarshal.AsSpan(_clear)[draft.ClearFrom..draft.ClearTo];

    /// <summary>The tokens of those, packed for the border.</summary>
    public ReadOnlySpan<IdentityEntry> Packed(scoped in Draft draft) => CollectionsMarshal.AsSpan(_packed)[draft.ClearFrom..draft.ClearTo];

    public void Add(in Incoming incoming, Source? source)
    {
        if (source is null)
        {
            _drafts.Add(new Draft(incoming, null, incoming.Observation, default, 0, 0));
            return;
        }

        var from = _clear.Count;
        var seen = replacer.Apply(incoming.Observation, _clear);
        for (var i = from; i < _clear.Count; i++)
            _packed.Add(Border.Packed(_clear[i].Token));
        _drafts.Add(new Draft(incoming, source, seen, encoder.Encode(seen, source.Handling, incoming.Stream is not null), from, _clear.Count));
    }

    /// <summary>Ready for the next batch; holds nothing of this one.</summary>
    public void Reset()
    {
        _drafts.Clear();
        _clear.Clear();
        _packed.Clear();
        encoder.Clear();
    }
}
