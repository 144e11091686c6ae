using System.CommandLine;
using Spectre.Console;

namespace Knooppunt.Node.Commands;

/// <summary>How commands speak: results on stdout as table, json or csv; talk on stderr; exit 0 ok, 1 failed, 2 usage.</summary>
static class Outputs
{
    public static Option<string> Option()
    {
        var option = new Option<string>("--output") { Description = "table, json or csv.", DefaultValueFactory = _ => "table" };
        option.AcceptOnlyFromAmong("table", "json", "csv");
        return option;
    }

    /// <summary>Where a command finds lists of keys.</summary>
    public static Option<string?> Lists() => new("--lists") { Description = "Folder of lists of keys (NAME.txt); default the shipped ones." };

    /// <summary>Where a command finds what placeholders stand for.</summary>
    public static Option<string?> Placeholders() => new("--placeholders") { Description = "Folder with what placeholders (modifier expand) stand for: NAME.txt fills %NAME%, one value on each line, wildcards allowed." };

    /// <summary>Says that the folder of placeholders is none, as <see cref="Usage"/> does; null when it is there or was not given.</summary>
    public static int? NoPlaceholders(string? folder) => folder is null || Directory.Exists(folder) ? null : Usage($"The folder of placeholders \"{folder}\" does not exist.");

    /// <summary>Says what is wrong with the call.</summary>
    public static int Usage(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 2;
    }

    /// <summary>Says which of the files is none, as <see cref="Usage"/> does; null when all are there.</summary>
    public static int? NoFile(IReadOnlyCollection<string> files)
    {
        if (files.FirstOrDefault(file => !File.Exists(file)) is { } missing)
            return Usage(Directory.Exists(missing) ? $"\"{missing}\" is a folder; name the files in it, for example {Path.Combine(missing, "*")}." : $"The file \"{missing}\" does not exist.");
        return files.GroupBy(Path.GetFullPath, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? Usage($"The file \"{twice.First()}\" is named twice; each of its lines counts once, so name it once.")
            : null;
    }

    /// <summary>Prints rows of text as a table or as CSV (RFC 4180).</summary>
    public static void Rows(string output, string[] header, IEnumerable<string[]> rows)
    {
        if (output == "csv")
        {
            Console.Out.WriteLine(Csv(header));
            foreach (var row in rows)
                Console.Out.WriteLine(Csv(row));
            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in header)
            table.AddColumn(new TableColumn(Markup.Escape(name)) { NoWrap = true });
        foreach (var row in rows)
            table.AddRow(row.Select(Markup.Escape).ToArray());
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        // A table that goes to a file has no width to fit into.
        if (Console.IsOutputRedirected)
            console.Profile.Width = 400;
        console.Write(table);
    }

    /// <summary>One line of CSV (RFC 4180), without its end.</summary>
    public static string Csv(IEnumerable<string> cells) => string.Join(',', cells.Select(cell => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
}
