using System.Text.Json.Nodes;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.Settings;
using Knooppunt.Signals;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>Makes a notice of every step of a duty that somebody must know, and a message for the systems of the organisation that has it; in one transaction with how far it came.</summary>
sealed class FollowSteps(IDbContextFactory<FollowUpDb> database, OnDutyPeople people, NodeSettings settings, WriteTurn turn, TimeProvider clock)
{
    const string Steps = "duty-steps";
    const int AtOnce = 500;

    static readonly DutyDeed[] Moves = [DutyDeed.Offered, DutyDeed.Declined, DutyDeed.HandedOver, DutyDeed.TakenOver, DutyDeed.Escalated, DutyDeed.Hastened, DutyDeed.Reopened];

    /// <summary>Takes in the steps since the last time.</summary>
    public async Task CatchUp(CancellationToken stop)
    {
        while (await Some(stop) == AtOnce)
        {
        }
    }

    async Task<int> Some(CancellationToken stop)
    {
        await using (var look = await database.CreateDbContextAsync(stop))
        {
            if (await look.Steps.Select(step => (long?)step.Id).MaxAsync(stop) is not { } last || last <= ((await look.Followed.FindAsync([Steps], stop))?.Number ?? 0))
                return 0;
        }

        var watch = await people.Now(stop);
        return await turn.Take(async () =>
        {
            await using var db = await database.CreateDbContextAsync(stop);
            var followed = await db.Followed.FindAsync([Steps], stop) ?? db.Followed.Add(new FollowedRow { What = Steps, Number = 0 }).Entity;
            var news = await db.Steps.AsNoTracking().Where(step => step.Id > followed.Number).OrderBy(step => step.Id).Take(AtOnce)
                .Join(db.Duties, step => step.Duty, duty => duty.Id, (step, duty) => new { Step = step, Duty = duty }).ToListAsync(stop);
            foreach (var one in news)
                Take(db, one.Step, one.Duty, watch);
            // Nothing when somebody else took them in between the look and the turn.
            followed.Number = await db.Steps.Where(step => step.Id > followed.Number).OrderBy(step => step.Id).Take(AtOnce).Select(step => (long?)step.Id).MaxAsync(stop) ?? followed.Number;
            await db.SaveChangesAsync(stop);
            return news.Count;
        }, stop);
    }

    void Take(FollowUpDb db, DutyStepRow step, DutyRow duty, Watch watch)
    {
        // What came of it is news for who asked, or who is on duty there when that person left; everything else for who has it now. Nobody is told what they did themselves.
        var answered = step.Deed == DutyDeed.Closed && duty.Outcome.Length > 0;
        if (!answered && !Moves.Contains(step.Deed))
            return;
        var organisation = answered ? duty.Route.Split(' ')[^1] : step.To;
        var person = answered ? (watch.NameOf(duty.Asker) is null ? watch.At(organisation) : duty.Asker)
            : duty.Owner == step.To ? duty.Person : watch.At(organisation);
        // What stays with who let it lie is news for everybody there: otherwise nobody else would know.
        IEnumerable<string> told = step.Deed == DutyDeed.Escalated && step.From == step.To ? watch.Colleagues[step.To] : [];
        foreach (var one in told.Append(person).OfType<string>().Distinct().Where(one => step.Name.Length == 0 || watch.NameOf(one) != step.Name))
        {
            db.Notices.Add(new NoticeRow
            {
                Person = one,
                At = step.At,
                Deed = step.Deed,
                Kind = duty.Kind,
                Object = duty.Object,
                Owner = organisation,
                Severity = duty.Severity,
                Topic = duty.Topic,
            });
        }

        if (settings.Organisations.Find(partner => partner.Id == organisation)?.Webhook is not null)
        {
            db.Webhooks.Add(WebhookEvent.Row(settings.Node, organisation, "duty", step.Deed, $"{duty.Kind}/{duty.Object}", step.At, clock.GetUtcNow(), new JsonObject
            {
                ["severity"] = ((Severity)duty.Severity).ToString().ToLowerInvariant(),
                ["deadline"] = UnixTime.FromMicroseconds(duty.Deadline).UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                ["late"] = duty.Late,
            }));
        }
    }
}
