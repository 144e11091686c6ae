using Knooppunt.Knowledge.Personal;
using Knooppunt.Knowledge.Taxii;

namespace Knooppunt.Node.Exchange.Store;

/// <summary>No data about persons comes in as knowledge, from whomever and by whatever way. An object that says itself that it is about a person is judged by <see cref="MarkRule"/>: it never passes between nodes.</summary>
static class PersonalCheck
{
    public static string? Refusal(EnvelopeItem item) => item.Head is { Kind: not ObjectKind.Person } head ? PersonalObject.Refusal(item.Bytes, head.Kind) : null;
}
