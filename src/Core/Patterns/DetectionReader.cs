namespace Knooppunt.Patterns;

/// <summary>Reads a <c>detection</c> or <c>filter</c> section: search identifiers and the condition over them.</summary>
sealed class DetectionReader(Complaints complaints)
{
    readonly Dictionary<string, Clause> _clauses = new(StringComparer.Ordinal);
    readonly Dictionary<string, YamlPart> _places = new(StringComparer.Ordinal);
    readonly HashSet<string> _used = new(StringComparer.Ordinal);

    public IReadOnlyList<Selection> Selections => [.. _clauses.Select(pair => new Selection(pair.Key, _places[pair.Key], pair.Value, _used.Contains(pair.Key)))];

    public Clause? Read(YamlMap map, ReadOnlySpan<string> notSelections)
    {
        foreach (var (key, value) in map.Entries)
        {
            if (key.Value == "condition" || notSelections.Contains(key.Value))
                continue;
            if (key.Value == "timeframe")
                complaints.Add(key, "\"timeframe\" is old Sigma, obsolete since 2.0; write a correlation document with a timespan instead (correlation specification, \"Expression of Relationships In The Condition of Sigma Rules\").");
            else if (SelectionOf(key.Value, value, top: true) is { } clause)
                (_clauses[key.Value], _places[key.Value]) = (clause, key);
        }

        if (map["condition"] is not { } condition)
        {
            complaints.Add(map, "\"condition\" is missing; name the selections that must hold (rules specification, \"Condition\").");
            return null;
        }

        return complaints.Any ? null : Conditions(condition);
    }

    Clause? Conditions(YamlPart part)
    {
        if (part is YamlText text)
            return ConditionOf(text);
        if (part is not YamlList list || list.Items.Count == 0)
        {
            complaints.Add(part, "\"condition\" must be text or a list of texts.");
            return null;
        }

        var any = new List<Clause>();
        foreach (var item in list.Items)
        {
            if (item is not YamlText one)
                complaints.Add(item, "A condition must be text.");
            else if (ConditionOf(one) is { } clause)
                any.Add(clause);
        }

        return complaints.Any ? null : new AnyOf(any);
    }

    Clause? ConditionOf(YamlText text)
    {
        var (tree, wrong) = ConditionText.Read(text.Value);
        if (tree is null)
        {
            complaints.Add(text, wrong!);
            return null;
        }

        return Resolve(tree, text);
    }

    Clause Resolve(Condition tree, YamlText at) => tree switch
    {
        Condition.Not not => new NotOf(Resolve(not.Part, at)),
        Condition.Both both => new AllOf([.. both.Parts.Select(part => Resolve(part, at))]),
        Condition.Either either => new AnyOf([.. either.Parts.Select(part => Resolve(part, at))]),
        Condition.Of of => ResolveOf(of, at),
        Condition.Name name => Named(name.Value, at),
        _ => throw new InvalidOperationException("An unknown kind of condition."),
    };

    Clause Named(string name, YamlText at)
    {
        if (_clauses.TryGetValue(name, out var clause))
        {
            _used.Add(name);
            return clause;
        }

        complaints.Add(at, $"The condition names \"{name}\", which is not a selection here; there are: {string.Join(", ", _clauses.Keys)}.");
        return new AllOf([]);
    }

    Clause ResolveOf(Condition.Of of, YamlText at)
    {
        // "them" leaves out names that start with an underscore (rules specification, "Condition").
        var names = of.Pattern.Equals("them", StringComparison.OrdinalIgnoreCase)
            ? _clauses.Keys.Where(name => !name.StartsWith('_')).ToList()
            : [.. _clauses.Keys.Where(name => NameMatches(of.Pattern, name))];
        if (names.Count == 0)
            complaints.Add(at, $"No selection is called \"{of.Pattern}\"; there are: {string.Join(", ", _clauses.Keys)}.");
        _used.UnionWith(names);
        var parts = names.ConvertAll(name => _clauses[name]);
        return of.All ? new AllOf(parts) : new AnyOf(parts);
    }

    static bool NameMatches(string pattern, string name) => TextPattern.Of(pattern, TextPlace.Whole, cased: true).Matches(name);

    Clause? SelectionOf(string selection, YamlPart part, bool top)
    {
        switch (part)
        {
            case YamlMap map:
                return MapOf(selection, map);
            case YamlList list when top || list.Items.All(item => item is YamlMap):
                var parts = new List<Clause>();
                foreach (var item in list.Items)
                {
                    if (SelectionOf(selection, item, top: false) is { } clause)
                        parts.Add(clause);
                }

                if (list.Items.Count == 0)
                    complaints.Add(part, $"The selection \"{selection}\" is empty; give it a field or a keyword.");
                return new AnyOf(parts);
            case YamlText text when !text.IsNull:
                return Keyword(selection, [text]);
            default:
                complaints.Add(part, $"The selection \"{selection}\" must be a map of fields, a list of maps, or keywords.");
                return null;
        }
    }

    AllOf MapOf(string selection, YamlMap map)
    {
        var parts = new List<Clause>();
        if (map.Entries.Count == 0)
            complaints.Add(map, $"The selection \"{selection}\" is empty; give it a field.");
        foreach (var (key, value) in map.Entries)
        {
            if (Line(selection, key, value) is { } clause)
                parts.Add(clause);
        }

        return new AllOf(parts);
    }

    Clause? Line(string selection, YamlText key, YamlPart value)
    {
        var bar = key.Value.IndexOf('|', StringComparison.Ordinal);
        var field = bar < 0 ? key.Value : key.Value[..bar];
        var values = Values(key, value);
        if (values is null || Modifiers.Read(key, complaints) is not { } modifiers)
            return null;
        if (modifiers.All && values.Count == 1)
            complaints.Add(value, "\"all\" links several values; a single one must not have it (modifiers appendix, \"Generic Modifiers\").");
        if (values.Count > 1 && values.Find(one => one.IsNull) is { } nothing)
            complaints.Add(nothing, "null cannot stand in a list: give it a selection of its own (rules specification, \"Special Field Values\").");
        if (field.Length == 0)
            return Keyword(selection, values, modifiers);
        if (modifiers.Exists)
            return ExistsOf(selection, field, values);
        return modifiers.FieldRef ? Compared(selection, field, values, modifiers) : TestOf(selection, field, values, modifiers);
    }

    Test? ExistsOf(string selection, string field, List<YamlText> values)
    {
        if (values is [{ Flag: { } wanted }])
            return new Test(field, new FieldTest { Values = [], Exists = wanted }, selection);
        complaints.Add(values[0], "exists compares with one true or false (modifiers appendix, \"Generic Modifiers\").");
        return null;
    }

    static Clause Compared(string selection, string field, List<YamlText> values, Modifiers modifiers)
    {
        var parts = values.Select(Clause (value) => new Comparison(field, value.Value, modifiers.Place, modifiers.Cased, modifiers.Negated, selection, modifiers.Ordering)).ToList();
        return parts.Count == 1 ? parts[0] : modifiers.All != modifiers.Negated ? new AllOf(parts) : new AnyOf(parts);
    }

    static Test? TestOf(string selection, string? field, List<YamlText> values, Modifiers modifiers)
    {
        var tests = new List<ValueTest>(values.Count);
        foreach (var value in values)
        {
            if (modifiers.TestOf(value) is { } test)
                tests.Add(test);
        }

        return tests.Count < values.Count ? null : new Test(field, new FieldTest { Values = tests, All = modifiers.All, Negated = modifiers.Negated }, selection);
    }

    /// <summary>Keywords are looked for anywhere in any field (rules specification, "Lists").</summary>
    Clause? Keyword(string selection, List<YamlText> values, Modifiers? modifiers = null)
    {
        modifiers ??= Modifiers.Read(values[0] with { Value = "" }, complaints)!;
        if (modifiers.OfKeyword(values[0]) is not { } anywhere)
            return null;
        var parts = new List<Clause>();
        foreach (var value in values)
        {
            if (value.IsNull)
                complaints.Add(value, "A keyword must be text.");
            else if (anywhere.TestOf(value) is { } test)
                parts.Add(new Test(null, new FieldTest { Values = [test] }, selection));
        }

        return modifiers.All ? new AllOf(parts) : new AnyOf(parts);
    }

    List<YamlText>? Values(YamlText key, YamlPart value)
    {
        switch (value)
        {
            case YamlText text:
                return [text];
            case YamlList { Items.Count: > 0 } list when list.Items.All(item => item is YamlText):
                return [.. list.Items.Cast<YamlText>()];
            default:
                complaints.Add(value, $"\"{key.Value}\" must have a value or a list of values.");
                return null;
        }
    }
}
