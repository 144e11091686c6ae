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

    // Looks like any other blank, and nobody types it: so what a person wrote with a stroke in it stays whole.
    const string Between = "\u00a0/ ";

    /// <summary>Both in one text, for what is kept: a note of the node itself. <see cref="OfKept"/> reads it back.</summary>
    public string Kept => Dutch == English ? Dutch : Dutch + Between + English;

    /// <summary>What was kept: both languages where the node wrote it, what a person wrote as it is.</summary>
    public static Word OfKept(string text) => text.Split(Between) is [var dutch, var english] ? new(dutch, english) : Same(text);

    /// <summary>The word in the language of the page.</summary>
    public string In(Language language) => In(language.English);

    /// <summary>The word in Dutch or in English.</summary>
    public string In(bool english) => english ? English : Dutch;

    public static implicit operator Word((string Dutch, string English) pair) => new(pair.Dutch, pair.English);
}
