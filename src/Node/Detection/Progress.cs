using System.Collections.Concurrent;

namespace Knooppunt.Node.Detection;

/// <summary>How far Detection has come in each journal, and how far it had to come before it counts as following.</summary>
sealed class Progress
{
    readonly ConcurrentDictionary<string, (long Reached, long Target)> _journals = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, TaskCompletionSource> _following = new(StringComparer.Ordinal);

    /// <summary>Detection stands at an offset and must come to the end that the journal has now.</summary>
    public void Begin(string journal, long reached, long target)
    {
        _journals[journal] = (reached, target);
        Tell(journal);
    }

    /// <summary>Everything below an offset was evaluated and stored as far as it changed something.</summary>
    public void Reach(string journal, long next)
    {
        _journals[journal] = (next, _journals[journal].Target);
        Tell(journal);
    }

    /// <summary>The offset after the last record that was evaluated; null while Detection is not at work in the journal.</summary>
    public long? Reached(string journal) => _journals.TryGetValue(journal, out var progress) ? progress.Reached : null;

    /// <summary>Whether Detection has come to where the journal stood at the start.</summary>
    public bool Follows(string journal) => _journals.TryGetValue(journal, out var progress) && progress.Reached >= progress.Target;

    /// <summary>Ends once Detection has come to where the journal stood at the start.</summary>
    public Task Following(string journal) => Of(journal).Task;

    void Tell(string journal)
    {
        if (Follows(journal))
            Of(journal).TrySetResult();
    }

    TaskCompletionSource Of(string journal) => _following.GetOrAdd(journal, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
