using Knooppunt.Observations;
using Knooppunt.Observations.Yaml;

namespace Knooppunt.Knowledge.Authoring;

/// <summary>A crime script as a text that a person reads and edits (YAML): one line for each claim, with its sources behind it.</summary>
public static class ScriptText
{
    /// <summary>The longest text: 256 Ki characters.</summary>
    public const int Longest = YamlTree.Longest;

    /// <summary>The text of a script; reading it gives the same script.</summary>
    public static string Write(CrimeScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        return ScriptWriter.Write(script);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fileName">Name for complaints.</param>
    /// <param name="complaints">Takes what is wrong.</param>
    /// <returns>The script; null when anything is wrong.</returns>
    public static CrimeScript? Read(string text, string fileName, ICollection<Complaint> complaints)
    {
        ArgumentNullException.ThrowIfNull(complaints);
        var tree = YamlTree.Read(text, fileName, "script");
        if (!tree.Ok)
        {
            complaints.Add(tree.Complaint!);
            return null;
        }

        var before = complaints.Count;
        var script = new ScriptReader(fileName, complaints).Script(tree.Value);
        if (script is not null && complaints.Count == before)
        {
            foreach (var complaint in ScriptRules.Check(script, fileName))
                complaints.Add(complaint);
        }

        return complaints.Count == before ? script : null;
    }

    /// <summary>What a step comes after when its text does not say: the step before it.</summary>
    internal static IReadOnlyList<string> Before(string? previous) => previous is null ? [] : [previous];
}
