using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell.People;
using Knooppunt.Observations;

namespace Knooppunt.Node.Knowledge;

/// <summary>Who may see and change what is known of ways of working. It holds no persons; the mark decides, by the one table of access.</summary>
static class KnowledgeRights
{
    extension(ClaimsPrincipal person)
    {
        /// <summary>Whether the person may see something under this label. What is marked for everybody is for everybody who is signed in.</summary>
        public bool SeesKnowledge(VisibilityLabel label) =>
            person.Viewers.Count > 0 && ((label.Tlp == Tlp.Clear && label.Pap < Pap.Red) || Visibility.Ask(person.Viewers, label).Verdict != AccessVerdict.Refuse);

        /// <summary>Organisations for which the person writes scripts: those where an analyst.</summary>
        public string[] WritesFor => [.. person.Viewers.Where(viewer => viewer.Role == Role.Analyst).Select(viewer => viewer.Organisation).Distinct().Order(StringComparer.Ordinal)];

        /// <summary>Whether the person writes scripts and decides on proposals.</summary>
        public bool WritesScripts => person.Has(Role.Analyst);
    }
}
