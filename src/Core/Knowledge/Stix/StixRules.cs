using System.Text.Json;

namespace Knooppunt.Knowledge.Stix;

/// <summary>The "must" rules of the specification, for an object that is kept as the bytes that came.</summary>
public static class StixRules
{
    // What comes in was bounded before.
    const int Deepest = 256;

    /// <summary>Which rule an object breaks first, as a sentence with the path and the section; null when it holds every one. Types, properties and extensions that nobody here knows break none.</summary>
    /// <param name="utf8">The object, well-formed JSON in UTF-8 in which no name comes twice.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static string? Broken(ReadOnlyMemory<byte> utf8)
    {
        using var json = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = Deepest });
        return StixCheck.Of(json.RootElement, out _) is not { } fault ? null : fault.Path.Length == 0 ? $"{fault.Sentence} ({fault.Rule})" : $"{fault.Path}: {fault.Sentence} ({fault.Rule})";
    }
}
