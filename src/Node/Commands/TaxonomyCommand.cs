using System.CommandLine;
using System.Globalization;
using System.Text;
using Knooppunt.Node.Shell.Words;
using Knooppunt.Observations;

namespace Knooppunt.Node.Commands;

/// <summary><c>knooppunt taxonomy</c>: the list of observation types and fields as Markdown, which is <c>docs/taxonomy.md</c>.</summary>
static class TaxonomyCommand
{
    static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    const string Intro = """
        # Observation types and fields

        What connectors write and what patterns may read. Written by `knooppunt taxonomy > docs/taxonomy.md` from `src/Core/Observations/Taxonomy*.cs`; a test holds the two together.

        In a pattern the family is `logsource.category` and the type `logsource.service`. As a CloudEvent a type is written `nl.knooppunt.family.type`. A field marked *plate*, *pass* or *person* is
        replaced by a token at the border of the node: compare it whole, never in part. Any observation may lack any field; a source that does not know something leaves it out.
        """;

    public static Command Make()
    {
        var command = new Command("taxonomy", "Print the list of observation types and fields as Markdown.");
        command.SetAction(_ => Console.Out.Write(Text()));
        return command;
    }

    /// <summary>The whole list, lines ended by a line feed.</summary>
    public static string Text()
    {
        var text = new StringBuilder(Intro.ReplaceLineEndings("\n")).Append("\n\n## Added by the node\n\nThe node adds these to every observation before patterns see it, where it can. Connectors never write them.\n\n");
        Table(text, Taxonomy.Enriched);
        foreach (var family in Taxonomy.Types.Values.GroupBy(type => type.Type.Family))
        {
            text.Append(Invariant, $"\n## {family.First().Type.FamilyName.Capital()}\n");
            foreach (var type in family)
            {
                text.Append(Invariant, $"\n### {type.Type.Name}\n\n{type.Meaning.Capital()}.{(type.Subject.Length > 0 ? $" Subject: `{type.Subject}`." : "")}\n\n");
                Table(text, type.Fields);
            }
        }

        return text.ToString();
    }

    static void Table(StringBuilder text, IEnumerable<string> names)
    {
        text.Append("| field | kind | unit or form | example | meaning |\n|---|---|---|---|---|\n");
        foreach (var field in names.Select(name => Taxonomy.Fields[name]))
        {
            var token = field.Pseudonym == Pseudonym.None ? "" : $" *{field.Pseudonym.ToString().ToLowerInvariant()}*";
            text.Append(Invariant, $"| `{field.Name}`{token} | {field.Kind.ToString().ToLowerInvariant()} | {field.Unit} | {field.Example} | {field.Meaning} |\n");
        }
    }
}
