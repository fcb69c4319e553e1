"""Where claims come from, as PROV-JSON (W3C member submission of PROV-DM): claim, document, origin, publisher, speaker.

A claim was derived from the documents that carry positions on it, and has the documents at the root of what these copy
as its primary sources. Documents are attributed to publishers, claims to those who take a position: once for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

import msgspec

from briefings.linking.site import LinkedClaim, LinkedSource
from briefings.model.edtf import format_edtf
from briefings.model.registry import Actor, ActorKind, Publisher
from briefings.outputs.data_tables import find_address, list_sources
from briefings.views.context import ViewContext

Record = dict[str, Any]
_AGENTS = {ActorKind.PERSON: "prov:Person", ActorKind.ORGANISATION: "prov:Organization"}


def build_prov(context: ViewContext) -> bytes:
    """The whole graph. Relations have no ids that mean anything; they are numbered in their order."""
    sources, claims = list_sources(context), list(context.site.claims.values())
    publishers = _list_publishers(context, sources.values())
    actors = {position.actor.id: position.actor for claim in claims for position in claim.positions}
    graph: dict[str, Any] = {
        "prefix": _list_prefixes(context),
        "entity": {
            **{f"claim:{claim.id}": _describe_claim(context, claim) for claim in claims},
            **{_name_source(key): _describe_source(source) for key, source in sources.items()},
        },
        "agent": {
            **{f"publisher:{publisher.id}": _describe_publisher(publisher) for publisher in publishers},
            **{f"actor:{key}": _describe_actor(actors[key]) for key in sorted(actors)},
        },
        "wasDerivedFrom": _number("d", _list_derivations(claims, sources)),
        "wasAttributedTo": _number("a", _list_attributions(claims, sources)),
        "actedOnBehalfOf": _number("o", _list_owners(publishers)),
    }
    return msgspec.json.encode({name: part for name, part in graph.items() if part}) + b"\n"


def _list_prefixes(context: ViewContext) -> dict[str, str]:
    """What ids stand for: addresses of the site where it has one, else names that are unique in this file."""
    root = context.settings.url
    folders = {"claim": "claims/", "source": "data/sources.json#", "publisher": "publishers/", "actor": "actors/"}
    return {
        "brf": "urn:x-briefings:terms:",
        "dcterms": "http://purl.org/dc/terms/",
        **{name: f"{root}/{path}" if root else f"urn:x-briefings:{name}:" for name, path in folders.items()},
    }


def _list_publishers(context: ViewContext, sources: Iterable[LinkedSource]) -> list[Publisher]:
    """The publishers of documents, and their owners."""
    found, waiting = set(), [source.publisher.id for source in sources]
    while waiting:
        identifier = waiting.pop()
        if identifier not in found:
            found.add(identifier)
            owner = context.site.publishers[identifier].owner
            waiting += [owner] if owner and owner in context.site.publishers else []
    return [context.site.publishers[identifier] for identifier in sorted(found)]


def _name_source(key: str) -> str:
    return f"source:{quote(key, safe='/')}"


def _describe_claim(context: ViewContext, claim: LinkedClaim) -> Record:
    href = context.addresses.claim(claim.id).href
    return {
        "prov:type": _qname("brf:Claim"),
        "prov:label": claim.text,
        "brf:status": claim.status.value,
        "brf:isUnverified": claim.is_unverified,
        "brf:page": find_address(context, href),
    }


def _describe_source(linked: LinkedSource) -> Record:
    source = linked.source
    texts = {
        "dcterms:title": source.title,
        "dcterms:identifier": source.url,
        "dcterms:issued": format_edtf(source.published) if source.published else "",
        "dcterms:language": source.lang,
        "brf:archived": source.archived,
    }
    return {"prov:type": _qname("brf:Document"), **{name: text for name, text in texts.items() if text}}


def _describe_publisher(publisher: Publisher) -> Record:
    return {
        "prov:type": _qname("prov:Organization"),
        "prov:label": publisher.name,
        "brf:kind": publisher.kind.value,
    }


def _describe_actor(actor: Actor) -> Record:
    return {
        "prov:type": _qname(_AGENTS.get(actor.kind, "brf:State")),
        "prov:label": actor.name,
    }


def _qname(name: str) -> dict[str, str]:
    return {"$": name, "type": "xsd:QName"}


def _list_derivations(claims: Iterable[LinkedClaim], sources: dict[str, LinkedSource]) -> Iterator[Record]:
    for claim in claims:
        carried = dict.fromkeys(source.key for position in claim.positions for source in position.sources)
        entity = f"claim:{claim.id}"
        for key in carried:
            yield _derive(entity, key)
        for key in dict.fromkeys(root for carrier in carried for root in _find_roots(sources, carrier)):
            yield {**_derive(entity, key), "prov:type": _qname("prov:PrimarySource")}
    for key, linked in sources.items():
        for original in linked.derived_from:
            if original in sources:
                yield _derive(_name_source(key), original)


def _derive(entity: str, key: str) -> Record:
    return {"prov:generatedEntity": entity, "prov:usedEntity": _name_source(key)}


def _find_roots(sources: dict[str, LinkedSource], key: str) -> list[str]:
    """The documents that one goes back to, which copy no other; linking has cut all circles."""
    copied = [original for original in sources[key].derived_from if original in sources]
    return [root for original in copied for root in _find_roots(sources, original)] or [key]


def _list_attributions(claims: Iterable[LinkedClaim], sources: dict[str, LinkedSource]) -> Iterator[Record]:
    for key, linked in sources.items():
        yield {"prov:entity": _name_source(key), "prov:agent": f"publisher:{linked.publisher.id}"}
    for claim in claims:
        for said in claim.positions:
            yield {
                "prov:entity": f"claim:{claim.id}",
                "prov:agent": f"actor:{said.actor.id}",
                "brf:stance": said.position.stance.value,
                "brf:said": format_edtf(said.position.said),
            }


def _list_owners(publishers: Iterable[Publisher]) -> Iterator[Record]:
    for publisher in publishers:
        if publisher.owner:
            yield {"prov:delegate": f"publisher:{publisher.id}", "prov:responsible": f"publisher:{publisher.owner}"}


def _number(letter: str, records: Iterable[Record]) -> dict[str, Record]:
    return {f"_:{letter}{number}": record for number, record in enumerate(records, start=1)}
