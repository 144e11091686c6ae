using System.Security.Claims;

namespace Knooppunt.Node.Shell;

/// <summary>A room in which the one search box finds something by words: what stands there is known by no number.</summary>
interface IFindsByWords
{
    /// <summary>The address of what was found; null when nothing that the person may see says it. The words may stand in the address.</summary>
    string? Find(ClaimsPrincipal person, string words);
}
