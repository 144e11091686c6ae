using Knooppunt.Observations.Mapped;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.Commands;

/// <summary>What the commands have in common that take a sheet into a node: what can be read is taken, what cannot is told, also while the node runs.</summary>
static class SheetImport
{
    /// <summary>Reads a file and takes it in; gives the exit code, 1 when a line was left out.</summary>
    /// <typeparam name="T">What a line becomes.</typeparam>
    /// <param name="folder">The node's data folder.</param>
    /// <param name="path">The file.</param>
    /// <param name="mostBytes">How large it may be.</param>
    /// <param name="read">Reads it, by its name and bytes.</param>
    /// <param name="take">Takes what was read into the database at a path; says how much was what.</param>
    /// <param name="stop">Stops before it is taken.</param>
    public static async Task<int> Run<T>(string folder, string path, int mostBytes, Func<string, byte[], CsvSheet<T>> read, Func<string, IReadOnlyList<T>, Task<string>> take, CancellationToken stop)
    {
        if (!File.Exists(path))
            return Outputs.Usage($"The file \"{path}\" does not exist.");
        if (new FileInfo(path).Length > mostBytes)
            return Outputs.Usage($"The file \"{path}\" is larger than {mostBytes >> 20} MiB; split it.");
        var database = Path.Combine(folder, "rooms.db");
        if (!File.Exists(database))
            return Outputs.Usage($"The folder \"{folder}\" holds no node; name its data folder with --data.");
        var sheet = read(Path.GetFileName(path), await File.ReadAllBytesAsync(path, stop));
        foreach (var complaint in sheet.Complaints)
            Console.Error.WriteLine(complaint);
        if (sheet.LeftOut > sheet.Complaints.Count)
            Console.Error.WriteLine($"... and {sheet.LeftOut - sheet.Complaints.Count} more lines that were left out; the first {sheet.Complaints.Count} are shown.");
        try
        {
            Console.Out.WriteLine($"{await take(database, sheet.Items)}, {sheet.LeftOut} left out");
            return sheet.Complaints.Count == 0 ? 0 : 1;
        }
        catch (Exception wrong) when (wrong is SqliteException or DbUpdateException)
        {
            Console.Error.WriteLine($"What was read could not be written ({wrong.Message}). Start the node once with this version and try again.");
            return 1;
        }
    }
}
