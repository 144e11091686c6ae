namespace Knooppunt.Node.Journal;

/// <summary>What went wrong with a journal, one sentence each, for the person who keeps the node. Bounded: the oldest are forgotten.</summary>
internal sealed class JournalHealth(string journal)
{
    const int Kept = 200;
    readonly Queue<string> _sentences = new();
    readonly HashSet<string> _told = new(StringComparer.Ordinal);
    readonly Lock _gate = new();

    public void Tell(string sentence)
    {
        lock (_gate)
        {
            if (!_told.Add(sentence))
                return;
            _sentences.Enqueue($"Journal {journal}: {sentence}");
            if (_sentences.Count <= Kept)
                return;
            _sentences.Dequeue();
            if (_told.Count > 10 * Kept)
                _told.Clear();
        }
    }

    public IReadOnlyList<string> Sentences
    {
        get
        {
            lock (_gate)
                return [.. _sentences];
        }
    }
}
