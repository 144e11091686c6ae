using System.Text;
using System.Text.RegularExpressions;

namespace Knooppunt.Patterns;

/// <summary>The longest plain text that everything an expression matches must contain, but for case, or a few of which it must contain one; read so carefully that it may miss one, never invent one.</summary>
static partial class RegexPiece
{
    static readonly string[] None = [""];

    /// <summary>That text, or those; one empty one when none is certain.</summary>
    public static IReadOnlyList<string> Of(string expression)
    {
        if (IgnoresSpace().IsMatch(expression))
            return None;
        var (longest, run) = (None, new StringBuilder());
        for (var at = 0; at < expression.Length; at++)
        {
            var c = expression[at];
            switch (c)
            {
                case '|':
                    // One of two whole expressions.
                    return None;
                case '\\' when at + 1 < expression.Length && !char.IsLetterOrDigit(expression[at + 1]):
                    run.Append(expression[++at]);
                    break;
                case '(' or '[':
                    if (run.Length > 0 && PlainChoice().Match(expression, at) is { Success: true } choice)
                        Offer([.. choice.Groups[1].Value.Split('|').Select(one => run + one)]);
                    End();
                    at = c == '(' ? Closed(expression, at, '(', ')') : ClosedClass(expression, at);
                    break;
                case '?' or '*' or '{':
                    // What stands before it may be absent.
                    if (run.Length > 0)
                        run.Length--;
                    End();
                    if (c == '{')
                        at = Closed(expression, at, '{', '}');
                    break;
                case '\\' when at + 1 < expression.Length && "wWsSdDbB".Contains(expression[at + 1], StringComparison.Ordinal):
                    End();
                    at++;
                    break;
                case '\\':
                    End();
                    return longest;
                case '+' or '.' or '^' or '$' or ')' or ']' or '}' or 'k' or 'K' or > '\x7F':
                    // Without case the Kelvin sign is a k; other letters have more such relatives.
                    End();
                    break;
                default:
                    run.Append(c);
                    break;
            }
        }

        End();
        return longest;

        void End()
        {
            Offer([run.ToString()]);
            run.Clear();
        }

        void Offer(string[] pieces)
        {
            if (pieces.Min(piece => piece.Length) > longest.Min(piece => piece.Length))
                longest = pieces;
        }
    }

    /// <summary>An option (<c>(?x)</c>) that makes white space, and what follows a number sign, mean nothing.</summary>
    [GeneratedRegex(@"\(\?[imns-]*x", RegexOptions.NonBacktracking)]
    private static partial Regex IgnoresSpace();

    /// <summary>A choice of plain words, from where the search begins, that may not be absent.</summary>
    [GeneratedRegex(@"\G\((?:\?:)?((?:[0-9A-JL-Za-jl-z]+)(?:\|[0-9A-JL-Za-jl-z]+)*)\)(?![?*{])")]
    private static partial Regex PlainChoice();

    static int Closed(string expression, int at, char open, char close)
    {
        for (var depth = 0; at < expression.Length; at++)
        {
            if (expression[at] == '\\')
                at++;
            else if (expression[at] == '[' && open == '(')
                at = ClosedClass(expression, at);
            else if (expression[at] == open)
                depth++;
            else if (expression[at] == close && --depth == 0)
                return at;
        }

        return expression.Length;
    }

    static int ClosedClass(string expression, int at)
    {
        // A bracket that comes first belongs to the class.
        var first = at + 1 < expression.Length && expression[at + 1] == '^' ? at + 2 : at + 1;
        for (at = first; at < expression.Length; at++)
        {
            if (expression[at] == '\\')
                at++;
            else if (expression[at] == ']' && at > first)
                return at;
        }

        return expression.Length;
    }
}
