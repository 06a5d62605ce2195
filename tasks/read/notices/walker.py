"""Make the one-pass walker of a format from its declaration: Python source, compiled once.

The walker is one function of nested loops. It visits the elements that lead to a declared field and no others,
remembers texts in local variables and appends a tuple per row. What it remembers is planned in `plan.py`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tasks.read.notices.declaration import Format, Step
from tasks.read.notices.plan import Node, Plan, Scope

Walk = Callable[[Any, int, Mapping[str, list[tuple[Any, ...]]]], None]
"""Root, number of the document, rows by table: appends the document's rows."""


class Source:
    """Turns a plan into source; kept apart from the walking so that it may be slow and plain."""

    def __init__(self, form: Format, tables: Mapping[str, list[str]], *, is_traced: bool = False) -> None:
        self.form = form
        self.is_traced = is_traced
        self.plan = Plan(form, tables)
        self.firsts: list[str] = []

    def walk(self) -> str:
        """The source of `walk(root, document, rows)`."""
        used = sorted({rows.table for rows in self.form.sources})
        lines = ["def walk(root, document, rows):"]
        lines += [f"    add_{table} = rows[{table!r}].append" for table in used]
        top = self.plan.scopes[()]
        body = [
            "e0 = root",
            *self.opening(top),
            *self.taking(self.plan.root, 0),
            *self.loop(self.plan.root, 0),
            *top.ends,
        ]
        lines += [f"    {name} = False" for name in self.firsts]
        if self.form.language:  # asked for first: the texts of the extensions stand before it
            lines.append(f"    language = clean(root.findtext({self.tag(self.form.language)!r}))")
        return "\n".join(lines + ["    " + line for line in body]) + "\n"

    def opening(self, scope: Scope) -> list[str]:
        """Lines that run when a scope begins."""
        fresh = list(scope.variables)
        fresh += [f"l{name}" for name in scope.variables if scope.hows.get(name) == "~"]
        lines = [" = ".join(fresh) + " = None"] if fresh else []
        lines += [f"{name} = []" for name in scope.lists]
        counters = [inner for inner in self.plan.scopes.values() if inner.counter and self.plan.outer(inner) is scope]
        lines += [f"c{inner.number} = 0" for inner in counters if inner is not scope]
        return lines

    def loop(self, node: Node, depth: int) -> list[str]:
        """The loop over an element's children."""
        if not node.children:
            return []
        element = f"e{depth + 1}"
        named: dict[str, list[Node]] = {}
        for child in node.children.values():
            named.setdefault(child.step.name if child.step else "", []).append(child)
        wild = named.pop("*", [])
        lines = [f"for {element} in e{depth}:"]
        tag = f"local[{element}.tag]" if not self.form.namespaces else f"{element}.tag"
        lines.append(f"    t = {tag}")
        word = "if"
        for name, nodes in named.items():
            lines.append(f"    {word} t == {self.tag(name)!r}:")
            lines += ["        " + line for node in [*nodes, *wild] for line in self.element(node, depth + 1)]
            word = "elif"
        if wild:
            lines.append("    else:" if named else "    if True:")
            lines += ["        " + line for node in wild for line in self.element(node, depth + 1)]
        return lines

    def element(self, node: Node, depth: int) -> list[str]:
        """What happens at one element."""
        step = node.step or Step("")
        lines: list[str] = []
        scope = node.scope
        if scope and scope.counter:
            lines.append(f"c{scope.number} += 1; n{scope.number} = str(c{scope.number})")
        if scope:
            lines += self.opening(scope)
        lines += self.taking(node, depth)
        lines += self.loop(node, depth)
        if scope:
            lines += scope.ends
        if not lines:
            return ["pass"]
        if step.test == "@" + step.test[1:] and step.test:
            test = f"clean(e{depth}.get({step.test[1:]!r})) {'==' if step.equal else '!='} {step.value!r}"
        elif step.test == ".":
            test = f"(e{depth}.text or '').strip() {'==' if step.equal else '!='} {step.value!r}"
        else:
            return lines
        if step.first:
            self.firsts.append(f"f{len(self.firsts)}")
            test += f" and not {self.firsts[-1]}"
            lines.insert(0, f"{self.firsts[-1]} = True")
        return [f"if {test}:", *("    " + line for line in lines)]

    def taking(self, node: Node, depth: int) -> list[str]:
        """Lines that remember what stands at an element."""
        element = f"e{depth}"
        lines = []
        text = f"whole({element})" if self.form.whole_text else f"{element}.text"
        text = f"seen({element}, '')" if self.is_traced else text
        if sum(not take.attribute and take.how[:1] not in ("?", "^") for take in node.takes) > 1:
            lines.append(f"x = {text}")
            text = "x"
        spoken = f"clean({element}.get({self.form.language_attribute!r}))"
        for take in node.takes:
            value = f"{element}.get({take.attribute!r})" if take.attribute else text
            if self.is_traced and take.attribute:
                value = f"seen({element}, {take.attribute!r})"
            name = take.variable
            if take.how.startswith("?"):
                word = repr(take.how[1:])
                lines.append(
                    f"{name} = flag({element}, {take.attribute!r}, {word})" if self.is_traced else f"{name} = {word}"
                )
            elif take.how == "^":
                word = f"named({element})" if self.is_traced else f"local[{element}.tag]"
                lines.append(f"if {name} is None: {name} = {word}")
            elif take.how == "+":
                lines.append(f"{name} = joined({name}, {value})")
            elif take.how == "~":
                lines.append(f"if blank({name}): {name} = {value}; l{name} = {spoken}")
                lines.append(f"elif l{name} != language and {spoken} == language and not blank({value}):")
                lines.append(f"    {name} = {value}; l{name} = language")
            elif node.scope and take.variable in node.scope.variables:
                lines.append(f"{name} = {value}")
            else:
                lines.append(f"if blank({name}): {name} = {value}")
        return lines

    def tag(self, name: str) -> str:
        """A declared name as lxml says it."""
        prefix, _, local = name.rpartition(":")
        return f"{{{self.form.namespaces[prefix]}}}{local}" if prefix else local


class Local(dict[str, str]):
    """Local names by qualified name: each is cut once."""

    def __missing__(self, tag: str) -> str:
        self[tag] = name = tag.rpartition("}")[2]
        return name


def blank(text: str | None) -> bool:
    """Whether nothing was said so far."""
    return not text or text.isspace()


def clean(text: str | None) -> str | None:
    """A text without the blanks around it: they decide nothing."""
    return text.strip() if text else text


def joined(before: str | None, more: str | None) -> str | None:
    """What was said and what is said beside it, separated by a blank."""
    if before is None or more is None:
        return before if more is None else more
    return f"{before.strip()} {more.strip()}"


def whole(element: Any) -> str | None:
    """The text of an element and of all below it; paragraphs stand on lines of their own, raised letters do not."""
    if not len(element):
        text: str | None = element.text
        return text
    if not blank(element.text) or any(not blank(each.tail) for each in element) or element[0].tag.endswith("}FT"):
        return "".join(element.itertext())
    return "\n".join(part for each in element if (part := whole(each)))


def make(form: Format, tables: Mapping[str, list[str]], own: Mapping[str, Any] | None = None) -> Walk:
    """The walker of a format.

    Args:
        form: the declaration.
        tables: columns of each table, without those that name the file, in the order of the tuples.
        own: what the walker calls for texts where they are traced (`tracing.py`).
    """
    known: dict[str, Any] = {"local": Local(), "whole": whole, "blank": blank, "joined": joined, "clean": clean} | dict(
        own or {}
    )
    exec(compile(Source(form, tables, is_traced=own is not None).walk(), f"<walker of {form.name}>", "exec"), known)  # noqa: S102 (own source)
    walk: Walk = known["walk"]
    return walk
