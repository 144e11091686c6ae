using Knooppunt.Disclosure.Access;
using Knooppunt.Node.Shell;
using Knooppunt.Node.Shell.People;
using Knooppunt.Node.Shell.Settings;
using Microsoft.EntityFrameworkCore;

namespace Knooppunt.Node.FollowUp;

/// <summary>Who is on duty where, at one moment.</summary>
/// <param name="Persons">Who answers for each organisation; none for one where nobody can.</param>
/// <param name="Names">Names on screens by id of the person.</param>
/// <param name="Colleagues">Everybody who can answer for an organisation, by its short name.</param>
/// <param name="Administrator">Who must find somebody when a whole route has nobody; null on a node without an administrator.</param>
sealed record Watch(IReadOnlyDictionary<string, string> Persons, IReadOnlyDictionary<string, string> Names, ILookup<string, string> Colleagues, string? Administrator)
{
    /// <summary>Who answers for an organisation; null when nobody can.</summary>
    public string? At(string organisation) => Persons.GetValueOrDefault(organisation);

    /// <summary>The name of a person; null when that person is gone.</summary>
    public string? NameOf(string? person) => person is null ? null : Names.GetValueOrDefault(person);
}

/// <summary>People who can answer for what their organisation owns: who is named as being on duty, otherwise the first by name, an administrator only when nobody else can.</summary>
sealed class OnDutyPeople(IDbContextFactory<FollowUpDb> database, IDbContextFactory<ShellDb> shell, NodeSettings settings, WriteTurn turn, TimeProvider clock)
{
    /// <summary>Whether somebody can take on what an organisation owns.</summary>
    public static bool MayAnswer(IEnumerable<Viewer> viewers, string organisation) => viewers.Any(viewer => viewer.Organisation == organisation && PersonRights.AnsweringRoles.Contains(viewer.Role));

    /// <summary>Who is on duty now.</summary>
    public async Task<Watch> Now(CancellationToken stop = default)
    {
        await using var people = await shell.CreateDbContextAsync(stop);
        var members = await (from membership in people.Memberships
                             join person in people.Users on membership.PersonId equals person.Id
                             orderby person.DisplayName, person.Id
                             select new { membership.Organisation, membership.Role, person.Id, person.DisplayName }).ToListAsync(stop);
        await using var db = await database.CreateDbContextAsync(stop);
        var administrators = members.Where(member => member.Role == Role.Administrator).Select(member => member.Id).ToHashSet(StringComparer.Ordinal);
        var named = await db.OnDuty.ToDictionaryAsync(row => row.Organisation, row => row.Person, stop);
        var answering = members.Where(member => PersonRights.AnsweringRoles.Contains(member.Role) && settings.IsPartner(member.Organisation)).ToLookup(member => member.Organisation, member => member.Id);
        var persons = answering.ToDictionary(group => group.Key, group => group.Contains(named.GetValueOrDefault(group.Key)) ? named[group.Key] : group.OrderBy(administrators.Contains).First());
        return new(persons, members.DistinctBy(member => member.Id).ToDictionary(member => member.Id, member => member.DisplayName), answering, members.FirstOrDefault(member => member.Role == Role.Administrator)?.Id);
    }

    /// <summary>People of an organisation who can answer, by name.</summary>
    public async Task<IReadOnlyList<(string Id, string Name)>> Of(string organisation, CancellationToken stop = default)
    {
        await using var people = await shell.CreateDbContextAsync(stop);
        var rows = await people.Memberships.Where(row => row.Organisation == organisation && PersonRights.AnsweringRoles.Contains(row.Role))
            .Join(people.Users, row => row.PersonId, person => person.Id, (_, person) => new { person.Id, person.DisplayName }).Distinct().OrderBy(person => person.DisplayName).ToListAsync(stop);
        return [.. rows.Select(row => (row.Id, row.DisplayName))];
    }

    /// <summary>How many people of each organisation read what is given to it.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Readers(CancellationToken stop = default)
    {
        await using var people = await shell.CreateDbContextAsync(stop);
        var rows = await people.Memberships.Where(row => PersonRights.DataRoles.Contains(row.Role)).Select(row => new { row.Organisation, row.PersonId }).Distinct().ToListAsync(stop);
        return rows.CountBy(row => row.Organisation).ToDictionary();
    }

    /// <summary>Names who is on duty from now on.</summary>
    public Task Name(string organisation, string person, string by, CancellationToken stop) => turn.Take(async () =>
    {
        await using var db = await database.CreateDbContextAsync(stop);
        if (await db.OnDuty.FindAsync([organisation], stop) is { } row)
            db.OnDuty.Remove(row);
        await db.SaveChangesAsync(stop);
        db.OnDuty.Add(new OnDutyRow { Organisation = organisation, Person = person, Since = clock.GetUtcNow().UnixMicroseconds, SetBy = by });
        return await db.SaveChangesAsync(stop);
    }, stop);
}
