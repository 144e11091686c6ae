namespace Knooppunt.Observations.Edifact;

/// <summary>Names of message types.</summary>
static class MessageKinds
{
    public static MessageKind? Of(string type) => type switch
    {
        "CODECO" => MessageKind.Codeco,
        "COREOR" => MessageKind.Coreor,
        "COPINO" => MessageKind.Copino,
        "COARRI" => MessageKind.Coarri,
        "COPRAR" => MessageKind.Coprar,
        "COPARN" => MessageKind.Coparn,
        "VERMAS" => MessageKind.Vermas,
        _ => null,
    };

    /// <summary>Whether it has the form of a message type: six capital letters. Anything else would make the list of counts grow with the input.</summary>
    public static bool IsTypeName(string type) => type.Length == 6 && type.All(char.IsAsciiLetterUpper);
}
