using System.Security.Cryptography;
using System.Text;
using Knooppunt.Observations;

namespace Knooppunt.Patterns;

/// <summary>A pattern file as read: the documents that are right and the complaints about the others.</summary>
public sealed record PatternFile
{
    /// <summary>Name of the file as the user knows it.</summary>
    public required string Name { get; init; }

    /// <summary>The documents that could be read, in order.</summary>
    public required IReadOnlyList<PatternDocument> Documents { get; init; }

    /// <summary>What is wrong with the others: file, line, column, title and what would be right.</summary>
    public required IReadOnlyList<Complaint> Complaints { get; init; }

    /// <summary>Reads the text of a file; never throws on bad text.</summary>
    /// <param name="fileName">Name for complaints, without folders above it.</param>
    /// <param name="text">YAML, one or more documents; at most 4 million characters.</param>
    public static PatternFile Parse(string fileName, string text)
    {
        var documents = new List<PatternDocument>();
        var complaints = new List<Complaint>();
        foreach (var piece in YamlDocuments.Read(fileName, text))
        {
            if (piece.Complaint is { } unread)
            {
                complaints.Add(unread);
                continue;
            }

            var own = new Complaints(fileName);
            var document = Document(fileName, piece, own);
            complaints.AddRange(own.All);
            if (document is not null && !own.Any)
                documents.Add(document);
        }

        return new PatternFile { Name = fileName, Documents = documents, Complaints = complaints };
    }

    static PatternDocument? Document(string file, YamlDocument piece, Complaints complaints)
    {
        if (piece.Root is not YamlMap map)
        {
            complaints.Add(piece.Root!, "A pattern is a map with at least title, logsource and detection.");
            return null;
        }

        complaints.Title = (map["title"] as YamlText)?.Value;
        if (map.KeyOf("action") is { } action)
        {
            complaints.Add(action, "\"action\" (global, reset, repeat) is old Sigma, gone since 2.0; repeat the shared part in each document (rules specification, \"File Structure\" has no such key).");
            return null;
        }

        var head = new DocumentHead(file, Hash(piece.Text), piece.Text, complaints);
        return map switch
        {
            _ when map["correlation"] is not null => CorrelationReader.Read(map, head, complaints),
            _ when map["filter"] is not null => RuleReader.Filter(map, head, complaints),
            _ when map["derived"] is not null => DerivedReader.Read(map, head, complaints),
            _ => RuleReader.Rule(map, head, complaints),
        };
    }

    static string Hash(string text)
    {
        var normal = text.ReplaceLineEndings("\n").Trim();
        if (normal.StartsWith("---", StringComparison.Ordinal))
            normal = normal[3..].TrimStart();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normal)).AsSpan(0, 16));
    }
}
