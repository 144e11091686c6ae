namespace Knooppunt.Effect;

/// <summary>Why a method may not be used. The names are stored; a page has words for each in both languages.</summary>
public enum Obstacle : byte
{
    /// <summary>Nothing was counted where the method divides by a count or weighs by it.</summary>
    NothingCounted,
    /// <summary>There are too few periods or cases before, after, or in all.</summary>
    TooFew,
    /// <summary>A group that the method compares has no member.</summary>
    EmptyGroup,
    /// <summary>A part of the figures is zero throughout, so that an effect without end fits best.</summary>
    Separated,
    /// <summary>Two explanations always move together, so that no figure can tell them apart.</summary>
    NotIdentified,
    /// <summary>The computation did not settle.</summary>
    NotConverged,
    /// <summary>The figures do not meet a condition under which the method means something.</summary>
    ConditionNotMet,
    /// <summary>The question is larger than the method answers exactly.</summary>
    TooLarge,
    /// <summary>What computes it does not run on this system.</summary>
    NoSolver,
}

/// <summary>That a method may not be used, and why.</summary>
/// <param name="Obstacle">The kind of reason.</param>
/// <param name="Sentence">One English sentence with the figures of this case: what is missing and what would help.</param>
public sealed record Untested(Obstacle Obstacle, string Sentence);

/// <summary>The outcome of a method: what it found, or why it may not be used. A programmer's mistake is an exception instead.</summary>
/// <typeparam name="T">What it finds. Every number in it is a number, never NaN.</typeparam>
/// <remarks><c>default</c> is an outcome without a reason and must not be used.</remarks>
public readonly struct Tested<T>
{
    readonly T? _value;

    Tested(T? value, Untested? untested) => (_value, Untested) = (value, untested);

    /// <summary>Whether the method could be used.</summary>
    public bool Ok => Untested is null && _value is not null;

    /// <summary>What was found.</summary>
    /// <exception cref="InvalidOperationException">The method could not be used; the message is the reason.</exception>
    public T Value => Ok ? _value! : throw new InvalidOperationException(Untested?.Sentence ?? "Nothing was tested.");

    /// <summary>Why the method may not be used; null when it was.</summary>
    public Untested? Untested { get; }

    /// <summary>What follows from what was found, or the same reason.</summary>
    public Tested<TNext> Then<TNext>(Func<T, Tested<TNext>> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return Ok ? next(_value!) : Untested ?? new Untested(Obstacle.ConditionNotMet, "Nothing was tested.");
    }

    /// <summary>It was found.</summary>
    public static implicit operator Tested<T>(T value) => new(value, null);

    /// <summary>It may not be used.</summary>
    public static implicit operator Tested<T>(Untested untested) => new(default, untested);
}
