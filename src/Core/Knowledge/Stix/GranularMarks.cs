using System.Text.Json;

namespace Knooppunt.Knowledge.Stix;

/// <summary>Markings of parts of an object (section 7.2.3): each selector must point at something that is there.</summary>
static class GranularMarks
{
    /// <summary>What is wrong; null when nothing is.</summary>
    public static StixFault? Wrong(string name, JsonElement marks, JsonElement whole)
    {
        if (marks.ValueKind != JsonValueKind.Array)
            return Fault(name, $"{name} is no list.");
        var (pointing, index) = (new Pointing(whole), 0);
        foreach (var mark in marks.EnumerateArray())
        {
            if (Wrong(mark, $"{name}[{index++}]", pointing) is { } wrong)
                return wrong;
        }

        return null;
    }

    static StixFault? Wrong(JsonElement mark, string path, Pointing pointing)
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
            if (selector.ValueKind != JsonValueKind.String || !pointing.At(selector.GetString()!))
                return Fault($"{path}.selectors", $"The selector {(selector.ValueKind == JsonValueKind.String ? $"\"{selector.GetString()}\" " : "")}points at nothing in the object.");
        }

        return null;
    }

    static StixFault Fault(string path, string sentence) => new(path, StixCheck.Section("7.2.3"), sentence);

    // To come to an item of a list all before it are passed: a list is gone through once, or many selectors of a long list would take minutes.
    sealed class Pointing(JsonElement whole)
    {
        readonly Dictionary<string, JsonElement[]> _lists = new(StringComparer.Ordinal);
        readonly HashSet<string> _found = new(StringComparer.Ordinal);

        /// <summary>Whether a selector points at something: names and <c>[index]</c> with dots between.</summary>
        public bool At(string selector)
        {
            if (_found.Contains(selector))
                return true;
            var (at, from) = (whole, 0);
            foreach (var range in selector.AsSpan().Split('.'))
            {
                var step = selector.AsSpan()[range];
                if (step.StartsWith('[') && step.EndsWith(']'))
                {
                    if (at.ValueKind != JsonValueKind.Array || !int.TryParse(step[1..^1], out var index) || index < 0)
                        return false;
                    var list = _lists.TryGetValue(selector[..from], out var known) ? known : _lists[selector[..from]] = [.. at.EnumerateArray()];
                    if (index >= list.Length)
                        return false;
                    at = list[index];
                }
                else if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step, out at))
                {
                    return false;
                }

                from = range.End.GetOffset(selector.Length);
            }

            return _found.Add(selector);
        }
    }
}
