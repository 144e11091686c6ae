using System.Security.Claims;
using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Disclosure;
using Knooppunt.Node.Journal;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Node.Shell.Words;

namespace Knooppunt.Node.Concerned;

/// <summary>Asks every room what it holds about somebody, and leaves out what the access table refuses to who asks. The search stands in the read log first.</summary>
sealed class SearchRooms(IEnumerable<IHoldsAbout> rooms, JournalRoom journals, Requests requests, Labels labels, ReadLog log, NodeSettings settings)
{
    /// <summary>What could not be searched, and why.</summary>
    public IEnumerable<(Word Room, Word Why)> NotSearched => from room in rooms where room.NotSearched is not null select (room.Room, room.NotSearched!.Value);

    /// <summary>Searches for one organisation and keeps what it found with the request. False when the organisation decided in the meantime.</summary>
    /// <param name="person">Its privacy officer.</param>
    /// <param name="request">The request, open.</param>
    /// <param name="organisation">The organisation.</param>
    /// <param name="stop">Stops.</param>
    public async Task<bool> For(ClaimsPrincipal person, OpenedRequest request, string organisation, CancellationToken stop)
    {
        await log.Record(person, "concerned-search", request.Row.Id, $"gezocht voor {settings.NameOf(organisation)}", Knooppunt.Concerned.ConcernedLaw.ArticleOf(request.Row.Right), stop);
        var (sought, viewers) = (Sought.Read(request.Row), ConcernedRights.Viewers([organisation]));
        var found = new List<FindingRow>();
        foreach (var room in rooms)
        {
            foreach (var holding in await room.About(sought, stop))
            {
                if (holding.Label is null || Visibility.Ask(viewers, holding.Label).Verdict != AccessVerdict.Refuse)
                    found.Add(RowOf(request.Row, organisation, room.Room, holding));
            }
        }

        return await requests.Keep(request, organisation, found, stop);
    }

    /// <summary>Whether an organisation holds records under a closed regime: it answers in a letter of its own.</summary>
    public bool AnswersAlone(string organisation) => settings.Sources.Any(source => source.Organisation == organisation && source.Regime.IsClosed());

    /// <summary>Sources of an organisation of which its own privacy officer may see nothing: they are not searched, and "nothing found" says nothing of them.</summary>
    public IReadOnlyList<string> ClosedTo(string organisation) => [.. settings.Sources.Where(source => source.Organisation == organisation
        && Visibility.Ask(ConcernedRights.Viewers([organisation]), VisibilityLabel.Of(source.Handling, released: false)).Verdict == AccessVerdict.Refuse).Select(source => source.Name)];

    // What was made of several organisations' copies, and what the node keeps of itself, is answered for by who keeps the contact point.
    string HolderOf(VisibilityLabel? label) => label is null || journals.IsShared(label.Organisation) ? settings.ContactOrganisation : label.Organisation;

    FindingRow RowOf(RequestRow request, string organisation, Word room, Holding holding) => new()
    {
        Request = request.Number,
        SearchedFor = organisation,
        Holder = HolderOf(holding.Label),
        Room = room.Dutch,
        RoomEnglish = room.English,
        What = holding.What.Dutch,
        WhatEnglish = holding.What.English,
        Source = holding.Source,
        Label = holding.Label is { } label ? labels.IdOf(label) : null,
        Count = holding.Count,
        Since = holding.Since.UnixMicroseconds,
        Last = holding.Last.UnixMicroseconds,
        Until = holding.Until?.UnixMicroseconds,
    };
}
