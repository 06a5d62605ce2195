"""What the one-pass walker of a format remembers: which text of which element in which variable, for how long.

Made from the declaration, and turned into source by `walker.py`. A scope is an element that begins rows: its variables
live while it is open. A row that needs something of what surrounds it waits until that ends, so the order in a
document does not matter.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tasks.read.notices.declaration import Format, Path, Rows, Step, steps

Key = tuple[Step, ...]


@dataclass
class Take:
    """One thing to remember at an element: which variable, how, and from where."""

    variable: str
    how: str
    attribute: str
    step: Step | None


@dataclass
class Scope:
    """An element that begins rows, or has a predicate on what is below: its variables live while it is open."""

    key: Key
    number: int
    variables: list[str] = field(default_factory=list)
    hows: dict[str, str] = field(default_factory=dict)
    ends: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    counter: bool = False


@dataclass
class Node:
    """An element on the way to a field."""

    step: Step | None = None
    children: "dict[Step, Node]" = field(default_factory=dict)
    takes: list[Take] = field(default_factory=list)
    scope: Scope | None = None


class Plan:
    """The elements to visit, what to take at each, and what to do when a scope ends.

    Raises:
        ValueError: the declaration says something that cannot be walked.
    """

    def __init__(self, form: Format, tables: Mapping[str, list[str]]) -> None:
        self.form = form
        self.tables = tables
        self.scopes: dict[Key, Scope] = {(): Scope((), 0)}
        self.root = Node(scope=self.scopes[()])
        self.names: dict[tuple[object, ...], str] = {}
        for rows in self.form.sources:
            self.scope_at(steps(rows.at)[0])
            if rows.otherwise:
                self.scope_at(steps(rows.otherwise)[0])
            for path in parts(rows.columns.values()):
                if path.startswith("#/"):
                    self.scope_at(steps(path[1:])[0])
            if not all(step.on_itself for step in steps(rows.at)[0]):
                raise ValueError(f"{rows.at}: rows begin at an element by its own name and attributes; use `only`.")
        for number, rows in enumerate(self.form.sources):
            self.rows(number, rows)

    def node(self, key: Key) -> Node:
        """The element at a path."""
        here = self.root
        for step in key:
            here = here.children.setdefault(step, Node(step))
        return here

    def scope_at(self, key: Key) -> Scope:
        """The scope of an element that begins rows."""
        if key not in self.scopes:
            scope = Scope(key, len(self.scopes))
            self.scopes[key] = scope
            self.node(key).scope = scope
        return self.scopes[key]

    def outer(self, scope: Scope) -> Scope:
        """The scope that surrounds a scope."""
        return self.enclosing(scope.key[:-1])

    def enclosing(self, key: Key) -> Scope:
        """The innermost scope that a path runs through."""
        while key not in self.scopes:
            key = key[:-1]
        return self.scopes[key]

    def variable(self, at: Key, path: str, how: str) -> str:
        """Arrange for the value at a path to be remembered, and name the variable that will hold it."""
        below, attribute = steps(path)
        key = below if path.startswith("/") else at + below
        for length in range(1, len(key) + 1):
            if not key[length - 1].on_itself:
                return self.guarded(key, length, attribute, how)
        return self.plain(key, attribute, how, self.scope_at(key[: common_steps(at, key)]))

    def plain(self, key: Key, attribute: str, how: str, scope: Scope) -> str:
        """A value whose path has no predicate on what is below an element."""
        wanted = (key, attribute, how, scope.key)
        if wanted not in self.names:
            name = f"v{len(self.names)}"
            self.names[wanted] = name
            scope.variables.append(name)
            scope.hows[name] = how
            self.node(key).takes.append(Take(name, how, attribute, key[-1] if key else None))
        return self.names[wanted]

    def guarded(self, key: Key, length: int, attribute: str, how: str) -> str:
        """A value behind a predicate on what is below an element: known when that element ends."""
        step = key[length - 1]
        bare = (*key[: length - 1], Step(step.name))
        wanted = (key, attribute, how)
        if wanted not in self.names:
            outer = self.enclosing(bare[:-1])
            inner = self.scope_at(bare)
            value = self.plain(bare + key[length:], attribute, how, inner)
            test_key, test_attribute = steps(step.test.removeprefix("?"))
            test = self.plain(bare + test_key, test_attribute, "?true" if step.test[0] == "?" else "", inner)
            name = f"v{len(self.names)}"
            self.names[wanted] = name
            outer.variables.append(name)
            sign = "==" if step.equal else "!="
            inner.ends.append(f"if {name} is None and clean({test}) {sign} {step.value!r}: {name} = {value}")
        return self.names[wanted]

    def rows(self, number: int, rows: Rows) -> None:
        """Arrange for the rows of one source."""
        at = steps(rows.at)[0]
        scope = self.scopes[at]
        cells = {name: self.cell(at, scope, path) for name, path in rows.columns.items()}
        tests = [f"clean({self.taken(at, path)}) in {values!r}" for path, values in rows.only.items()]
        homes = {variable: self.home(variable) for variable in variables_in([*cells.values(), *tests])}
        order = ["document", *(cells.get(name, "None") for name in self.tables[rows.table])]
        put = f"add_{rows.table}(({', '.join(order)}))"
        outermost = min([scope, *homes.values()], key=lambda home: len(home.key))
        owner = self.scopes[steps(rows.otherwise)[0]] if rows.otherwise else scope
        if len(owner.key) < len(outermost.key):
            outermost = owner
        if outermost is scope:
            scope.ends.append(guard(tests, put))
        else:
            early, put_late = self.hand_out(f"w{number}", scope, outermost, owner if rows.otherwise else None, homes)
            inside = [test for test in tests if set(variables_in([test])) <= set(early)]
            scope.ends[-1] = guard(inside, scope.ends[-1])
            late = guard([test for test in tests if test not in inside], put)
            outermost.ends += [put_late, "    " + late]

    def hand_out(
        self, name: str, scope: Scope, outermost: Scope, owner: Scope | None, homes: Mapping[str, Scope]
    ) -> tuple[list[str], str]:
        """Let rows wait for what surrounds them: what is known when a scope ends goes to the one around it.

        Returns:
            The variables known where the row begins, and the line that takes all of them up again at the outermost.
        """
        known = early = [variable for variable, home in homes.items() if home is scope]
        here = self.outer(scope)
        scope.ends.append(f"{name}_{here.number}.append({names(known)})")
        while True:
            waiting = f"{name}_{here.number}"
            here.lists.append(waiting)
            if here is owner:
                here.ends.append(f"if not {waiting}: {waiting}.append(({'None, ' * len(known)}))")
            if here is outermost:
                return early, f"for {names(known)} in {waiting}:"
            above = self.outer(here)
            more = known + [variable for variable, home in homes.items() if home is here]
            here.ends.append(f"for {names(known)} in {waiting}: {name}_{above.number}.append({names(more)})")
            known, here = more, above

    def home(self, variable: str) -> Scope:
        """The scope in which a variable lives."""
        return next(
            scope for scope in self.scopes.values() if variable in scope.variables or variable == f"n{scope.number}"
        )

    def cell(self, at: Key, scope: Scope, path: Path) -> str:
        """The expression of a column."""
        if isinstance(path, tuple):
            return " or ".join(self.cell(at, scope, each) for each in path)
        if isinstance(path, list):
            parts = [self.cell(at, scope, each) for each in path]
            known = " and ".join(part for part in parts if part[0] == "v")
            joined = " + ".join(parts)
            return f"({joined} if {known} else None)" if known else f"({joined})"
        if path.startswith("#"):
            counted = self.scope_at(steps(path[1:])[0]) if path[1:] else scope
            counted.counter = True
            return f"n{counted.number}"
        if path.startswith("="):
            return repr(path[1:])
        return self.taken(at, path)

    def taken(self, at: Key, path: str) -> str:
        """The variable of what a path, with its sign, takes."""
        path, arrow, value = path.partition(" => ")
        how = f"?{value}" if arrow else path[0] if path[0] in "~+^" else ""
        return self.variable(at, path if arrow else path[len(how) :], how)


def parts(path: Iterable[Path]) -> Iterator[str]:
    """Every single path of some columns."""
    for each in path:
        if isinstance(each, str):
            yield each
        else:
            yield from parts(each)


def variables_in(expressions: list[str]) -> list[str]:
    """The variables that expressions name, in order."""
    words = " ".join(expressions).replace("(", " ").replace(")", " ").replace(",", " ").split()
    return list(dict.fromkeys(word for word in words if word[0] in "vn" and word[1:].isdigit()))


def common_steps(one: Key, other: Key) -> int:
    """How many steps two paths share: as far as that element, a row and a value are inside the same one."""
    common = 0
    while common < min(len(one), len(other)) and one[common] == other[common]:
        common += 1
    return common


def names(variables: list[str]) -> str:
    """The variables as a tuple, to fill or to unpack."""
    return f"({''.join(variable + ', ' for variable in variables)})"


def guard(tests: list[str], line: str) -> str:
    """The line behind its tests."""
    return f"if {' and '.join(tests)}: {line}" if tests else line
