using Knooppunt.Knowledge.Personal;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Knowledge.Taxii;

namespace Knooppunt.Node.Exchange.Store;

/// <summary>
/// What comes in from others, from whomever and by whatever way, holds what the specification says it must, and no data about persons. An object that says itself that it is about a person is not looked
/// through for them: <see cref="MarkRule"/> keeps it with the partners of the node.
/// </summary>
static class IncomingCheck
{
    public static string? Refusal(EnvelopeItem item) => item.Head is not { } head ? null
        : StixRules.Broken(item.Bytes) ?? (head.Kind == ObjectKind.Person ? null : PersonalObject.Refusal(item.Bytes, head.Kind));
}
