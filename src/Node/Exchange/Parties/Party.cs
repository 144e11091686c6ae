namespace Knooppunt.Node.Exchange.Parties;

/// <summary>Who gives and gets: an organisation of this node, or another node.</summary>
/// <param name="Name">Short name of the organisation, or <c>node:</c> and the short name of the neighbour.</param>
readonly record struct Party(string Name)
{
    /// <summary>Stands for every organisation of this node in a right.</summary>
    public const string AllPartners = "*";

    /// <summary>Stands for every neighbour in a right.</summary>
    public const string AllNodes = "node:*";

    const string NodePrefix = "node:";

    /// <summary>This node itself: who brought the marking definitions.</summary>
    public static Party Self => new(":");

    /// <summary>This node again, for what others brought and it gives along because an organisation here speaks of it: it goes when who brought it takes it back.</summary>
    public static Party Relay => new(">");

    /// <summary>Who gave a file without saying from whom it is.</summary>
    public static Party File => Node("file");

    /// <summary>A neighbour.</summary>
    public static Party Node(string name) => new(NodePrefix + name);

    public bool IsNode => Name.StartsWith(NodePrefix, StringComparison.Ordinal);

    /// <summary>Whether it is this node, with what it knows or gives along.</summary>
    public bool IsUs => this == Self || this == Relay;

    /// <summary>The line of its kind in the rights.</summary>
    public string Kind => IsNode ? AllNodes : AllPartners;

    /// <summary>Its short name.</summary>
    public string ShortName => IsNode ? Name[NodePrefix.Length..] : Name;
}
