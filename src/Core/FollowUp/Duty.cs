using Knooppunt.Signals;

namespace Knooppunt.FollowUp;

/// <summary>How far somebody is with what they must answer for.</summary>
public enum DutyState : byte
{
    /// <summary>It was put before an organisation, which has not answered.</summary>
    Offered,
    /// <summary>A person of the organisation took it.</summary>
    Accepted,
    /// <summary>It is done.</summary>
    Closed,
}

/// <summary>Who is on duty at an organisation.</summary>
/// <param name="organisation">Short name of the organisation.</param>
/// <returns>Id of the person; null when nobody there can answer.</returns>
public delegate string? OnDuty(string organisation);

/// <summary>
/// Who owns a signal, a report or a case at this moment, and until when. There is always exactly one owner, and while it is open its clock runs:
/// 38 kilos once lay three days at a terminal because everybody had a reason not to be competent.
/// </summary>
public sealed record Duty
{
    /// <summary>How far it is.</summary>
    public required DutyState State { get; init; }

    /// <summary>The organisations before which it comes, in order; at least one.</summary>
    public required IReadOnlyList<string> Route { get; init; }

    /// <summary>Which of them owns it, from 0.</summary>
    public required int Step { get; init; }

    /// <summary>Id of the person who owns it: on duty while it is offered, who took it afterwards. Null only when nobody of the whole route can answer.</summary>
    public required string? Person { get; init; }

    /// <summary>When the clock runs out; of a closed one when it was closed.</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>Within which time it must be accepted or declined.</summary>
    public required TimeSpan Answer { get; init; }

    /// <summary>Within which time after that it must be closed.</summary>
    public required TimeSpan Act { get; init; }

    /// <summary>How often its clock ran out.</summary>
    public int Late { get; init; }

    /// <summary>Short name of the organisation that owns it.</summary>
    public string Owner => Route[Step];

    /// <summary>Whether an organisation comes after the owner.</summary>
    public bool HasNext => Step < Route.Count - 1;

    /// <summary>A new duty before the first organisation of the route where somebody is on duty.</summary>
    /// <param name="route">The route.</param>
    /// <param name="severity">How grave it is: what is less grave may wait longer.</param>
    /// <param name="at">Now.</param>
    /// <param name="onDuty">Who is on duty.</param>
    public static Duty Offer(CompetenceRoute route, Severity severity, DateTimeOffset at, OnDuty onDuty)
    {
        ArgumentNullException.ThrowIfNull(route);
        var patience = Patience(severity);
        return Before(new()
        {
            State = DutyState.Offered,
            Route = route.Organisations,
            Step = 0,
            Person = null,
            Deadline = at,
            Answer = route.Answer * patience,
            Act = route.Act * patience,
        }, 0, at, onDuty);
    }

    /// <summary>How many times longer than a grave one a signal may wait: a medium one four times, a low one a day for each hour.</summary>
    public static int Patience(Severity severity) => severity switch { >= Severity.High => 1, Severity.Medium => 4, _ => 24 };

    /// <summary>A person of the owner takes it: from now on it must be closed in time.</summary>
    /// <param name="person">Id of the person.</param>
    /// <param name="at">Now.</param>
    /// <param name="due">The moment that was agreed; null, or when it has passed, for the usual time from now.</param>
    public Duty Accept(string person, DateTimeOffset at, DateTimeOffset? due = null) => this with { State = DutyState.Accepted, Person = person, Deadline = due > at ? due.Value : at + Act };

    /// <summary>The owner says that another is competent; it goes to the next. Null at the end of the route: there it can only be handed over.</summary>
    public Duty? Decline(DateTimeOffset at, OnDuty onDuty) => HasNext ? Before(this, Step + 1, at, onDuty) : null;

    /// <summary>The owner gives it to another organisation. Who came after the owner still comes after that one, and after the end of the route comes who gave it.</summary>
    public Duty HandOver(string organisation, DateTimeOffset at, OnDuty onDuty)
    {
        var after = HasNext ? Route.Skip(Step + 1) : [Owner];
        return Before(this with { Route = [.. Route.Take(Step), organisation, .. after.SkipWhile(next => next == organisation)] }, Step, at, onDuty);
    }

    /// <summary>Its owner is no partner any more: it comes before who comes next of those that are, else before who had it last of those, else before the last resort.</summary>
    /// <param name="isPartner">Whether an organisation, by its short name, is a partner.</param>
    /// <param name="lastResort">Short name of the organisation that has what nobody else has.</param>
    /// <param name="at">Now.</param>
    /// <param name="onDuty">Who is on duty.</param>
    public Duty Leave(Func<string, bool> isPartner, string lastResort, DateTimeOffset at, OnDuty onDuty)
    {
        string[] left = [.. Route.Skip(Step + 1).Concat(Route.Take(Step).Reverse()).Where(isPartner)];
        return Before(this with { Route = left.Length == 0 ? [lastResort] : [.. left.Where((next, index) => index == 0 || next != left[index - 1])] }, 0, at, onDuty);
    }

    /// <summary>A person of any organisation takes it over.</summary>
    public Duty TakeOver(string organisation, string person, DateTimeOffset at) =>
        HandOver(organisation, at, _ => person).Accept(person, at);

    /// <summary>The clock ran out. What nobody answered goes to the next organisation; what somebody works on stays theirs, late, and gets a new term.</summary>
    public Duty Escalate(DateTimeOffset at, OnDuty onDuty) => State switch
    {
        DutyState.Closed => this,
        DutyState.Accepted => this with { Late = Late + 1, Deadline = at + Act },
        _ => Before(this with { Late = Late + 1 }, HasNext ? Step + 1 : Step, at, onDuty),
    };

    /// <summary>It became graver: the term of the graver kind, when that ends sooner.</summary>
    public Duty Hasten(CompetenceRoute route, Severity severity, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(route);
        var hastened = this with { Answer = route.Answer * Patience(severity), Act = route.Act * Patience(severity) };
        var deadline = at + (State == DutyState.Accepted ? hastened.Act : hastened.Answer);
        return State == DutyState.Closed || deadline >= Deadline ? hastened with { Deadline = Deadline } : hastened with { Deadline = deadline };
    }

    /// <summary>It is done.</summary>
    public Duty Close(DateTimeOffset at) => this with { State = DutyState.Closed, Deadline = at };

    /// <summary>It was not done after all: it comes back to who had it.</summary>
    public Duty Reopen(DateTimeOffset at, OnDuty onDuty) => Before(this, Step, at, onDuty);

    // Where nobody is on duty nobody would answer: it goes on at once, and stays with the last.
    static Duty Before(Duty duty, int step, DateTimeOffset at, OnDuty onDuty)
    {
        ArgumentNullException.ThrowIfNull(onDuty);
        var person = onDuty(duty.Route[step]);
        for (; person is null && step < duty.Route.Count - 1; person = onDuty(duty.Route[step]))
            step++;
        return duty with { State = DutyState.Offered, Step = step, Person = person, Deadline = at + duty.Answer };
    }
}
