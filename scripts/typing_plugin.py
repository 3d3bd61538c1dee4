"""Teaches mypy what our middleware puts on every request: who acts, and in which group."""

from __future__ import annotations

from collections.abc import Callable

from mypy.checker import TypeChecker
from mypy.nodes import MDEF, SymbolTableNode, TypeInfo, Var
from mypy.plugin import AttributeContext, ClassDefContext, Plugin
from mypy.types import AnyType, Instance, Type, TypeOfAny

REQUEST = "django.http.request.HttpRequest"
ATTRIBUTES = {
    "actor": "personas.actors.Actor",  # personas.middleware
    "group": "groups.models.group.SupportGroup",  # groups.middleware
}


class RequestPlugin(Plugin):
    """`request.actor` and `request.group`, with their types."""

    def get_customize_class_mro_hook(self, fullname: str) -> Callable[[ClassDefContext], None] | None:
        """Gives the request its attributes, of no type yet: their classes are read later."""
        return add_attributes if fullname == REQUEST else None

    def get_attribute_hook(self, fullname: str) -> Callable[[AttributeContext], Type] | None:
        """Gives an attribute its type once every class is known."""
        owner, _, name = fullname.rpartition(".")
        return typed_as(ATTRIBUTES[name]) if owner == REQUEST and name in ATTRIBUTES else None


def add_attributes(context: ClassDefContext) -> None:
    """Adds what is missing from the class; called more than once."""
    info = context.cls.info
    for name in ATTRIBUTES:
        if name not in info.names:
            attribute = Var(name, AnyType(TypeOfAny.special_form))
            attribute.info = info
            attribute._fullname = f"{REQUEST}.{name}"
            info.names[name] = SymbolTableNode(MDEF, attribute, plugin_generated=True)


def typed_as(name: str) -> Callable[[AttributeContext], Type]:
    """A hook that answers with this class."""

    module, _, class_name = name.rpartition(".")

    def answer(context: AttributeContext) -> Type:
        if isinstance(context.api, TypeChecker) and module in context.api.modules:
            found = context.api.modules[module].names[class_name].node
            if isinstance(found, TypeInfo):
                return Instance(found, [])
        return context.default_attr_type

    return answer


def plugin(version: str) -> type[Plugin]:
    """The entrance that mypy looks for."""
    return RequestPlugin
