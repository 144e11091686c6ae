using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell.People;

namespace Knooppunt.Node.Programme;

/// <summary>Who reads and writes the account. It is about nobody.</summary>
static class ProgrammeRights
{
    /// <summary>On what reading rests.</summary>
    public const string Ground = "geen persoonsgegevens (AVG art. 2)";

    /// <summary>Whether somebody reads the account.</summary>
    public static bool Reads(ClaimsPrincipal person) => person.ReadsPatterns;

    /// <summary>Whether somebody writes it.</summary>
    public static bool Writes(ClaimsPrincipal person) => person.Has(Role.ProgrammeManager);
}
