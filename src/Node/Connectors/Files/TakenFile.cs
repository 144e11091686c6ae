namespace Knooppunt.Node.Connectors.Files;

/// <summary>What the node remembers of a file that it took, or began to take.</summary>
sealed class TakenFile
{
    public required string Source { get; set; }

    /// <summary>Name in the folder of the source.</summary>
    public required string Name { get; set; }

    /// <summary>Under which content id its lines are known to the journal.</summary>
    public required string Stream { get; set; }

    /// <summary>SHA-256 over its first <see cref="Length"/> bytes, hexadecimal.</summary>
    public required string Hash { get; set; }

    /// <summary>Bytes that it had when it was last read.</summary>
    public long Length { get; set; }

    /// <summary>When it had last been written then; ticks, UTC.</summary>
    public long Written { get; set; }

    /// <summary>The highest line of it that the journal has answered for; 0 when none.</summary>
    public long Line { get; set; }

    /// <summary>By what it was read: format, zone, mapping and the build of the parsers; when one of them changed it is read again.</summary>
    public required string Reading { get; set; }

    /// <summary>How far it is.</summary>
    public TakenUpTo UpTo { get; set; }

    /// <summary>Counts up with each time that a file of the source was read: the greatest of a name is the file that lies there.</summary>
    public long Turn { get; set; }
}

/// <summary>How far a file is taken.</summary>
enum TakenUpTo
{
    /// <summary>It was begun.</summary>
    Begin,

    /// <summary>All but a last line without an end, which may still be half written.</summary>
    LastLine,

    /// <summary>All that it had.</summary>
    End,
}
