using System.Collections.Concurrent;

namespace Knooppunt.Node.Exchange.Files;

/// <summary>What came of a file.</summary>
/// <param name="Taken">Objects that are new here.</param>
/// <param name="Known">Objects that were here already.</param>
/// <param name="Wrong">What was not taken, in sentences.</param>
sealed record TakenFile(int Taken, int Known, IReadOnlyList<string> Wrong);

/// <summary>Keeps what came of a person's file for the page after it, once.</summary>
sealed class TakenFiles
{
    /// <summary>Sentences that are shown.</summary>
    public const int MostShown = 50;

    readonly ConcurrentDictionary<string, TakenFile> _files = new(StringComparer.Ordinal);

    public void Keep(string person, TakenFile file) => _files[person] = file with { Wrong = [.. file.Wrong.Take(MostShown), .. file.Wrong.Count > MostShown ? [$"+ {file.Wrong.Count - MostShown:N0}"] : Array.Empty<string>()] };

    /// <summary>What came of this person's last file; null the second time.</summary>
    public TakenFile? Take(string person) => _files.TryRemove(person, out var file) ? file : null;
}
