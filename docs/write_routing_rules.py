"""Writes docs/routing-rules.md from the rulebook: run `python docs/write_routing_rules.py` after changing a rule."""

from collections import Counter
from itertools import groupby
from pathlib import Path

from app.engine.rulebook import CHAPTERS, RULES, Rule

PAGE = Path(__file__).with_name("routing-rules.md")

INTRODUCTION = """# Routing rules

<!-- Written by docs/write_routing_rules.py from app/engine/rulebook; edit the rules there. -->

RouteCanvas computes routes from {count} written rules. Every row of a table, every loser behind it and every finding
names the rules that decided, so that you can look them up here and judge them by their source.

## How rules are numbered

An id is a family and a number. It keeps its meaning and is never given to another rule, because saved explanations
cite it.

| Family | About |
|---|---|
| A | system routes: the rows Azure makes by itself, and their order |
| B | user routes and gateway route propagation |
| C | peering and subnet peering |
| D | VPN gateways, point-to-site, forced tunnelling |
| E | ExpressRoute |
| F | ExpressRoute and VPN in one virtual network |
| G | appliances and Azure Firewall |
| H | deployments that Azure refuses, or lets pass to your harm |
| I | newer features |
| K | questions on which sources disagree, virtual networks and gateways |
| L | questions that nobody answered in public |
| RS, CX | Route Server, and its coexistence with gateways |
| VW, RI | Virtual WAN hubs, and their routing intent |
| ERR | refusals around Route Server and hubs, with Azure's own text |
| LINT | design advice for Route Server and Virtual WAN |
| OUT | the shape of Azure's own answers |
| U | disagreements and gaps, Route Server and Virtual WAN |
| X | questions to which official answers contradict each other |

## What the confidences mean

| Confidence | Meaning | Rules |
|---|---|---|
"""

CONFIDENCES = {
    "documented": "Microsoft's documentation says so",
    "observed": "a published lab printed it",
    "documented+observed": "the documentation says so and a lab shows it",
    "inferred": "follows from observations or general knowledge; nobody wrote it down, and affected rows carry a mark",
    "disputed": "sources disagree; the sentence gives both positions and our choice",
    "unknown": "nobody published it; the sentence says what we do meanwhile",
}


def page() -> str:
    """The whole page as Markdown."""
    counted: Counter[str] = Counter(rule.confidence for rule in RULES.values())
    lines = [INTRODUCTION.format(count=len(RULES)).rstrip("\n")]
    lines += [f"| {name} | {meaning} | {counted[name]} |" for name, meaning in CONFIDENCES.items()]
    every = (rule for chapter in CHAPTERS for rule in chapter)
    for subject, rules in groupby(every, key=lambda rule: rule.subject):
        lines += ["", f"## {subject}", "", "| Rule | Says | Confidence | Source |", "|---|---|---|---|"]
        lines += [_row(rule) for rule in rules]
    return "\n".join(lines) + "\n"


def _row(rule: Rule) -> str:
    said = f"**{rule.title}.** {rule.sentence}"
    if rule.kind:
        said += f" *{rule.kind.capitalize()}.*"
    if rule.code:
        said += f" `{rule.code}`"
    if rule.message:
        said += f" “{rule.message}”"
    elif rule.kind == "refused" and not rule.id.startswith("LINT-"):
        said += f" ({rule.wording})"
    said += "".join(f" {each.date[0].upper()}{each.date[1:]}: {each.sentence}" for each in rule.positions)
    if rule.found_as:
        said += f" Found as {rule.found_as}."
    if rule.unseen:
        said += f" No finding: {rule.unseen}"
    date = "" if rule.date == "undated" else f" ({rule.date})"
    return f"| {rule.id} | {said} | {rule.confidence} | [{rule.source}]({rule.url}){date} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
