using Knooppunt.Knowledge.Personal;
using Knooppunt.Knowledge.Taxii;

namespace Knooppunt.Node.Exchange.Store;

/// <summary>No data about persons comes in as knowledge, from whomever and by whatever way. An object that says itself that it is about a person is not looked through: <see cref="MarkRule"/> keeps it with the partners of the node.</summary>
static class PersonalCheck
{
    public static string? Refusal(EnvelopeItem item) => item.Head is { Kind: not ObjectKind.Person } head ? PersonalObject.Refusal(item.Bytes, head.Kind) : null;
}
