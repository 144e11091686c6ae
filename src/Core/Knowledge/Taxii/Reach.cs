namespace Knooppunt.Knowledge.Taxii;

/// <summary>
/// Who may have an object: all nodes, the partners of this node, the one who brought it, or nobody. Of two reaches only who is in both is in their
/// meeting, so that the strictest of all marks and of all that is mentioned counts, in whatever order they are met. <c>default</c> is all nodes.
/// </summary>
/// <param name="Value">The reach as a number, as the store keeps it: 0 all nodes, 1 the partners, 2 nobody, 16 and more one who brought it.</param>
public readonly record struct Reach(int Value)
{
    const int FirstOwner = 16;

    /// <summary>Every partner and every other node that has a right to the collection.</summary>
    public static Reach AllNodes => new(0);

    /// <summary>Every partner of this node that has a right to the collection.</summary>
    public static Reach Partners => new(1);

    /// <summary>Nobody: what it mentions is not here, or is somebody else's alone.</summary>
    public static Reach Nobody => new(2);

    /// <summary>The one alone who brought it.</summary>
    /// <param name="owner">Number of who brought it; 0 or more.</param>
    public static Reach OwnerOf(int owner) => new(FirstOwner + owner);

    /// <summary>Who is in both.</summary>
    /// <param name="other">The other reach.</param>
    public Reach Meet(Reach other)
    {
        if (Value == other.Value)
            return this;
        if (Value >= FirstOwner && other.Value >= FirstOwner)
            return Nobody;
        return Width(Value) >= Width(other.Value) ? this : other;
    }

    /// <summary>Whether everybody in this one is in the other too.</summary>
    /// <param name="other">The other reach.</param>
    public bool IsWithin(Reach other) => Meet(other) == this;

    // All nodes, partners, one, nobody.
    static int Width(int value) => value switch { 0 => 0, 1 => 1, 2 => 3, _ => 2 };
}
