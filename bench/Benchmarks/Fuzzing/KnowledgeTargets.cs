using System.Text;
using Knooppunt.Knowledge.Authoring;
using Knooppunt.Knowledge.Mapping;
using Knooppunt.Knowledge.Stix;
using Knooppunt.Observations;

namespace Knooppunt.Fuzzing;

/// <summary>Hostile bundles against the reader of STIX.</summary>
static class KnowledgeTargets
{
    const string Maker = """{"type":"identity","spec_version":"2.1","id":"identity--6d1a2e6c-7f0b-4a43-9a52-8d0c1f6b3e21","created":"2026-03-01T02:10:00.000Z","modified":"2026-03-01T02:10:00.000Z","name":"Knooppunt","identity_class":"organization"}""";
    const string Step = """{"type":"attack-pattern","spec_version":"2.1","id":"attack-pattern--7d1a2e6c-7f0b-4a43-9a52-8d0c1f6b3e21","created_by_ref":"identity--6d1a2e6c-7f0b-4a43-9a52-8d0c1f6b3e21","created":"2026-03-01T02:10:00.000Z","modified":"2026-03-02T02:10:00.000Z","name":"\u00fcit","kill_chain_phases":[{"kill_chain_name":"a","phase_name":"b"}],"external_references":[{"source_name":"S1","url":"https://example.org/"}],"object_marking_refs":["marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487"],"granular_markings":[{"selectors":["external_references.[0].url"],"lang":"nl"}],"extensions":{"extension-definition--8d1a2e6c-7f0b-4a43-9a52-8d0c1f6b3e21":{"extension_type":"property-extension","a":[1.50,{"b":true}]}}}""";
    const string Link = """{"type":"relationship","spec_version":"2.1","id":"relationship--8d1a2e6c-7f0b-4a43-9a52-8d0c1f6b3e21","created":"2026-03-01T02:10:00.000Z","modified":"2026-03-01T02:10:00.000Z","relationship_type":"related-to","source_ref":"identity--6d1a2e6c-7f0b-4a43-9a52-8d0c1f6b3e21","target_ref":"attack-pattern--7d1a2e6c-7f0b-4a43-9a52-8d0c1f6b3e21"}""";

    static readonly StixLimits Small = new() { MostBytes = 4 << 20, MostObjects = 5_000 };

    /// <summary>Words that mean something in a bundle.</summary>
    public static IReadOnlyList<string> Words { get; } = ["\"objects\":[", "\"type\":\"bundle\"", "\"spec_version\":\"2.0\"", "\"id\":\"identity--", "\"modified\":\"9999-12-31T23:59:60.000Z\"", "_refs\":[", "\"extensions\":{}", "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487", "\"selectors\":[\"a.[99999999999]\"]", "null", "[]", "{}", "1e999", "-0", "\\ud800", "\\u0000", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "\uFEFF"];

    /// <summary>Good bundles and an envelope.</summary>
    public static IReadOnlyList<byte[]> Bundles =>
    [
        Encoding.UTF8.GetBytes($$"""{"type":"bundle","id":"bundle--5d0092c5-5f74-4287-9642-33f4c354e56d","objects":[{{Maker}},{{Step}},{{Link}}]}"""),
        Encoding.UTF8.GetBytes($$"""{"more":true,"next":"5","objects":[{{Link}} , {{Step}}]}"""),
        .. FuzzSeeds.Bundles,
    ];

    /// <summary>Reads a bundle as both kinds; what was taken must come back byte for byte, and what was refused must say why.</summary>
    public static void Read(byte[] bytes)
    {
        foreach (var read in new[] { StixReader.Read(bytes, "fuzz", Small), StixReader.ReadEnvelope(bytes, "fuzz", Small) })
        {
            if (!read.Ok)
            {
                Sentence(read.Complaint!.Sentence);
                continue;
            }

            foreach (var refusal in read.Value.Refusals)
                Sentence(refusal.Complaint.Sentence);
            foreach (var one in read.Value.Objects)
            {
                var (written, again) = (one.ToBytes(), StixObject.Read(one.ToBytes(), "again"));
                if (!again.Ok || !again.Value.ToBytes().AsSpan().SequenceEqual(written) || !again.Value.Says(one))
                    throw new BrokenPromiseException($"{one} did not come back as it was.");
                _ = Marks.TlpOf(one, Tlp.Amber);
            }

            foreach (var script in ScriptsInStix.Read(read.Value.Objects, "fuzz").Where(script => script.Ok))
                Comes(ScriptText.Write(script.Value));
            GC.KeepAlive((ScriptsInStix.Patterns(read.Value.Objects), ScriptsInStix.Sources(read.Value.Objects)));
            foreach (var missing in StixReferences.Missing(read.Value.Objects))
                GC.KeepAlive(missing.Path);
        }
    }

    /// <summary>Reads the text of a script; one that is right comes back from its text and from its objects.</summary>
    public static void Script(string text)
    {
        var complaints = new List<Complaint>();
        var script = ScriptText.Read(text, "fuzz.yml", complaints);
        if (script is null == (complaints.Count == 0))
            throw new BrokenPromiseException("A script was refused without a reason, or taken with one.");
        foreach (var complaint in complaints)
            Sentence(complaint.Sentence);
        if (script is null)
            return;
        Comes(ScriptText.Write(script));
        var again = ScriptsInStix.Read(ScriptStix.Write(script, ScriptExtension.Knooppunt, new Dictionary<string, SharedPattern>(), []), "fuzz");
        if (again is not [{ Ok: true } back] || ScriptText.Write(back.Value) != ScriptText.Write(script))
            throw new BrokenPromiseException("A script did not come back from its objects as it was.");
    }

    static void Comes(string text)
    {
        var complaints = new List<Complaint>();
        if (ScriptText.Read(text, "again.yml", complaints) is not { } again || ScriptText.Write(again) != text)
            throw new BrokenPromiseException($"A script did not come back from its text as it was: {complaints.FirstOrDefault()}");
    }

    static void Sentence(string sentence)
    {
        if (sentence.Length < 10 || sentence.Any(char.IsControl))
            throw new BrokenPromiseException($"This is no sentence: {sentence}");
    }
}
