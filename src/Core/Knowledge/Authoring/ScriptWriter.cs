using System.Text;
using Knooppunt.Knowledge.Stix;

namespace Knooppunt.Knowledge.Authoring;

/// <summary>Writes a crime script as the text that a person edits.</summary>
sealed class ScriptWriter
{
    readonly StringBuilder _text = new();

    /// <summary>The text; what <see cref="ScriptText.Read"/> makes of it is the same script.</summary>
    public static string Write(CrimeScript script)
    {
        var writer = new ScriptWriter();
        writer.Head(script);
        foreach (var step in script.Steps)
            writer.Step(script, step);
        return writer._text.ToString();
    }

    void Head(CrimeScript script)
    {
        Line($"script: {script.Code}");
        Line($"modified: {StixTime.Format(script.Modified)}");
        Line($"tlp: {Words.Of(script.Tlp)}");
        Line($"pap: {Words.Of(script.Pap)}");
        Line($"name: {Pair(script.Name)}");
        Value("", "what", script.What);
        if (script.Where.Count > 0)
            Line($"where: [{string.Join(", ", script.Where)}]");
        List("", "facts", script.Facts);
        List("", "innocent", script.Innocent);
        List("", "unknown", script.Unknown);
        if (script.Barriers.Count > 0)
            Line("barriers:");
        foreach (var barrier in script.Barriers)
            Value("  ", barrier.Code, barrier.What, Words.Of(barrier.Kind));
        Line("steps:");
    }

    void Step(CrimeScript script, ScriptStep step)
    {
        const string Indent = "    ";
        Line($"  - step: {step.Code}");
        Line($"{Indent}phase: {step.Phase}");
        Line($"{Indent}name: {Pair(step.Name)}");
        Value(Indent, "what", step.What);
        if (!step.After.SequenceEqual(ScriptText.Before(script.Steps.TakeWhile(one => one != step).LastOrDefault()?.Code)))
            Line($"{Indent}after: [{string.Join(", ", step.After)}]");
        if (step.NeedsAll)
            Line($"{Indent}needs: all");
        List(Indent, "roles", step.Roles);
        Items(Indent, "facilitators", step.Facilitators.Select(one => (one.What, (string?)Words.Aware(one.Aware))));
        List(Indent, "opportunities", step.Opportunities);
        Items(Indent, "traces", step.Traces.Select(trace => (trace.What, (string?)trace.Observation)));
        if (step.Patterns.Count > 0)
            Line($"{Indent}patterns:");
        foreach (var pattern in step.Patterns)
            Line($"{Indent}  - {pattern}");
        List(Indent, "partners", step.Partners);
        if (step.Barriers.Count > 0)
            Line($"{Indent}barriers: [{string.Join(", ", step.Barriers)}]");
    }

    void List(string indent, string name, IReadOnlyList<Claim> claims) => Items(indent, name, claims.Select(claim => (claim, (string?)null)));

    void Items(string indent, string name, IEnumerable<(Claim Claim, string? Word)> items)
    {
        var first = true;
        foreach (var (claim, word) in items)
        {
            if (first)
                Line($"{indent}{name}:");
            first = false;
            if (ScriptLine.Of(claim, word is null ? "" : word + ": ") is { } line)
            {
                Line($"{indent}  - {ScriptLine.Quoted(line)}");
                continue;
            }

            Line($"{indent}  - dutch: {ScriptLine.Quoted(claim.Text.Dutch)}");
            Parts(indent + "    ", claim, word);
        }
    }

    void Value(string indent, string name, Claim claim, string? word = null)
    {
        if (ScriptLine.Of(claim, word is null ? "" : word + ": ") is { } line)
        {
            Line($"{indent}{name}: {ScriptLine.Quoted(line)}");
            return;
        }

        Line($"{indent}{name}:");
        Line($"{indent}  dutch: {ScriptLine.Quoted(claim.Text.Dutch)}");
        Parts(indent + "  ", claim, word);
    }

    void Parts(string indent, Claim claim, string? word)
    {
        Line($"{indent}english: {ScriptLine.Quoted(claim.Text.English)}");
        Line($"{indent}sources: [{string.Join(", ", claim.Sources)}]");
        if (word is not null)
            Line($"{indent}of: {word}");
    }

    static string Pair(Bilingual text) =>
        ScriptLine.Pair($"{text.Dutch} | {text.English}") == text ? ScriptLine.Quoted($"{text.Dutch} | {text.English}")
            : $"{{ dutch: {ScriptLine.Quoted(text.Dutch)}, english: {ScriptLine.Quoted(text.English)} }}";

    void Line(string line) => _text.Append(line).Append('\n');
}
