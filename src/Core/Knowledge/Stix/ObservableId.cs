using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Knooppunt.Knowledge.Stix;

/// <summary>The id of a cyber observable: UUIDv5 over its contributing properties as canonical JSON (STIX 2.1, section 2.9; RFC 8785), so that who sees the same address names it the same.</summary>
public static class ObservableId
{
    static readonly Dictionary<string, string[]> Contributing = new(StringComparer.Ordinal)
    {
        ["artifact"] = ["hashes", "payload_bin"],
        ["autonomous-system"] = ["number"],
        ["directory"] = ["path"],
        ["domain-name"] = ["value"],
        ["email-addr"] = ["value"],
        ["email-message"] = ["from_ref", "subject", "body"],
        ["file"] = ["hashes", "name", "extensions", "parent_directory_ref"],
        ["ipv4-addr"] = ["value"],
        ["ipv6-addr"] = ["value"],
        ["mac-addr"] = ["value"],
        ["mutex"] = ["name"],
        ["network-traffic"] = ["start", "end", "src_ref", "dst_ref", "src_port", "dst_port", "protocols", "extensions"],
        ["software"] = ["name", "cpe", "swid", "vendor", "version"],
        ["url"] = ["value"],
        ["user-account"] = ["account_type", "user_id", "account_login"],
        ["windows-registry-key"] = ["key", "values"],
        ["x509-certificate"] = ["hashes", "serial_number"],
    };

    // Of several hashes the first of these counts, and only it.
    static readonly string[] Preferred = ["MD5", "SHA-1", "SHA-256", "SHA-512"];

    /// <summary>The id that follows from an observable's properties; null when its type has none that contribute (a process) or none of them is there: then a version 4 is drawn.</summary>
    public static StixId? Of(string type, JsonObject properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        if (!Contributing.TryGetValue(type, out var names))
            return null;
        var counts = new JsonObject();
        foreach (var name in names.Where(properties.ContainsKey))
            counts[name] = name == "hashes" && properties[name] is JsonObject hashes ? OneHash(hashes) : properties[name]?.DeepClone();
        return counts.Count == 0 ? null : StixId.Of(type, StixId.UuidOf(StixId.ObservableSpace, Canonical(counts)));
    }

    /// <summary>JSON in the one form of RFC 8785: names in order of UTF-16, no blanks, numbers as ECMAScript writes them.</summary>
    internal static string Canonical(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(text, node);
        return text.ToString();
    }

    static JsonObject OneHash(JsonObject hashes)
    {
        var name = Preferred.FirstOrDefault(hashes.ContainsKey) ?? hashes.Select(hash => hash.Key).Order(StringComparer.Ordinal).First();
        return new() { [name] = hashes[name]?.DeepClone() };
    }

    static void Write(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                text.Append('{');
                foreach (var (index, pair) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Index())
                {
                    Quote(text.Append(index > 0 ? "," : ""), pair.Key);
                    Write(text.Append(':'), pair.Value);
                }

                text.Append('}');
                break;
            case JsonArray list:
                text.Append('[');
                foreach (var (index, item) in list.Index())
                    Write(text.Append(index > 0 ? "," : ""), item);
                text.Append(']');
                break;
            case JsonValue value when value.TryGetValue<string>(out var said):
                Quote(text, said);
                break;
            case JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.Number:
                text.Append(Number(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)));
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    static void Quote(StringBuilder text, string said)
    {
        text.Append('"');
        foreach (var c in said)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        text.Append('"');
    }

    // ECMA-262, Number::toString: plain from 1e-6 up to below 1e21, else with an exponent; the digits are the shortest that read back.
    static string Number(double number)
    {
        if (number == 0)
            return "0";
        var shortest = number.ToString("E16", CultureInfo.InvariantCulture);
        for (var digits = 0; digits < 17; digits++)
        {
            shortest = number.ToString($"E{digits}", CultureInfo.InvariantCulture);
            if (double.Parse(shortest, CultureInfo.InvariantCulture).Equals(number))
                break;
        }

        var at = shortest.IndexOf('E');
        var (sign, mantissa, exponent) = (number < 0 ? "-" : "", shortest[..at].TrimStart('-').Replace(".", "", StringComparison.Ordinal), int.Parse(shortest.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        return sign + (exponent switch
        {
            >= 21 or <= -7 => (mantissa.Length > 1 ? $"{mantissa[0]}.{mantissa[1..]}" : mantissa) + $"e{(exponent > 0 ? "+" : "-")}{Math.Abs(exponent)}",
            < 0 => $"0.{new string('0', -exponent - 1)}{mantissa}",
            _ when exponent + 1 >= mantissa.Length => mantissa.PadRight(exponent + 1, '0'),
            _ => $"{mantissa[..(exponent + 1)]}.{mantissa[(exponent + 1)..]}",
        });
    }
}
