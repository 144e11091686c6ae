using System.Text.Json.Nodes;
using Knooppunt.Knowledge.Misp;

namespace Knooppunt.Tests.Core.Knowledge.Misp;

/// <summary>Holds what was written against the object templates that MISP publishes.</summary>
static class MispTemplates
{
    /// <summary>What is wrong with the objects of a written event; empty when nothing is.</summary>
    public static IEnumerable<string> Wrong(JsonNode written)
    {
        foreach (var one in written["Event"]!["Object"]!.AsArray())
        {
            var name = (string)one!["name"]!;
            var template = JsonNode.Parse(File.ReadAllText(SharedData.Path("data", "stix", "misp", $"object-{name}.json")))!;
            if ((string)template["uuid"]! != (string)one["template_uuid"]! || (int)template["version"]! != int.Parse((string)one["template_version"]!, System.Globalization.CultureInfo.InvariantCulture))
                yield return $"{name}: another template or version";
            if ((string)template["meta-category"]! != (string)one["meta-category"]!)
                yield return $"{name}: another meta-category";
            var attributes = one["Attribute"]!.AsArray();
            string[] relations = [.. attributes.Select(attribute => (string)attribute!["object_relation"]!)];
            foreach (var required in Texts(template["required"]).Where(required => !relations.Contains(required)))
                yield return $"{name}: {required} is required";
            if (Texts(template["requiredOneOf"]) is { Length: > 0 } oneOf && !oneOf.Any(relations.Contains))
                yield return $"{name}: one of {string.Join(", ", oneOf)} is required";
            foreach (var attribute in attributes)
            {
                var relation = (string)attribute!["object_relation"]!;
                if (template["attributes"]![relation] is not { } known)
                    yield return $"{name}: {relation} is not in the template";
                else if ((string)known["misp-attribute"]! != (string)attribute["type"]!)
                    yield return $"{name}.{relation}: the type is {known["misp-attribute"]}, not {attribute["type"]}";
                else if ((bool?)known["multiple"] != true && relations.Count(other => other == relation) > 1)
                    yield return $"{name}.{relation} comes more than once";
            }
        }
    }

    /// <summary>Whether each tag of marks is one of the published taxonomies.</summary>
    public static bool AreTags(MispEvent one) => one.Tags.All(tag => Predicates(tag.Split(':')[0]).Contains(tag.Split(':', 2)[1]));

    static string[] Predicates(string taxonomy) => [.. JsonNode.Parse(File.ReadAllText(SharedData.Path("data", "stix", "misp", $"taxonomy-{taxonomy}.json")))!["predicates"]!.AsArray().Select(predicate => (string)predicate!["value"]!)];

    static string[] Texts(JsonNode? list) => list is null ? [] : [.. list.AsArray().Select(text => (string)text!)];
}
