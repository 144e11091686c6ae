using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Signals;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>Makes a notice of what happened in other rooms, for who is on duty at the organisation that must know, and a message for its systems; in one transaction with how far it came, so each once.</summary>
sealed class FollowNews(IEnumerable<INews> rooms, IDbContextFactory<FollowUpDb> database, OnDutyPeople people, NodeSettings settings, WriteTurn turn, TimeProvider clock)
{
    const int AtOnce = 200;

    /// <summary>Takes in what happened since the last time.</summary>
    public async Task CatchUp(CancellationToken stop)
    {
        foreach (var room in rooms)
        {
            while (await Some(room, stop) == AtOnce)
            {
            }
        }
    }

    async Task<int> Some(INews room, CancellationToken stop)
    {
        long from;
        await using (var look = await database.CreateDbContextAsync(stop))
            from = (await look.Followed.FindAsync([room.Name], stop))?.Number ?? 0;
        var news = await room.After(from, AtOnce, stop);
        if (news.Count == 0)
            return 0;
        var watch = await people.Now(stop);
        return await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            var followed = await db.Followed.FindAsync([room.Name], stop) ?? db.Followed.Add(new FollowedRow { What = room.Name, Number = 0 }).Entity;
            // Nothing of what somebody else took in between the look and the turn.
            foreach (var one in news.Where(one => one.Number > followed.Number))
            {
                if (watch.At(one.Organisation) is { } person && person != one.By)
                    db.Notices.Add(new NoticeRow { Person = person, At = one.At, Deed = one.Deed, Kind = one.Kind, Object = one.Object, Owner = one.Organisation, Severity = (int)Severity.Medium, Topic = one.Kind });
                if (settings.Organisations.Find(partner => partner.Id == one.Organisation)?.Webhook is not null)
                    db.Webhooks.Add(WebhookEvent.Row(settings.Node, one.Organisation, one.Kind, one.Deed, $"{one.Kind}/{one.Object}", one.At, clock.GetUtcNow(), []));
            }

            followed.Number = Math.Max(followed.Number, news[^1].Number);
            await db.SaveChangesAsync(stop);
            return news.Count;
        }, stop);
    }
}
