using Knooppunt.FollowUp;
using Knooppunt.Node.Shell;
using Knooppunt.Signals;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>
/// Gives what was shared and what was asked its owner and clock, and ends the clock of what was taken back. It looks at what stands there and does what is lacking,
/// so that a kill between the deed and its duty loses nothing.
/// </summary>
sealed class FollowAsked(IDbContextFactory<FollowUpDb> database, Duties duties, TimeProvider clock)
{
    const int AtOnce = 200;

    /// <summary>Does what is lacking.</summary>
    public async Task CatchUp(CancellationToken stop)
    {
        await using var db = await database.CreateDbContextAsync(stop);
        var shares = await db.Shares.AsNoTracking().Where(row => row.Story != "" && !db.Duties.Any(duty => duty.Kind == Duties.Share && duty.Object == row.Id)).OrderBy(row => row.At).Take(AtOnce)
            .Select(row => new { row.Id, row.From, row.To, row.Who, row.Severity }).ToListAsync(stop);
        foreach (var share in shares)
            await duties.Offer(Duties.Share, share.Id, Duties.Share, Asked.ToShare(share.From, share.To), null, (Severity)share.Severity, share.Who, stop);

        var points = await db.ActionPoints.AsNoTracking().Where(row => !db.Duties.Any(duty => duty.Kind == Duties.Action && duty.Object == row.Id)).OrderBy(row => row.At).Take(AtOnce).ToListAsync(stop);
        foreach (var point in points)
        {
            var term = UnixTime.FromMicroseconds(point.Due) - clock.GetUtcNow();
            await duties.Offer(Duties.Action, point.Id, Duties.Action, Asked.ToAct(point.AskedBy, point.Asked, term > TimeSpan.Zero ? term : TimeSpan.FromMinutes(1)), null, Severity.High, point.Who, stop);
        }

        var gone = await db.Duties.AsNoTracking().Where(duty => duty.Kind == Duties.Share && duty.State != DutyState.Closed && db.Shares.Any(row => row.Id == duty.Object && row.Story == "")).OrderBy(duty => duty.Id).Take(AtOnce)
            .Select(duty => duty.Object).ToListAsync(stop);
        foreach (var share in gone)
            await duties.Change(Duties.Share, share, (duty, _) => duty.Close(clock.GetUtcNow()), DutyDeed.Closed, By.Clock, stop);
    }
}
