using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell.People;
using Knooppunt.Observations;

namespace Knooppunt.Node.Detection.Backtest;

/// <summary>Over which journals somebody may run a backtest: those of the own organisations, and the partnership's, in which lies what others released. Which records in them is for the table of access to say.</summary>
static class BacktestRights
{
    extension(ClaimsPrincipal person)
    {
        /// <summary>Whether any role of the person may try patterns on history.</summary>
        public bool MayBacktest => person.Viewers.Any(viewer => Ask(viewer, Direction.OwnOrganisation).Verdict != AccessVerdict.Refuse);
    }

    /// <summary>The journals, the own ones first; with the article for the read log.</summary>
    public static IReadOnlyList<(string Journal, string Article)> Of(IReadOnlyList<Viewer> viewers, JournalRoom journals)
    {
        var lawful = new List<(string, string)>();
        foreach (var journal in journals.Organisations.OrderBy(journal => journal == journals.Settings.Partnership).ThenBy(journal => journal, StringComparer.Ordinal))
        {
            var shared = journal == journals.Settings.Partnership;
            if (viewers.Where(viewer => shared || viewer.Organisation == journal).Select(viewer => Ask(viewer, shared ? Direction.Partner : Direction.OwnOrganisation)).FirstOrDefault(answer => answer.Verdict != AccessVerdict.Refuse) is { } answer)
                lawful.Add((journal, answer.Article));
        }

        return lawful;
    }

    // Records of the gate are what every node has and every one of these roles works with.
    static AccessAnswer Ask(Viewer viewer, Direction direction) => AccessTable.Ask(new(Regime.Avg, Purpose.SiteSecurity, viewer.Role, direction, Tlp.Amber, Pap.Amber, Use.History));
}
