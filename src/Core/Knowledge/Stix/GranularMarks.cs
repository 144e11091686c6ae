using System.Text.Json;

namespace Knooppunt.Knowledge.Stix;

/// <summary>Markings of parts of an object (section 7.2.3): each selector must point at something that is there.</summary>
static class GranularMarks
{
    /// <summary>What is wrong; null when nothing is.</summary>
    public static StixFault? Wrong(JsonElement mark, string path, JsonElement whole)
    {
        if (mark.ValueKind != JsonValueKind.Object)
            return Fault(path, "A granular marking is an object.");
        var language = StixCheck.Text(mark, "lang");
        var reference = StixCheck.Text(mark, "marking_ref");
        if (language is null == reference is null)
            return Fault(path, "A granular marking has either lang or marking_ref.");
        if (reference is not null && !(StixId.TryParse(reference, out var id) && id.Type == "marking-definition"))
            return Fault($"{path}.marking_ref", "It refers to a marking-definition.");
        if (!mark.TryGetProperty("selectors", out var selectors) || selectors.ValueKind != JsonValueKind.Array)
            return Fault($"{path}.selectors", "A granular marking has selectors.");
        foreach (var selector in selectors.EnumerateArray())
        {
            if (selector.ValueKind != JsonValueKind.String || !Points(whole, selector.GetString()!))
                return Fault($"{path}.selectors", $"The selector {(selector.ValueKind == JsonValueKind.String ? $"\"{selector.GetString()}\" " : "")}points at nothing in the object.");
        }

        return null;
    }

    /// <summary>Whether a selector points at something: names and <c>[index]</c> with dots between.</summary>
    static bool Points(JsonElement at, string selector)
    {
        foreach (var step in selector.Split('.'))
        {
            if (step.StartsWith('[') && step.EndsWith(']'))
            {
                if (at.ValueKind != JsonValueKind.Array || !int.TryParse(step.AsSpan(1, step.Length - 2), out var index) || index < 0 || index >= at.GetArrayLength())
                    return false;
                at = at[index];
            }
            else if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step, out at))
            {
                return false;
            }
        }

        return true;
    }

    static StixFault Fault(string path, string sentence) => new(path, StixCheck.Section("7.2.3"), sentence);
}
