"""Which codes the warehouse compares columns with, read from the syntax trees of its SQL and its Python."""

import ast
import json
from functools import cache

import duckdb

LIKE = {"~~": True, "!~~": True, "regexp_matches": False, "regexp_full_match": False}
"""Functions that compare with a pattern: whether it is LIKE's."""


def compared_in_sql(text):
    """Column, code and whether the code is a LIKE pattern, of each comparison with a text in a query."""
    tree = json.loads(parser().execute("SELECT json_serialize_sql(?)", [text]).fetchone()[0])
    assert not tree["error"], tree
    for node in nodes(tree):
        if node.get("class") == "COMPARISON":
            sides = [node["left"], node["right"]]
        elif (node.get("class") == "OPERATOR" and node["type"] in {"COMPARE_IN", "COMPARE_NOT_IN"}) or node.get(
            "function_name"
        ) in LIKE:
            sides = node["children"]
        else:
            continue
        columns = [each["column_names"][-1] for each in inside(sides, "COLUMN_REF")]
        for each in inside(sides, "CONSTANT"):
            if columns and isinstance(each["value"].get("value"), str):
                yield columns[0], each["value"]["value"], LIKE.get(node.get("function_name"))


@cache
def parser():
    """A database that is only asked for syntax trees."""
    return duckdb.connect()


def nodes(tree):
    """Every node of a tree."""
    if isinstance(tree, dict):
        yield tree
        tree = tree.values()
    if not isinstance(tree, str):
        for each in tree if hasattr(tree, "__iter__") else ():
            yield from nodes(each)


def inside(trees, kind):
    """Nodes of a kind in an expression: not in the queries below it, and not behind another comparison."""
    for tree in trees:
        if isinstance(tree, dict) and tree.get("class") == kind:
            yield tree
        elif isinstance(tree, dict) and tree.get("class") not in {"SUBQUERY", "COMPARISON", "CASE"}:
            yield from inside(tree.values(), kind)
        elif isinstance(tree, list):
            yield from inside(tree, kind)


def compared_in_python(text):
    """Column and code of each comparison with a text in a module: `pl.col(…)` and `row["…"]`, and look-ups by these."""
    tree = ast.parse(text)
    named = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Compare(left=left, comparators=others):
                pairs = [(left, other) for other in others]
            case ast.Call(func=ast.Attribute(value=left, attr="is_in"), args=[other, *_]):
                pairs = [(left, other)]
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="get"), args=[left, *_]) if name in named:
                pairs = [(left, named[name])]
            case ast.Subscript(value=ast.Name(id=name), slice=left) if name in named:
                pairs = [(left, named[name])]
            case _:
                continue
        for left, other in pairs:
            if column := column_of(left):
                yield from ((column, code) for code in texts(other, named))


def column_of(node):
    """The column that an expression stands for; None where it is none."""
    match node:
        case ast.Call(func=ast.Attribute(attr="col"), args=[ast.Constant(value=str(column))]):
            return column
        case ast.Subscript(slice=ast.Constant(value=str(column))):
            return column
        case _:
            return None


def texts(node, named):
    """The texts that an expression holds: itself, the members of a collection, the keys of a mapping."""
    match node:
        case ast.Name(id=name) if name in named:
            yield from texts(named[name], {})
        case ast.Constant(value=str(text)):
            yield text
        case ast.Set(elts=elements) | ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Dict(keys=elements):
            for each in elements:
                yield from texts(each, named)


@cache
def sorts(table):
    """The texts that a declared table allows, by column."""
    allowed = {}
    for name, column in table.to_schema().columns.items():
        for check in column.checks:
            if values := (check.statistics or {}).get("allowed_values"):
                allowed[name] = {value for value in values if isinstance(value, str)}
    return allowed
