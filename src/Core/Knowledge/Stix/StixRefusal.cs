using Knooppunt.Observations;

namespace Knooppunt.Knowledge.Stix;

/// <summary>An object that was not taken, and why.</summary>
/// <param name="Object">Its id as written; null when it has none that can be read.</param>
/// <param name="Path">The property at which it went wrong, for example <c>kill_chain_phases[0].phase_name</c>; empty for the object as a whole.</param>
/// <param name="Rule">The rule that was broken, by section of the specification, for example <c>STIX 2.1 section 3.2</c>.</param>
/// <param name="Complaint">Place and sentence for the person who must mend it.</param>
public sealed record StixRefusal(string? Object, string Path, string Rule, Complaint Complaint)
{
    internal static StixRefusal Of(string source, int index, string? id, StixFault fault) =>
        new(id, fault.Path, fault.Rule, new(new(source, Part: string.Join(' ', new[] { index >= 0 ? $"objects[{index}]" : null, id, fault.Path.Length > 0 ? fault.Path : null }.OfType<string>())), $"{fault.Sentence} ({fault.Rule})"));
}

/// <summary>What is wrong with an object, before it is known where the object stands.</summary>
readonly record struct StixFault(string Path, string Rule, string Sentence);
