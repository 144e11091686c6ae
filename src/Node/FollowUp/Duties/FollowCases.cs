using Knooppunt.FollowUp;
using Knooppunt.Node.Cases.Following;
using Knooppunt.Node.Shell.Settings;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>
/// Gives every case its owner and clock, takes one that lies with an organisation that left to the centre, and tells Cases who leads. It looks at what stands there and
/// does what is lacking, so that a kill in between loses nothing and doing it twice changes nothing.
/// </summary>
sealed class FollowCases(CaseNews cases, IDbContextFactory<FollowUpDb> database, Competences competences, Duties duties, NodeSettings settings, TimeProvider clock) : ICaseFollower
{
    const int AtOnce = 200;

    /// <summary>Does what is lacking.</summary>
    public async Task CatchUp(CancellationToken stop)
    {
        CompetenceMap? map = null;
        for (long from = 0; await cases.OpenAfter(from, stop) is { Count: > 0 } some; from = some[^1].Number)
        {
            map ??= (await competences.Read(stop)).Map;
            var known = await duties.Of(Duties.Case, [.. some.Select(one => one.Id)], stop);
            foreach (var one in some)
                await Follow(one, known.GetValueOrDefault(one.Id), map.Find(new CompetenceQuestion(one.Place, one.Script, one.Regime)).Organisations, stop);
        }

        await using var db = await database.CreateDbContextAsync(stop);
        var open = await db.Duties.AsNoTracking().Where(duty => duty.Kind == Duties.Case && duty.State != DutyState.Closed).OrderBy(duty => duty.Id).Select(duty => duty.Object).ToListAsync(stop);
        foreach (var some in open.Chunk(AtOnce))
        {
            foreach (var closed in (await cases.Of(some, stop)).Where(one => !one.Open))
                await duties.Change(Duties.Case, closed.Id, (duty, _) => duty.State == DutyState.Closed ? duty : duty.Close(clock.GetUtcNow()), DutyDeed.Closed, By.Clock, stop);
        }
    }

    async Task Follow(CaseStanding one, DutyRow? row, IReadOnlyList<string> competent, CancellationToken stop)
    {
        if (row is null)
            await duties.Offer(Duties.Case, one.Id, Duties.Case, Asked.ToCase(one.Owner), null, CaseMatters.Gravity, asker: null, stop);
        else if (row.State == DutyState.Closed)
            await duties.Change(Duties.Case, one.Id, (duty, onDuty) => duty.State == DutyState.Closed ? duty.Reopen(clock.GetUtcNow(), onDuty) : duty, DutyDeed.Reopened, By.Clock, stop);
        else if (settings.Organisations.All(partner => partner.Id != row.Owner) && row.Owner != settings.LastResort)
            // Nobody comes after the centre: the clock must not bring it back to who is gone.
            await duties.Change(Duties.Case, one.Id, (duty, onDuty) => duty.Owner == row.Owner ? (duty with { Route = [.. duty.Route.Take(duty.Step), settings.LastResort] }).Reopen(clock.GetUtcNow(), onDuty) : duty, DutyDeed.HandedOver, By.Clock, stop);
        else if (!Asked.Onward(row.Duty, competent, Present(one)).SequenceEqual(row.Duty.Route))
            await duties.Reroute(Duties.Case, one.Id, duty => Asked.Onward(duty, competent, Present(one)), stop);
        else if (row.Owner == one.Owner)
            return;

        // What was lacking is there now.
        if ((await duties.Of(Duties.Case, [one.Id], stop)).GetValueOrDefault(one.Id) is not { } now || now.Owner == one.Owner)
            return;
        var moved = (await duties.History(now.Id, stop)).LastOrDefault(step => step.To == now.Owner && step.From != step.To);
        await cases.LeadIs(one.Id, now.Owner, moved?.Name ?? "", moved?.Reason ?? "", stop);
    }

    string[] Present(CaseStanding one) => [.. one.Able.Where(organisation => settings.Organisations.Any(partner => partner.Id == organisation))];
}
