namespace Knooppunt.Observations.Ais;

/// <summary>Puts the sentences of a message together. Bounded: a message whose next sentence has not come within <see cref="Patience"/> other sentences is abandoned.</summary>
/// <remarks>Parts come one behind the other from one receiver; in the streams of whole coasts a few others come in between. Sixteen is well beyond what real streams show
/// (a network of some forty stations: two), and short enough that a sequence number, of which there are ten, cannot come back for another message.</remarks>
sealed class AisAssembly(Action<string> count)
{
    /// <summary>Sentences without progress after which an unfinished message is given up.</summary>
    public const int Patience = 16;

    const int Slots = 32;
    readonly Pending[] _pending = [.. Enumerable.Range(0, Slots).Select(_ => new Pending())];
    long _sentences;

    /// <summary>A message whose parts are coming in.</summary>
    public sealed class Pending
    {
        readonly byte[][] _parts = new byte[9][];
        readonly int[] _lengths = new int[9];
        internal int Sequence, Total, Have;
        internal byte Channel;
        internal long Touched;
        internal bool Open;

        /// <summary>Time that came with the first of its parts.</summary>
        public DateTimeOffset? Time { get; internal set; }

        internal void Begin(in AisSentence sentence, DateTimeOffset? time)
        {
            (Open, Sequence, Channel, Total, Have, Time) = (true, sentence.Sequence, sentence.Channel, sentence.Parts, 0, time);
            _lengths.AsSpan().Clear();
        }

        internal void Add(in AisSentence sentence)
        {
            ref var part = ref _parts[sentence.Part - 1];
            part ??= new byte[AisBits.LongestPayload];
            sentence.Payload.CopyTo(part);
            _lengths[sentence.Part - 1] = sentence.Payload.Length;
            Have |= 1 << (sentence.Part - 1);
        }

        internal bool Has(int part) => (Have & 1 << (part - 1)) != 0;

        internal bool Whole => Have == (1 << Total) - 1;

        /// <summary>All parts in order; -1 when they are longer than the room.</summary>
        public int CopyTo(Span<byte> room)
        {
            var length = 0;
            for (var i = 0; i < Total; i++)
            {
                if (length + _lengths[i] > room.Length)
                    return -1;
                _parts[i].AsSpan(0, _lengths[i]).CopyTo(room[length..]);
                length += _lengths[i];
            }

            return length;
        }
    }

    /// <summary>A sentence passed that is part of no message of several.</summary>
    public void Pass() => _sentences++;

    /// <summary>Takes a part; the message when it is whole, null as long as it is not. It is valid until the next call.</summary>
    public Pending? Add(in AisSentence sentence, DateTimeOffset? time)
    {
        _sentences++;
        var slot = Find(sentence);
        if (slot is null || slot.Has(sentence.Part))
        {
            if (slot is not null)
                Abandon(slot);
            slot = Free();
            slot.Begin(sentence, time);
        }

        slot.Add(sentence);
        slot.Touched = _sentences;
        if (!slot.Whole)
            return null;
        slot.Open = false;
        return slot;
    }

    /// <summary>Counts what was never finished.</summary>
    public void Complete()
    {
        foreach (var slot in _pending)
            Abandon(slot);
    }

    Pending? Find(in AisSentence sentence)
    {
        Pending? found = null;
        foreach (var slot in _pending)
        {
            if (!slot.Open)
                continue;
            if (_sentences - slot.Touched > Patience)
                Abandon(slot);
            else if (slot.Sequence == sentence.Sequence && slot.Channel == sentence.Channel && slot.Total == sentence.Parts)
                found = slot;
        }

        return found;
    }

    Pending Free()
    {
        var oldest = _pending[0];
        foreach (var slot in _pending)
        {
            if (!slot.Open)
                return slot;
            if (slot.Touched < oldest.Touched)
                oldest = slot;
        }

        Abandon(oldest);
        return oldest;
    }

    void Abandon(Pending slot)
    {
        if (slot.Open)
            count("message of several sentences without all of them");
        slot.Open = false;
    }
}
