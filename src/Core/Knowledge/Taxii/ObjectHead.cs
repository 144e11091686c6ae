namespace Knooppunt.Knowledge.Taxii;

/// <summary>What the exchange must know of an object to keep it, to order its versions and to judge who may have it. The rest of it is bytes.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Type">Type, equal to the one in the identifier.</param>
/// <param name="Version">Its <c>modified</c>, else its <c>created</c>, as <see cref="StixVersion.Read"/> gives it; null for what has neither: there is one version of it.</param>
/// <param name="VersionText">The same as it stands in the object; null likewise.</param>
/// <param name="Marks">Identifiers of all markings, of the whole and of parts; of a part counts for the whole.</param>
/// <param name="Mentions">Identifiers of all other objects that it refers to (every <c>_ref</c> and <c>_refs</c>, at any depth), without doubles and without itself.</param>
/// <param name="Meaning">What it says when it is a marking definition itself.</param>
/// <param name="Kind">Whether it is about a person, or only names who speaks and in which words.</param>
public sealed record ObjectHead(string Id, string Type, string? Version, string? VersionText, IReadOnlyList<string> Marks, IReadOnlyList<string> Mentions, MarkMeaning Meaning, ObjectKind Kind);

/// <summary>What a marking definition says of who may have what is marked with it.</summary>
public enum MarkMeaning : byte
{
    /// <summary>It is no marking definition.</summary>
    NoMark,
    /// <summary>A mark of the Traffic Light Protocol by its known identifier.</summary>
    Tlp,
    /// <summary>Terms for the receiver, which keep it from nobody: a statement, or a mark of permissible actions (PAP) other than red.</summary>
    Terms,
    /// <summary>Anything else, PAP:RED among it: nobody but who brought it.</summary>
    Unknown,
}

/// <summary>What an object is about, as far as the exchange must know.</summary>
public enum ObjectKind : byte
{
    /// <summary>Knowledge, or anything else.</summary>
    Other,
    /// <summary>Who speaks, or in which words: an identity of an organisation, a system or a class, or an extension definition. Their makers seldom mark them, and almost everything mentions one.</summary>
    Frame,
    /// <summary>A person: an identity of an individual, an account, an e-mail, a number or a device that is somebody's.</summary>
    Person,
}
