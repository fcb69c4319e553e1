"""The search as readers use it: by keyboard, in two scripts, on a telephone, and without script."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Route, expect

from briefings.views.language import language_name, load_language

pytestmark = pytest.mark.browser

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def dossier_url(published_site: Path, serve_folder: Callable[[Path], str]) -> str:
    """The sample site with a search, for all that opens pages here."""
    return serve_folder(published_site)


def results(page: Page) -> Locator:
    return page.get_by_role("list", name="Results").get_by_role("listitem")


def status(page: Page) -> Locator:
    return page.locator("main [role=status]")


def choice(page: Page, label: str) -> Locator:
    return page.get_by_role("combobox", name=label, exact=True)


def count(page: Page) -> int:
    """The number that the page says."""
    expect(status(page)).to_have_text(re.compile(r"Results: \d+"))
    return int(status(page).inner_text().split()[-1])


def list_left(page: Page, label: str) -> dict[str, int]:
    """How many results each choice says that it leaves; those that leave none cannot be chosen."""
    found = choice(page, label).evaluate("list => [...list.options].slice(1).map(one => [one.text, one.disabled])")
    texts = [(re.fullmatch(r"(.+) \((\d+)\)", text), is_disabled) for text, is_disabled in found]
    assert all(text and (text[2] == "0") == is_disabled for text, is_disabled in texts)
    return {text[1]: int(text[2]) for text, is_disabled in texts if text and not is_disabled}


def ask(page: Page, text: str) -> None:
    page.get_by_label("Briefings, topics, actors, places and claims").fill(text)


def test_results_come_while_somebody_types_with_the_passage_marked(open_page: Open) -> None:
    page = open_page("/search/")
    page.locator("#q").press_sequentially("fighters captured wesh")
    first = results(page).first
    expect(first.locator("mark").first).to_be_visible()
    assert count(page) > 1
    expect(first.get_by_role("link")).to_have_attribute("href", re.compile("^/claims/wesh-captured/#"))
    expect(first).to_contain_text("Claim C")
    expect(first).to_contain_text("since 15 July 2021")
    expect(page).to_have_url("/search/?q=fighters+captured+wesh")


@pytest.mark.parametrize("words", ["xqzvbnt", "informati", "zzz yyy"])
def test_a_word_that_no_page_has_finds_nothing_and_that_is_said(open_page: Open, words: str) -> None:
    page = open_page("/search/")
    ask(page, words)
    expect(status(page)).to_have_text(f"No page has “{words.replace(' ', ', ')}”.")
    expect(results(page)).to_have_count(0)


def test_other_words_are_found_without_the_one_that_no_page_has(open_page: Open) -> None:
    page = open_page("/search/?q=wesh")
    found = count(page)
    ask(page, "xqzvbnt wesh")
    expect(status(page)).to_have_text(f"No page has “xqzvbnt”. Results: {found}")
    expect(results(page).first.locator("mark").first).to_have_text(re.compile("Wesh"))


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Kandahr", ["Kandahar"]),
        ("Chamann", ["Chaman"]),
        ("kabol", ["Kabul"]),
        ("Siddiki killed", ["Siddiqui killed", "Seddiqi killed"]),
        ("کندهاار", ["کندهار"]),
    ],
)
def test_a_misspelt_name_is_offered_as_it_is_written(open_page: Open, words: str, meant: list[str]) -> None:
    page = open_page("/search/?lang=en")
    ask(page, words)
    links = status(page).get_by_role("link")
    expect(links).to_have_text(meant)
    expect(status(page)).to_contain_text("Did you mean")
    links.first.click()
    expect(page.locator("#q")).to_have_value(meant[0])
    expect(choice(page, "Language")).to_have_value("en")
    expect(results(page).first).to_be_visible()


def test_a_short_word_is_not_taken_for_any_other(open_page: Open) -> None:
    page = open_page("/search/")
    ask(page, "qzx")
    expect(status(page)).to_have_text("No page has “qzx”.")


@pytest.mark.parametrize("words", ['"called wesh"', '"security forces have repelled"'])
def test_a_quotation_is_found_with_its_marks_and_who_says_it(open_page: Open, words: str) -> None:
    page = open_page("/search/")
    ask(page, words)
    text = page.locator("li:has(a[href^='/claims/wesh-captured/']) .row__text").inner_text()
    speaker = "Zabihullah Mujahid" if "wesh" in words else "Tareq Arian"
    assert re.match(rf"\w+ by: {speaker} \([^)]+\): “[^”]+” – [^.]+, 14 July 2021\.( |$)", text), text
    facts = page.locator("li:has(a[href^='/claims/wesh-captured/']) .meta")
    expect(facts).to_contain_text("Said by: Zabihullah Mujahid")
    expect(facts).to_contain_text("denied by Tareq Arian")


def test_marks_are_on_words_and_not_on_their_stops(open_page: Open) -> None:
    page = open_page("/search/?q=Wesh")
    expect(results(page)).to_have_count(10)
    marked = page.locator(".search__found mark").all_inner_texts()
    assert [text for text in marked if re.search(r"^\W|\W$", text)] == []


def test_a_claim_is_found_by_place_and_status(open_page: Open) -> None:
    page = open_page("/search/?place=wesh&status=disputed")
    expect(results(page).first).to_be_visible()
    assert page.locator(".search__found a[href^='/claims/']").count() > 0


def test_the_beginning_of_a_word_finds_it(open_page: Open) -> None:
    page = open_page("/search/")
    for start in ("wes", "Zabihul", "negotiat"):
        ask(page, start)
        expect(results(page).first.locator("mark").first).to_have_text(re.compile(start, re.IGNORECASE))
        assert count(page) > 0
    # More of the word than its stem: words of the same stem come first.
    ask(page, "responsibilit")
    expect(results(page).first.locator("mark").first).to_have_text(re.compile("responsib"))


def test_words_in_quotation_marks_stand_side_by_side(open_page: Open) -> None:
    page = open_page("/search/")
    ask(page, "“repelled the attack”")
    expect(results(page).first).to_contain_text("repelled the attack")
    ask(page, '"attack the repelled"')
    expect(status(page)).to_have_text("Nothing was found.")


@pytest.mark.parametrize(
    ("name", "address"),
    [("Taliban", "/actors/taliban/"), ("wesh", "/places/wesh/"), ("Doha talks", "/topics/doha-talks/")],
)
def test_whoever_asks_for_a_name_finds_its_page_first(open_page: Open, name: str, address: str) -> None:
    page = open_page("/search/")
    ask(page, name)
    expect(results(page).first.get_by_role("link")).to_have_attribute("href", re.compile(f"^{address}(#|$)"))


@pytest.mark.parametrize(
    ("words", "address"),
    [("state broadcaster of Iran", "/publishers/press-tv/"), ("grades given to publishers", "/pages/about/")],
)
def test_publishers_and_ordinary_pages_are_found(open_page: Open, words: str, address: str) -> None:
    page = open_page("/search/")
    ask(page, words)
    expect(page.locator(f".search__found a[href^='{address}']")).to_be_visible()


@pytest.mark.parametrize("words", ["wesh", "kabul airport", "repelled", "customs post", "Reuters"])
def test_passages_are_of_the_text_and_not_of_its_furniture(open_page: Open, words: str) -> None:
    page = open_page("/search/")
    ask(page, words)
    expect(results(page).nth(1)).to_be_visible()
    text = "\n".join(page.locator(".search__found .row__text").all_inner_texts())
    furniture = r"Claim ledger|Who says what|read in S\d|recorded in|in the ledger|\bS\d|What is known|Sources\.|C\d+ "
    assert re.findall(furniture, text) == []


def test_a_result_leads_to_its_passage(open_page: Open) -> None:
    page = open_page("/search/?q=%22put+their+flag%22")
    first = results(page).first.get_by_role("link")
    expect(first).to_have_attribute("href", re.compile(r"#:~:text=put%20their%20flag"))
    first.click()
    expect(page).to_have_url(re.compile("/briefings/2021-07-14-wesh-capture/$"))
    expect(page.get_by_text("had put their flag").first).to_be_in_viewport()


def test_choices_say_how_many_results_they_leave(open_page: Open) -> None:
    page = open_page("/search/?q=wesh")
    whole = count(page)
    left = list_left(page, "Claim status")
    assert left["Disputed"] < whole
    choice(page, "Claim status").select_option("disputed")
    expect(status(page)).to_have_text(f"Results: {left['Disputed']}")
    # The list that was chosen from says what its other values would give.
    assert list_left(page, "Claim status") == left
    for label in ("Topic", "Year"):
        assert max(list_left(page, label).values()) <= left["Disputed"]


def test_numbers_have_the_digits_of_the_language(open_page: Open) -> None:
    page = open_page("/search/fa/?q=ویش")
    expect(page.locator(".search__found li").first).to_be_visible()
    assert re.fullmatch(r"نتیجه‌ها: [۰-۹]+", status(page).inner_text())
    texts = page.locator("select option:not([value=''])").all_text_contents()
    assert texts
    assert [text for text in texts if not re.search(r" \([۰-۹]+\)$", text)] == []


def test_back_leads_to_the_choice_before(open_page: Open) -> None:
    page = open_page("/search/?q=wesh")
    whole, left = count(page), list_left(page, "Stage")["Final"]
    choice(page, "Stage").select_option("final")
    expect(page).to_have_url("/search/?q=wesh&stage=final")
    expect(status(page)).to_have_text(f"Results: {left}")
    page.go_back()
    expect(page).to_have_url("/search/?q=wesh")
    expect(status(page)).to_have_text(f"Results: {whole}")
    expect(choice(page, "Stage")).to_have_value("")


def test_the_script_folds_as_the_index_does(open_page: Open, root: Path) -> None:
    table = json.loads((root / "tests/unit/building/folded_words.json").read_text("utf-8"))
    page = open_page("/search/")
    folded = page.evaluate(
        "async words => (({fold}) => words.map(fold))(await import('/theme/js/search/fold.js'))",
        [written for written, _ in table],
    )
    assert folded == [expected for _, expected in table]


@pytest.mark.parametrize("words", ["می‌گویند", "می گویند", "میگویند", "ميگويند", "مي‌گُويند"])
def test_half_spaces_marks_and_letters_of_another_keyboard_make_no_difference(open_page: Open, words: str) -> None:
    page = open_page("/search/fa/")
    page.locator("#q").fill(words)
    row = page.locator(".search__found li", has=page.locator("a[href^='/fa/briefings/2021-07-14-wesh-capture/']"))
    expect(row).to_be_visible()
    expect(row.locator("mark").first).to_have_text(re.compile("^می‌گوی"))


def test_pages_in_the_language_of_the_page_come_first(open_page: Open) -> None:
    page = open_page("/search/fa/?q=Kabul")
    expect(page.locator(".search__found li").first).to_have_attribute("lang", "fa")
    page = open_page("/search/?q=Kabul")
    expect(results(page).first).to_have_attribute("lang", "en")


def test_the_box_in_the_header_leads_to_the_results(open_page: Open) -> None:
    page = open_page("/topics/")
    page.keyboard.press("/")
    box = page.get_by_role("searchbox", name="Search")
    expect(box).to_be_focused()
    page.keyboard.type("a/b wesh")
    expect(box).to_have_value("a/b wesh")
    box.fill("wesh")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/search/?q=wesh")
    expect(results(page).first).to_be_visible()
    expect(page.locator("#q")).to_have_value("wesh")
    expect(page.get_by_role("search")).to_have_count(1)


def test_whoever_comes_with_words_goes_on_in_the_field(open_page: Open) -> None:
    page = open_page("/topics/")
    page.get_by_role("searchbox", name="Search").fill("wesh")
    page.keyboard.press("Enter")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results(page).first.get_by_role("link")).to_be_focused()


def test_whoever_comes_back_from_a_result_is_where_they_were(open_page: Open) -> None:
    page = open_page("/search/?q=wesh")
    page.get_by_role("button", name="More results").click()
    expect(results(page)).to_have_count(20)
    results(page).nth(14).get_by_role("link").click()
    expect(page.locator("article h1, main h1").first).not_to_have_text("Search")
    page.go_back()
    expect(results(page)).to_have_count(20)
    expect(results(page).nth(14).get_by_role("link")).to_be_focused()
    # Other words are another list.
    ask(page, "kabul")
    expect(page).to_have_url("/search/?q=kabul")
    expect(results(page)).to_have_count(10)


def test_filters_narrow_down_and_stay_in_the_address(open_page: Open) -> None:
    page = open_page("/search/")
    ask(page, "wesh")
    expect(results(page).first).to_be_visible()
    choice(page, "Claim status").select_option("disputed")
    expect(page).to_have_url("/search/?q=wesh&status=disputed")
    choice(page, "Actor").select_option("zabihullah-mujahid")
    expect(page).to_have_url("/search/?q=wesh&actor=zabihullah-mujahid&status=disputed")
    page.reload()
    expect(results(page).first).to_be_visible()
    expect(choice(page, "Claim status")).to_have_value("disputed")
    expect(choice(page, "Actor")).to_have_value("zabihullah-mujahid")


def test_filters_work_without_words(open_page: Open) -> None:
    page = open_page("/search/?topic=kabul-security&year=2021&stage=final")
    expect(results(page).first).to_contain_text("Final")
    choice(page, "Topic").select_option("")
    choice(page, "Stage").select_option("developing")
    expect(results(page).first).to_contain_text("Developing")


def test_arrow_keys_walk_through_results_and_escape_clears(open_page: Open) -> None:
    page = open_page("/search/?q=wesh")
    expect(results(page)).to_have_count(10)
    page.locator("#q").press("ArrowDown")
    expect(results(page).nth(0).get_by_role("link")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results(page).nth(1).get_by_role("link")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("#q")).to_have_value("")
    expect(results(page)).to_have_count(0)
    expect(status(page)).to_have_text("")
    expect(page).to_have_url("/search/")


def test_more_results_go_on_where_the_list_ended(open_page: Open) -> None:
    page = open_page("/search/?q=wesh")
    expect(results(page)).to_have_count(10)
    page.get_by_role("button", name="More results").click()
    expect(results(page)).to_have_count(20)
    expect(results(page).nth(10).get_by_role("link")).to_be_focused()


@pytest.mark.parametrize("address", ["/search/", "/search/fa/"])
@pytest.mark.parametrize("words", ["گذرگاه ویش", "گذرگاه ويش"], ids=["persian", "arabic-letters"])
def test_a_query_in_dari_finds_the_dari_briefing(open_page: Open, address: str, words: str) -> None:
    page = open_page(address)
    page.locator("#q").fill(words)
    first = page.locator(".search__found li").first
    href = first.get_by_role("link").get_attribute("href") or ""
    assert href.startswith("/fa/briefings/2021-07-14-wesh-capture/#")
    expect(first).to_have_attribute("lang", "fa")
    expect(first.locator("mark").first).to_be_visible()
    assert first.locator(".row__title").evaluate("title => getComputedStyle(title).direction") == "rtl"
    # What it is reads in the order of the page.
    direction = page.evaluate("document.documentElement.dir")
    assert first.locator(".meta").evaluate("facts => getComputedStyle(facts).direction") == direction


def test_digits_are_found_in_every_script(open_page: Open) -> None:
    found = []
    for digits in ("2001", "۲۰۰۱", "٢٠٠١"):
        page = open_page("/search/")
        ask(page, digits)
        expect(results(page).first).to_be_visible()
        found.append(status(page).inner_text())
    assert len(set(found)) == 1


def test_the_language_may_be_chosen(open_page: Open) -> None:
    page = open_page("/search/?lang=fa")
    expect(results(page).first).to_be_visible()
    assert set(results(page).evaluate_all("rows => rows.map(row => row.lang)")) == {"fa"}
    assert count(page) == list_left(page, "Language")[language_name("fa")]


def test_years_have_the_digits_of_the_page_and_choose_the_same(open_page: Open) -> None:
    texts = {}
    for address in ("/search/", "/search/fa/"):
        page = open_page(address)
        years = page.locator("select[name=year]")
        page.locator("#q").focus()
        expect(years.locator("option[value='2021']")).to_contain_text(" (")
        rows = years.evaluate("list => [...list.options].slice(1).map(one => [one.value, one.text])")
        texts[address] = {value: text.partition(" ")[0] for value, text in rows}
        assert list(texts[address]) == sorted(texts[address], key=int, reverse=True)
    assert all(value == text for value, text in texts["/search/"].items())
    assert texts["/search/fa/"] == {value: load_language("fa").digits(value) for value in texts["/search/"]}
    years.select_option("2021")
    expect(page).to_have_url("/search/fa/?year=2021")
    expect(page.locator(".search__found li").first).to_be_visible()


def test_without_script_there_are_lists(open_page: Open) -> None:
    page = open_page("/search/", java_script_enabled=False)
    expect(page.get_by_role("search")).to_have_count(0)
    main = page.get_by_role("main")
    expect(main.locator("noscript p")).to_contain_text("The search needs JavaScript")
    expect(main.get_by_role("link", name="Timeline", exact=True)).to_have_attribute("href", "/timeline/")
    expect(main.get_by_role("link", name="Topics", exact=True)).to_have_attribute("href", "/topics/")
    expect(main.get_by_role("link", name="Zabihullah Mujahid")).to_have_attribute("href", "/actors/zabihullah-mujahid/")


def test_a_site_whose_index_is_not_there_says_so(open_page: Open, complaints: object) -> None:
    page = open_page("/404.html")
    complaints.expected = ("404",)  # type: ignore[attr-defined]
    page.route("**/pagefind/**", lambda route: route.fulfill(status=404))
    page.goto("/search/?q=wesh")
    expect(status(page)).to_have_text("The search of this site has not been built.")


def test_it_works_under_the_headers_of_a_host(open_page: Open, published_site: Path) -> None:
    """A host joins all rules for an address; browsers obey the strictest."""
    rules: dict[str, list[str]] = {}
    for line in (published_site / "_headers").read_text().splitlines():
        if line.startswith("/"):
            rules[line] = policies = []
        elif line.startswith("  Content-Security-Policy: "):
            policies.append(line.partition(": ")[2])
    sent: dict[str, list[str]] = {}

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        sent[path] = [policy for rule, found in rules.items() if fnmatchcase(path, rule) for policy in found]
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "Content-Security-Policy": ", ".join(sent[path])})

    page = open_page("/404.html")
    page.route("**/*", answer)
    page.goto("/search/")
    ask(page, "wesh")
    expect(results(page).first).to_be_visible()
    assert len(sent["/search/"]) == 1
    assert "'wasm-unsafe-eval'" in sent["/search/"][0]
    page.goto("/topics/")
    page.get_by_role("searchbox", name="Search").fill("kabul")
    page.keyboard.press("Enter")
    expect(results(page).first).to_be_visible()


@pytest.mark.parametrize(
    ("address", "width", "scheme"),
    [("/search/?q=wesh", 390, "dark"), ("/search/?q=wesh", 1440, "light"), ("/search/fa/?q=ویش", 390, "light")],
)
def test_the_page_has_no_violation(open_page: Open, address: str, width: int, scheme: str) -> None:
    page = open_page(address, viewport={"width": width, "height": 900}, color_scheme=scheme)
    expect(page.locator(".search__found li").first).to_be_visible()
    options = {"resultTypes": ["violations"], "rules": {"color-contrast-enhanced": {"enabled": True}}}
    found = Axe().run(page, options=options).response["violations"]
    assert [f"{v['id']}: {node['target']}: {node['failureSummary']}" for v in found for node in v["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_pages_with_the_box_have_no_violation(open_page: Open) -> None:
    page = open_page("/", viewport={"width": 390, "height": 900})
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [violation["id"] for violation in found] == []
