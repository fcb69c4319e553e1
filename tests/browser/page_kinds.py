"""One page of every kind of the sample site: what all tests of looks and access go through."""

PAGE_KINDS = {
    "home": "/",
    "briefing": "/briefings/2021-07-14-wesh-capture/",
    "home of a language": "/fa/",
    "timeline of a language": "/fa/timeline/",
    "rtl briefing": "/fa/briefings/2021-07-14-wesh-capture/",
    "briefing with a figure": "/briefings/2021-08-15-kabul/",
    "corrected briefing": "/briefings/2021-08-26-airport-bombing/",
    "topic": "/topics/spin-boldak-crossing/",
    "topic by publication": "/topics/spin-boldak-crossing/published/",
    "topics": "/topics/",
    "timeline": "/timeline/",
    "timeline by publication": "/timeline/published/",
    "actor": "/actors/taliban/",
    "actors": "/actors/",
    "place": "/places/spin-boldak-district/",
    "places": "/places/",
    "publisher": "/publishers/press-tv/",
    "publishers": "/publishers/",
    "claims": "/claims/",
    "claims of a status": "/claims/status/disputed/",
    "claim": "/claims/wesh-captured/",
    "topic as of a day": "/topics/spin-boldak-crossing/as-of/2021-07-14/",
    "changes": "/changes/",
    "what to watch": "/upcoming/",
    "corrections": "/corrections/",
    "page": "/pages/method/",
    "data": "/data/",
    "not found": "/404.html",
}

EMBED_KINDS = {
    "embedded claim": "/embed/claims/wesh-captured/",
    "embedded timeline": "/embed/timelines/spin-boldak-crossing/",
    "embedded map": "/embed/maps/spin-boldak-crossing/",
}
"""Pages for frames on other sites: without script, without the head and the foot of the others."""

SEARCH_KINDS = {
    "search": "/search/",
    "search in another language": "/search/fa/",
}
"""Pages that a site has when it is published with its search."""
