using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Knooppunt.Cases;

/// <summary>One line of the log of a piece of evidence. It carries a hash of itself and of everything before it.</summary>
/// <param name="Number">From 1, without a gap.</param>
/// <param name="At">UTC microseconds since 1970.</param>
/// <param name="Deed">What happened.</param>
/// <param name="From">Short name of the organisation that held it.</param>
/// <param name="To">Short name of the organisation to which it goes or would have gone.</param>
/// <param name="Name">Name of the person who wrote this line.</param>
/// <param name="Why">Why, or how it was received.</param>
/// <param name="Hash">64 hexadecimal digits.</param>
public sealed record CustodyLink(int Number, long At, CustodyDeed Deed, string From, string To, string Name, string Why, string Hash = "");

/// <summary>What is wrong with a log.</summary>
public enum CustodyFaultKind : byte
{
    /// <summary>A line does not fit what stands before it: it, the pointer or an earlier line was changed, or a line was put in or left out.</summary>
    Changed,
    /// <summary>Every line fits, and the seal does not: the last lines were cut off, or everything was written anew by somebody without the node's key.</summary>
    Seal,
}

/// <summary>The first place where a log is not what was written.</summary>
/// <param name="Number">Number that the line should have; 0 for the seal.</param>
/// <param name="Kind">What is wrong.</param>
public readonly record struct CustodyFault(int Number, CustodyFaultKind Kind);

/// <summary>
/// The chain of a custody log: SHA-256 over each line and the hash before it, so that anybody can check a print of it, and a seal under the node's key over the last,
/// so that who has the database alone can neither cut it off nor write it anew.
/// </summary>
public static class CustodyChain
{
    /// <summary>The hash with which a log begins: the facts of the pointer, which therefore cannot be changed either.</summary>
    /// <param name="facts">In a fixed order.</param>
    public static string Begin(params ReadOnlySpan<string> facts) => HashOf(facts);

    /// <summary>A line with its hash.</summary>
    /// <param name="previous">Hash of the line before, or of the beginning.</param>
    /// <param name="link">The line; its own hash is not read.</param>
    public static CustodyLink Close(string previous, CustodyLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return link with { Hash = HashOf([previous, Text(link.Number), Text(link.At), link.Deed.ToString(), link.From, link.To, link.Name, link.Why]) };
    }

    /// <summary>The seal of a log.</summary>
    /// <param name="key">The node's key.</param>
    /// <param name="pointer">Id of the pointer.</param>
    /// <param name="begin">Hash of the beginning.</param>
    /// <param name="links">Every line, in order.</param>
    public static string Seal(ReadOnlySpan<byte> key, string pointer, string begin, IReadOnlyList<CustodyLink> links)
    {
        ArgumentNullException.ThrowIfNull(links);
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{pointer}\n{Text(links.Count)}\n{(links.Count == 0 ? begin : links[^1].Hash)}")));
    }

    /// <summary>The first fault of a log; null when it is as it was written.</summary>
    /// <param name="key">The node's key.</param>
    /// <param name="pointer">Id of the pointer.</param>
    /// <param name="begin">Hash of the beginning, made anew from the facts.</param>
    /// <param name="links">The lines, in order.</param>
    /// <param name="seal">The seal that was kept.</param>
    public static CustodyFault? Verify(ReadOnlySpan<byte> key, string pointer, string begin, IReadOnlyList<CustodyLink> links, string seal)
    {
        ArgumentNullException.ThrowIfNull(links);
        var previous = begin;
        for (var i = 0; i < links.Count; i++)
        {
            if (links[i].Number != i + 1 || Close(previous, links[i]).Hash != links[i].Hash)
                return new(i + 1, CustodyFaultKind.Changed);
            previous = links[i].Hash;
        }

        return Seal(key, pointer, begin, links) == seal ? null : new(0, CustodyFaultKind.Seal);
    }

    // Each text with its length before it, so that no two logs give the same bytes.
    static string HashOf(ReadOnlySpan<string> texts)
    {
        var joined = new StringBuilder();
        foreach (var text in texts)
            joined.Append(Text(text.Length)).Append(':').Append(text);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(joined.ToString())));
    }

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
