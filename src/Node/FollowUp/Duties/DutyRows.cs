using Knooppunt.FollowUp;
using Knooppunt.Node.Shell;

namespace Knooppunt.Node.FollowUp;

/// <summary>From a duty to its row and back.</summary>
static class DutyRows
{
    /// <summary>A row for a new duty.</summary>
    public static DutyRow New(string kind, string thing, Duty duty, long? rule)
    {
        var row = new DutyRow
        {
            Kind = kind,
            Object = thing,
            Rule = rule,
            State = duty.State,
            Route = "",
            Step = 0,
            Owner = "",
            Person = null,
            Deadline = 0,
            AnswerMicros = 0,
            ActMicros = 0,
            Late = 0,
            Version = 0,
        };
        row.Take(duty);
        return row;
    }

    extension(DutyRow row)
    {
        /// <summary>The duty that the row holds.</summary>
        public Duty Duty => new()
        {
            State = row.State,
            Route = row.Route.Split(' '),
            Step = row.Step,
            Person = row.Person,
            Deadline = UnixTime.FromMicroseconds(row.Deadline),
            Answer = TimeSpan.FromMicroseconds(row.AnswerMicros),
            Act = TimeSpan.FromMicroseconds(row.ActMicros),
            Late = row.Late,
        };

        /// <summary>Writes a duty into the row.</summary>
        public void Take(Duty duty)
        {
            (row.State, row.Route, row.Step, row.Owner) = (duty.State, string.Join(' ', duty.Route), duty.Step, duty.Owner);
            (row.Person, row.Deadline, row.Late) = (duty.Person, duty.Deadline.UnixMicroseconds, duty.Late);
            (row.AnswerMicros, row.ActMicros) = (duty.Answer.Ticks / TimeSpan.TicksPerMicrosecond, duty.Act.Ticks / TimeSpan.TicksPerMicrosecond);
            row.Version++;
        }
    }
}
