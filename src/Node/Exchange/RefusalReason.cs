using Knooppunt.Node.Shell.Words;
using Knooppunt.Observations;

namespace Knooppunt.Node.Exchange;

/// <summary>Why an object was not taken: what the node says of it in both languages, and what stands quoted behind that as it came.</summary>
/// <param name="Ours">The node's own words; empty when the quoted sentence says it all.</param>
/// <param name="Quoted">What a neighbour wrote, or what a rule says with its section and path, in English; empty when there is none.</param>
readonly record struct RefusalReason(Word Ours, string Quoted = "")
{
    /// <summary>Characters that are kept of what is quoted; what is longer ends in dots.</summary>
    public const int LongestQuote = 500;

    // No text that is quoted can hold one: a control character is shown as a dot.
    const char Between = '\n';

    /// <summary>What needs no words of ours.</summary>
    public static RefusalReason Quote(string sentence) => new(Word.Same(""), sentence);

    /// <summary>The whole in English, as machines are told it.</summary>
    public string English => Quoted.Length == 0 ? Ours.English : Ours.English.Length == 0 ? Quoted : $"{Ours.English} {Quoted}";

    /// <summary>Both parts in one text, for what is kept. <see cref="OfKept"/> reads it back.</summary>
    public string Kept => $"{Ours.Kept}{Between}{Shown(Quoted, LongestQuote)}";

    /// <summary>What was kept. A text without the mark between the parts is of before there were two, and is a quote as a whole.</summary>
    public static RefusalReason OfKept(string text) => text.Split(Between, 2) is [var ours, var quoted] ? new(Word.OfKept(ours), quoted) : Quote(text);

    /// <summary>A text of others as a person may be shown it: short, and without control characters.</summary>
    public static string Shown(string text, int longest) => new Complaint(default, text.Length <= longest ? text : text[..longest] + "...").Sentence;
}
