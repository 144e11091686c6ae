using Knooppunt.Node.Shell.Layout;

namespace Knooppunt.Node.Shell.Words;

/// <summary>One word of a screen in both languages.</summary>
readonly record struct Word(string Dutch, string English)
{
    /// <summary>What stands where nobody knows it.</summary>
    public static Word Unknown => new("onbekend", "unknown");

    /// <summary>What stands where the evidence names none of the node's places: a ship at sea, a message without one.</summary>
    public static Word NoPlace => new("geen bekende plaats", "no known place");

    /// <summary>What is called the same in both: a name, what somebody wrote.</summary>
    public static Word Same(string text) => new(text, text);

    /// <summary>The word in the language of the page.</summary>
    public string In(Language language) => In(language.English);

    /// <summary>The word in Dutch or in English.</summary>
    public string In(bool english) => english ? English : Dutch;

    public static implicit operator Word((string Dutch, string English) pair) => new(pair.Dutch, pair.English);
}
