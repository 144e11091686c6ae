using CsCheck;
using Knooppunt.Inspections;

namespace Knooppunt.Tests.Core.Inspections;

/// <summary>Answers of several phones come to the same however they arrive.</summary>
public sealed class FieldAnswerTests
{
    static readonly DateTimeOffset Start = new(2026, 11, 2, 3, 0, 0, TimeSpan.Zero);

    // Each device answers two questions, sees some of what the others said, and replaces what it saw.
    static readonly Gen<FieldAnswer[]> Answered = Gen.Select(Gen.Int[0, 1], Gen.Int[0, 2], Gen.Int[0, 6]).Array[1, 12].Select(moves =>
    {
        var all = new List<FieldAnswer>();
        foreach (var (number, (item, verdict, seen)) in moves.Index())
        {
            var code = item == 0 ? "safe" : "seals";
            var known = FieldAnswers.Standing(all.Take(seen)).Where(answer => answer.Item == code).Select(answer => answer.Id);
            all.Add(new($"{number:D32}", code, "ect", (FieldVerdict)verdict, 0, 0, "", Start.AddMinutes(number), [.. known]));
        }

        return all.ToArray();
    });

    [Fact]
    public void Order_and_repeats_change_nothing() => Gen.Select(Answered, Gen.Int).Sample((answers, seed) =>
    {
        var luck = new Random(seed);
        FieldAnswer[] shuffled = [.. answers, .. answers.Where(_ => luck.Next(2) == 0)];
        luck.Shuffle(shuffled);
        Assert.Equal(FieldAnswers.Standing(answers).Select(answer => answer.Id), FieldAnswers.Standing(shuffled).Select(answer => answer.Id));
    });

    [Fact]
    public void Nothing_that_nobody_saw_is_lost() => Answered.Sample(answers =>
    {
        var standing = FieldAnswers.Standing(answers).Select(answer => answer.Id).ToHashSet();
        Assert.All(answers, answer => Assert.True(standing.Contains(answer.Id) || answers.Any(other => other.Replaces.Contains(answer.Id))));
        // Who saw everything and answers settles it.
        var last = answers[^1];
        var settled = new FieldAnswer(new string('f', 32), last.Item, "ect", FieldVerdict.Fine, 0, 0, "", Start.AddDays(1), [.. FieldAnswers.Standing(answers).Where(answer => answer.Item == last.Item).Select(answer => answer.Id)]);
        Assert.DoesNotContain(("ect", last.Item), FieldAnswers.Conflicts(FieldAnswers.Standing([.. answers, settled])));
    });

    [Fact]
    public void Two_who_did_not_see_each_other_are_a_conflict_and_nobody_replaces_anothers_answer()
    {
        var (anna, bert) = (Answer("a", "seals", "ect", FieldVerdict.Fine), Answer("b", "seals", "ect", FieldVerdict.Wrong));
        Assert.Equal([("ect", "seals")], FieldAnswers.Conflicts(FieldAnswers.Standing([anna, bert])));
        var foreign = Answer("c", "seals", "rwg", FieldVerdict.Fine) with { Replaces = [bert.Id] };
        Assert.Equal(3, FieldAnswers.Standing([anna, bert, foreign]).Count);
        Assert.Empty(FieldAnswers.Conflicts(FieldAnswers.Standing([anna, bert with { Replaces = [anna.Id] }])));
    }

    [Fact]
    public void Counts_add_up_over_participants_and_take_the_larger_of_a_conflict()
    {
        FieldAnswer[] counts =
        [
            Answer("a", "containers", "ect", FieldVerdict.Wrong) with { Looked = 20, Found = 1 }, Answer("b", "containers", "ect", FieldVerdict.Wrong) with { Looked = 18, Found = 2 },
            Answer("c", "containers", "rwg", FieldVerdict.Fine) with { Looked = 5 }, Answer("d", "safe", "rwg", FieldVerdict.Fine),
        ];
        Assert.Equal((25, 2), FieldAnswers.Counted(FieldAnswers.Standing(counts))["containers"]);
        Assert.Single(FieldAnswers.Counted(counts));
    }

    [Fact]
    public void Every_power_has_its_own_questions_and_every_question_a_power()
    {
        Assert.All(Powers.All, power => Assert.True(Checklist.For(power.Code).Count(item => item.Powers.Count > 0) >= 2, power.Code));
        Assert.All(Checklist.All.SelectMany(item => item.Powers), code => Assert.NotNull(Powers.Find(code)));
        Assert.Equal(Checklist.All.Count, Checklist.All.Select(item => item.Code).Concat(Checklist.Units.Select(unit => unit.Code)).Distinct().Count() - Checklist.Units.Count);
        Assert.True(Checklist.Has("customs", "seals") && Checklist.Has("customs", "containers") && !Checklist.Has("company", "seals"));
    }

    static FieldAnswer Answer(string id, string item, string organisation, FieldVerdict verdict) => new(id.PadLeft(32, '0'), item, organisation, verdict, 0, 0, "", Start, []);
}
