using Knooppunt.Knowledge.Mapping;
using Knooppunt.Observations;
using Knooppunt.Observations.Yaml;

namespace Knooppunt.Knowledge.Authoring;

/// <summary>What stands behind the tags of sources: <c>S19: ['https://…']</c>, a tag with its addresses; what is no address is a title.</summary>
public static class SourceList
{
    /// <summary>Reads a list.</summary>
    /// <param name="text">The text (YAML).</param>
    /// <param name="fileName">Name for complaints.</param>
    public static Parsed<IReadOnlyList<ScriptSource>> Read(string text, string fileName)
    {
        var tree = YamlTree.Read(text, fileName, "list of sources");
        if (!tree.Ok)
            return tree.Complaint!;
        var sources = new List<ScriptSource>();
        foreach (var (tag, value) in tree.Value.Pairs ?? [])
        {
            foreach (var item in value.Items ?? [])
            {
                if (item.Scalar is not { Length: > 0 } said)
                    return new Complaint(new(fileName, item.Line, item.Column), "Behind a tag stands a list of addresses or titles.");
                var address = said.StartsWith("https://", StringComparison.Ordinal) || said.StartsWith("http://", StringComparison.Ordinal);
                sources.Add(new(tag.Scalar!, address ? said : null, address ? null : said));
            }
        }

        return sources.Count > 0 ? sources : new Complaint(new(fileName), "The list of sources says nothing: write S19: ['https://…'].");
    }
}
