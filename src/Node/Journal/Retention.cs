using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Knooppunt.Node.Journal;

/// <summary>Deletes what is past its term: the key first, then the file, then a signed proof in the journal. A kill in between is finished at the next run.</summary>
internal sealed class Retention(OrganisationJournal journal, JournalSettings settings, JournalKeys keys, LaneStore[] lanes)
{
    string Intents => Path.Combine(journal.Folder, "deleting");

    /// <summary>Deletes every segment whose class's days have passed at <paramref name="now"/>. Returns the names of those deleted.</summary>
    public async Task<IReadOnlyList<string>> Run(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var due = Due(today);
        // What the ids tell must be on disk apart from the segments, or deleted data could come back after a restart.
        if (due.Count > 0 && !await journal.CheckpointNow().ConfigureAwait(false))
            return [];
        foreach (var (lane, segment, days) in due)
        {
            Disk.MakeFolder(Intents);
            Disk.Replace(Path.Combine(Intents, segment.Name + ".json"), Encoding.UTF8.GetBytes(Statement(segment, days, now)));
            lane.Remove(segment);
            if (lane.Lane == Lane.Vault)
                journal.ForgetClear();
            Destroy(segment.Name);
        }

        await Prove().ConfigureAwait(false);
        return [.. due.Select(item => item.Segment.Name.ToString())];
    }

    /// <summary>How many segments are still there although their days have passed: none but for the seconds until the next run.</summary>
    public int Overdue(DateTimeOffset now) => Due(DateOnly.FromDateTime(now.UtcDateTime)).Count;

    List<(LaneStore Lane, Segment Segment, int Days)> Due(DateOnly today) =>
        [.. lanes.SelectMany(lane => lane.Segments.Where(segment => segment.Count > 0).Select(segment => (Lane: lane, Segment: segment, Days: DaysOf(segment)))).Where(item => item.Segment.Name.Day.AddDays(item.Days) < today)];

    /// <summary>Finishes, at a start, deletions that were begun; their proofs follow at the next run.</summary>
    public void Resume()
    {
        // What a kill left half written was acknowledged to nobody; a half-made key must not stay.
        foreach (var folder in new[] { Intents, Path.Combine(journal.Folder, "keys"), Path.Combine(journal.Folder, "segments") }.Where(Directory.Exists))
        {
            foreach (var unfinished in Directory.EnumerateFiles(folder, "*.tmp"))
                Disk.Destroy(unfinished);
        }

        if (!Directory.Exists(Intents))
            return;
        foreach (var name in Directory.EnumerateFiles(Intents, "*.json").Select(file => SegmentName.TryParse(Path.GetFileNameWithoutExtension(file))).OfType<SegmentName>())
            Destroy(name);
    }

    /// <summary>The key under which this organisation's proofs can be checked: Ed25519, 32 bytes, base64. Give it to the auditor beforehand: a proof that brings its own key proves nothing.</summary>
    public string PublicKey => Convert.ToBase64String(new Ed25519PrivateKeyParameters(keys.SigningSeed).GeneratePublicKey().GetEncoded());

    /// <summary>Whether a proof's signature fits its statement and was set with the organisation's key.</summary>
    /// <param name="proof">The proof as journalled.</param>
    /// <param name="publicKey">The organisation's key, base64.</param>
    public static bool Verify(string proof, string publicKey)
    {
        if (JsonNode.Parse(proof) is not JsonObject fields || fields["publicKey"]?.GetValue<string>() != publicKey)
            return false;
        var statement = Encoding.UTF8.GetBytes(fields["statement"]!.GetValue<string>());
        var signer = new Ed25519Signer();
        signer.Init(false, new Ed25519PublicKeyParameters(Convert.FromBase64String(publicKey)));
        signer.BlockUpdate(statement, 0, statement.Length);
        return signer.VerifySignature(Convert.FromBase64String(fields["signature"]!.GetValue<string>()));
    }

    async Task Prove()
    {
        if (!Directory.Exists(Intents))
            return;
        foreach (var file in Directory.GetFiles(Intents, "*.json").Order(StringComparer.Ordinal))
        {
            await Prove(Path.GetFileNameWithoutExtension(file), await File.ReadAllTextAsync(file).ConfigureAwait(false)).ConfigureAwait(false);
            Disk.Delete(file);
        }
    }

    /// <summary>
    /// Journals a signed statement that something was deleted, once: a kill may come between the record and the removal of what asked for it, so whoever
    /// asks again with the same statement finds it there.
    /// </summary>
    /// <param name="name">What was deleted, a name of its own.</param>
    /// <param name="statement">JSON with at least <c>deletedAt</c>.</param>
    public async Task Prove(string name, string statement)
    {
        var record = new ControlRecord("deletion", name, Sign(statement));
        // The same key signs the same statement the same (RFC 8032), so equal records tell the same deletion.
        if (!journal.ControlsSince(DeletedOn(statement)).Contains(record))
            await journal.AppendControl(record).ConfigureAwait(false);
    }

    static DateOnly DeletedOn(string statement) =>
        DateOnly.FromDateTime(DateTime.Parse(JsonNode.Parse(statement)!["deletedAt"]!.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal));

    string Sign(string statement)
    {
        var key = new Ed25519PrivateKeyParameters(keys.SigningSeed);
        var bytes = Encoding.UTF8.GetBytes(statement);
        var signer = new Ed25519Signer();
        signer.Init(true, key);
        signer.BlockUpdate(bytes, 0, bytes.Length);
        return new JsonObject
        {
            ["statement"] = statement,
            ["signature"] = Convert.ToBase64String(signer.GenerateSignature()),
            ["publicKey"] = Convert.ToBase64String(key.GeneratePublicKey().GetEncoded()),
        }.ToJsonString();
    }

    string Statement(Segment segment, int days, DateTimeOffset now)
    {
        using var file = new FileStream(segment.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var statement = new JsonObject
        {
            ["journal"] = journal.Name,
            ["segment"] = segment.Name.ToString(),
            ["class"] = segment.Name.Class,
            ["arrivalDay"] = segment.Name.Day.ToString("O", CultureInfo.InvariantCulture),
            ["days"] = days,
            ["firstOffset"] = segment.First,
            ["lastOffset"] = segment.Last,
            ["records"] = segment.Count,
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(file)),
            ["deletedAt"] = now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        };
        return statement.ToJsonString(JsonSerializerOptions.Default);
    }

    void Destroy(SegmentName name)
    {
        keys.Destroy(name);
        var path = Path.Combine(journal.Folder, "segments", name.ToString());
        Disk.Delete(path + RowSegment.Extension);
        Disk.Delete(path + SealedSegment.Extension);
    }

    /// <summary>The configured days of the class; for a class that is configured no longer, the days under which its rows came.</summary>
    int DaysOf(Segment segment)
    {
        if (segment.Name.Class == SegmentName.ControlClass)
            return OrganisationJournal.ControlDays;
        var configured = settings.Sources.Select(source => source.Handling.Retention).FirstOrDefault(retention => retention.Name == segment.Name.Class);
        return configured?.Days
            ?? segment.From(0, new Strings(), _ => true).SelectMany(rows => rows).Select(row => row.Observation.Handling?.Retention.Days).FirstOrDefault(days => days is not null)
            ?? 0;
    }
}
