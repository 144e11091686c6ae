using System.Security.Claims;
using System.Text;
using Knooppunt.Knowledge;
using Knooppunt.Node.Shell.Layout;
using Barrier = Knooppunt.Knowledge.Barrier;
using Claim = Knooppunt.Knowledge.Claim;

namespace Knooppunt.Node.Knowledge;

/// <summary>Adds one thing to a step by a form, for who does not want to edit a text: a barrier, somebody who does it, a trace, a pattern that watches.</summary>
sealed class AddToStep(ScriptBook book, PatternsAtHand patterns)
{
    const int LongestCode = 40;

    /// <summary>What can be added, as a form names it.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["physical", "social", "digital", "legal", "role", "opportunity", "partner"];

    /// <summary>Adds a claim: a barrier of a kind, a role, an opportunity or a partner.</summary>
    public Task<Refusal?> Say(ClaimsPrincipal person, string organisation, string code, long seen, string step, string kind, Bilingual text, string sources, CancellationToken stop)
    {
        var claim = new Claim(text, [.. sources.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]);
        return !Kinds.Contains(kind) ? Wrong("Kies uit de lijst wat u toevoegt.", "Choose from the list what you add.")
            : book.Change(person, organisation, code, seen, $"{step}: {text.Dutch}", script => kind switch
            {
                "role" => In(script, step, one => one with { Roles = [.. one.Roles, claim] }),
                "opportunity" => In(script, step, one => one with { Opportunities = [.. one.Opportunities, claim] }),
                "partner" => In(script, step, one => one with { Partners = [.. one.Partners, claim] }),
                _ => WithBarrier(script, step, new(CodeOf(script, text.English), Enum.Parse<BarrierKind>(kind, ignoreCase: true), claim)),
            }, stop);
    }

    /// <summary>Lets a pattern of the node watch a step.</summary>
    public Task<Refusal?> Watch(ClaimsPrincipal person, string organisation, string code, long seen, string step, string pattern, CancellationToken stop) =>
        !patterns().TryGetValue(pattern, out var known) ? Wrong("Kies een patroon van dit knooppunt.", "Choose a pattern of this node.")
            : book.Change(person, organisation, code, seen, $"{step}: {known.Title.Dutch}", script => In(script, step, one => one.Patterns.Contains(pattern) ? one : one with { Patterns = [.. one.Patterns, pattern] }), stop);

    static CrimeScript In(CrimeScript script, string step, Func<ScriptStep, ScriptStep> change) => script with { Steps = [.. script.Steps.Select(one => one.Code == step ? change(one) : one)] };

    static CrimeScript WithBarrier(CrimeScript script, string step, Barrier barrier) =>
        In(script with { Barriers = [.. script.Barriers, barrier] }, step, one => one with { Barriers = [.. one.Barriers, barrier.Code] });

    // A short name out of the English one; a number behind it when the script has it already.
    static string CodeOf(CrimeScript script, string english)
    {
        var code = new StringBuilder();
        foreach (var c in english.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-').Take(LongestCode))
            code.Append(c == ' ' ? '-' : c);
        var name = code.ToString().Trim('-') is { Length: > 0 } some ? some : "barrier";
        return Enumerable.Range(1, 99).Select(number => number == 1 ? name : $"{name}-{number}").First(free => script.Barriers.All(barrier => barrier.Code != free));
    }

    static Task<Refusal?> Wrong(string dutch, string english) => Task.FromResult<Refusal?>(Refusal.Wrong(dutch, english));
}
