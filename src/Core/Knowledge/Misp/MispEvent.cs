namespace Knooppunt.Knowledge.Misp;

/// <summary>An attribute of MISP: one value with its type.</summary>
/// <param name="Uuid">Its id.</param>
/// <param name="Type">Type of the MISP core format, for example <c>sigma</c>.</param>
/// <param name="Category">Category of the MISP core format.</param>
/// <param name="Value">Its value; of an attachment the name of the file.</param>
/// <param name="Relation">What it is in its object: a name of the object's template. Empty outside an object.</param>
/// <param name="Comment">What was said about it; may be empty.</param>
/// <param name="Data">The content of an attachment; null for what has none.</param>
public sealed record MispAttribute(Guid Uuid, string Type, string Category, string Value, string Relation = "", string Comment = "", ReadOnlyMemory<byte>? Data = null);

/// <summary>That an object has to do with another.</summary>
/// <param name="Uuid">Its id.</param>
/// <param name="To">Id of the object or attribute that it refers to.</param>
/// <param name="Kind">How, for example <c>mitigates</c>.</param>
public sealed record MispReference(Guid Uuid, Guid To, string Kind);

/// <summary>An object of MISP: attributes that belong together, by a published template.</summary>
/// <param name="Uuid">Its id.</param>
/// <param name="Template">Name of the template.</param>
/// <param name="Attributes">Its attributes.</param>
/// <param name="References">What it has to do with.</param>
public sealed record MispObject(Guid Uuid, string Template, IReadOnlyList<MispAttribute> Attributes, IReadOnlyList<MispReference> References);

/// <summary>A cluster of a galaxy that an event is tagged with.</summary>
/// <param name="Uuid">Its id.</param>
/// <param name="Galaxy">Type of the galaxy.</param>
/// <param name="Value">Its value: what it is called.</param>
/// <param name="Description">What it is.</param>
public sealed record MispCluster(Guid Uuid, string Galaxy, string Value, string Description);

/// <summary>An event of MISP as its core format has it (draft-dulaunoy-misp-core-format), as far as knowledge needs it.</summary>
public sealed record MispEvent
{
    /// <summary>Its id: the same event keeps it.</summary>
    public required Guid Uuid { get; init; }

    /// <summary>What it is about, in a line.</summary>
    public required string Info { get; init; }

    /// <summary>The day that it says it is of.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>When it was last changed, UTC, to the second.</summary>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>Id of the organisation that made it.</summary>
    public required Guid MakerUuid { get; init; }

    /// <summary>Name of the organisation that made it.</summary>
    public required string Maker { get; init; }

    /// <summary>To whom MISP gives it: 0 the own organisation, 1 this community, 2 connected communities, 3 all, 4 a sharing group.</summary>
    public required int Distribution { get; init; }

    /// <summary>Its tags, those of its parts too, as written: <c>tlp:green</c>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Attributes outside objects.</summary>
    public IReadOnlyList<MispAttribute> Attributes { get; init; } = [];

    /// <summary>Its objects.</summary>
    public IReadOnlyList<MispObject> Objects { get; init; } = [];

    /// <summary>The galaxy clusters that it is tagged with.</summary>
    public IReadOnlyList<MispCluster> Clusters { get; init; } = [];
}
