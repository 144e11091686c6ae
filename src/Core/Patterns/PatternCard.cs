namespace Knooppunt.Patterns;

/// <summary>A sentence in the languages of the screens, with <c>{field}</c> where a value of the match stands.</summary>
/// <param name="Dutch">Dutch, B1.</param>
/// <param name="English">English.</param>
public sealed record Sentences(string Dutch, string English);

/// <summary>In Dutch what Sigma keeps in one language. Each part null when not written: a screen then shows the original.</summary>
/// <param name="Title">The title.</param>
/// <param name="Description">The description.</param>
/// <param name="Contradiction">The reason of the hard contradiction.</param>
public sealed record DutchTexts(string? Title, string? Description, string? Contradiction);

/// <summary>What Knooppunt adds to a pattern under the key <c>knooppunt</c>. Every part may be missing in rules of others.</summary>
public sealed record PatternCard
{
    /// <summary>Where it happens: terminal, gate, passes, quay, water, air, flowers or premises; null when not said.</summary>
    public string? Place { get; init; }

    /// <summary>Field whose value is the primary subject of a match; null when not said.</summary>
    public string? Subject { get; init; }

    /// <summary>Families of evidence that it speaks of; for information.</summary>
    public IReadOnlyList<string> Families { get; init; } = [];

    /// <summary>The declared reason why a match is a hard contradiction; null when it is none.</summary>
    public string? Contradiction { get; init; }

    /// <summary>How long a story stays open without a new match; 24 hours by default.</summary>
    public TimeSpan StoryGap { get; init; } = TimeSpan.FromHours(24);

    /// <summary>What happened, in a sentence; null when not said.</summary>
    public Sentences? Sentence { get; init; }

    /// <summary>The likely innocent explanation; null when not said.</summary>
    public Sentences? Innocent { get; init; }

    /// <summary>Title, description and contradiction in Dutch; null when not said.</summary>
    public DutchTexts? Dutch { get; init; }

    /// <summary>Crime script and step, for example <c>MO-03/collect</c>; null when not said.</summary>
    public string? Script { get; init; }

    /// <summary>Whether it is about staff: shipped switched off.</summary>
    public bool Staff { get; init; }

    /// <summary>What of the pattern the specification does not have yet: <c>absence</c>; null when it is all in there.</summary>
    public string? Preview { get; init; }

    /// <summary>Where the idea comes from.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];
}
