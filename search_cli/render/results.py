"""Answers as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from index.model import DocumentRecord, DossierStatus, LibraryStatus, PassedOver, Remark, StoredSource
from index.ranking.model import Answer, Explanation, Form, Hit, NearCopy, Searched
from ingest.citing.cite import on_page, passage_citation
from ingest.model import Passage
from search_cli.excerpts import SHOWN_CHARS, after_headings, excerpt_range, sentence_before
from search_cli.terminal import indented
from search_cli.titles import fitted, shown_title

if TYPE_CHECKING:
    from index.adding.build import Report

MARK = "bold yellow"
# With less than this beside it, a hit holds its reasons itself.
MIN_BESIDE_CHARS = 80
# With fewer hits than this, what was left out is told.
SHOWN_FURTHER = 10
# Of a word as common as uitvoering there are hundreds of compounds.
SHOWN_FORMS = 12
# What stands before the titles of papers in a list of them.
BESIDE_TITLE = 42
# The filters that take a name as the papers have it, and how these are listed.
LISTED_NAMES = (("organisation", "ORG", "organisations"), ("measure", "MAATREGEL", "measures"))
# A hit is still a few lines with so many.
SHOWN_NOTES = 3


def plural(n: int, one: str, many: str | None = None) -> str:
    """1 paper, 2 papers."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def show_answer(console: Console, answer: Answer, *, marks: bool = False) -> None:
    """All hits with page, citation and marked words, then what was searched.

    Args:
        marks: put ** around the words that were searched, for output without colours.
    """
    for hit in answer.hits:
        show_hit(console, hit, marks=marks)
    show_footer(console, answer)


def show_footer(console: Console, answer: Answer) -> None:
    """What was searched, what was not found, and what may have been meant."""
    for record in answer.marked:
        console.print(
            Text(f"{answer.query} is the kenmerk or zaaknummer of {shown_title(record)}; 'vindplaats show {record.id}'")
        )
    if answer.suggestion:
        console.print(Text(f"bedoelde u {answer.suggestion.rstrip(' ?')}?", style="bold"))
    console.print(Text(searched_line(answer), style="dim"))
    if answer.forms:
        console.print(Text(f"Word forms searched: {forms_line(answer.forms)}", style="dim"))
    if answer.absent and (answer.forms or answer.n_found):
        console.print(Text(f"In none of these papers: {', '.join(answer.absent)}", style="dim"))


def forms_line(forms: Sequence[Form]) -> str:
    """The commonest forms with their counts, and how many there are more."""
    common = sorted(forms, key=lambda form: -form.occurrences)[:SHOWN_FORMS]
    rest = len(forms) - len(common)
    shown = ", ".join(f"{form.form} ({form.occurrences:,})" for form in common)
    return shown + (f" and {plural(rest, 'rarer one')} (all in --json); -form leaves one out" if rest else "")


def show_hit(console: Console, hit: Hit, *, marks: bool = False) -> None:
    passage, metadata = hit.passage.passage, hit.document.metadata
    title = Text.assemble(
        (f"{hit.rank}. ", "bold"), (shown_title(hit.document), "bold"), f"  {metadata.date or 'undated'}"
    )
    console.print(title)
    where = passage_citation(metadata, passage)
    console.print(indented(console, Text(where), 3), style="green")
    notes = [" › ".join(passage.headings[-2:])] if passage.headings else []
    if notes := [*notes, *noted(hit)]:
        console.print(indented(console, Text("  ·  ".join(notes)), 3), style="cyan")
    shown = excerpt(passage.text, hit.marks, after_headings(passage, hit.marks))
    console.print(indented(console, starred(shown) if marks else shown, 3))
    for item in hit.recommendations[:1]:
        for source in item.sources[:1]:
            _show_source(console, hit, item.recommendation.type, source)
    for line in (*notes_lines(hit.remarks), *copies_lines(hit.near_copies)):
        console.print(indented(console, Text(line), 3), style="dim")
    if hit.explanation:
        show_explanation(console, hit, hit.explanation)
    place = f"passage {hit.passage.id} of {hit.document.id}, {_pages_of(passage)}"
    console.print(indented(console, Text(place), 3), style="dim")
    console.print()


def _pages_of(passage: Passage) -> str:
    return f"page {pages(passage.page, passage.last_page)}" if passage.page else "without pages"


def noted(hit: Hit) -> list[str]:
    """What else a reader must know of a hit at once: how it was found, what it is, what begins in it."""
    passage = hit.passage.passage
    facts = ["by meaning"] if hit.by == ("meaning",) else []
    facts += [passage.part] if passage.part != "body" else []
    facts += ["OCR"] if passage.is_ocr else []
    found = [item.recommendation for item in hit.recommendations]
    facts += sorted({each.type + (" (doubtful)" if each.grade == "doubtful" else "") for each in found})
    return facts + ([f"source of {plural(len(hit.source_of), 'recommendation')}"] if hit.source_of else [])


def copies_lines(copies: Sequence[NearCopy]) -> list[str]:
    """Where the same words stand, and where nearly the same, with what differs; below each what was noted there."""
    same = [copy for copy in copies if not copy.differs]
    lines = [f"the same in {some([_place(copy) for copy in same])}"] if same else []
    lines += [f"{line} (in {_place(copy)})" for copy in same for line in notes_lines(copy.remarks)]
    for copy in copies:
        if copy.differs:
            shown = "; ".join(f"{_quoted(there)} for {_quoted(here)}" for here, there in copy.differs[:3])
            rest = f" and {len(copy.differs) - 3} more" if len(copy.differs) > 3 else ""
            lines.append(f"nearly the same in {_place(copy)}, with {shown}{rest}")
            lines += [f"{line} (there)" for line in notes_lines(copy.remarks)]
    return lines


def notes_lines(remarks: Sequence[Remark]) -> list[str]:
    """What a reader noted, a line a remark, with its tags; of many the first."""
    lines = [f"note: {said_of(remark)}" for remark in remarks[:SHOWN_NOTES]]
    more = len(remarks) - SHOWN_NOTES
    return [*lines, f"and {plural(more, 'note')} more ('vindplaats notes')"] if more > 0 else lines


def said_of(remark: Remark) -> str:
    """A remark with its tags behind it: eerste keer  #uitvoering #ict."""
    return "  ".join(part for part in (remark.remark, " ".join(f"#{tag}" for tag in remark.tags)) if part)


def _place(copy: NearCopy) -> str:
    return f"{copy.record.document} {on_page(copy.record.passage.page)}"


def _quoted(words: str) -> str:
    return f"“{words}”" if words else "nothing"


def starred(text: Text) -> Text:
    """A text with ** around what is marked in it."""
    plain, shown, at = text.plain, "", 0
    for span in text.spans:
        shown += f"{plain[at : span.start]}**{plain[span.start : span.end]}**"
        at = span.end
    return Text(shown + plain[at:])


def _show_source(console: Console, hit: Hit, kind: str, source: StoredSource) -> None:
    """What a recommendation in a hit rests on, without what the hit shows already."""
    other = beside(hit.passage.passage, source)
    if len(other) < MIN_BESIDE_CHARS:
        console.print(Text(f"   the {kind} rests on this text itself", style="cyan"))
        return
    console.print(Text(f"   the {kind} {rests(source)} {on_page(source.page)}:", style="cyan"))
    console.print(indented(console, excerpt(other, ()), 5), style="dim")


def rests(source: StoredSource) -> str:
    """Whether a recommendation rests on a source, or may: what is likelier not to be its ground is not told as one."""
    return "rests on" if source.is_likely else "may rest on"


def beside(passage: Passage, source: StoredSource) -> str:
    """The part of a source in the same paper that stands before a passage, or else after it; the nearest of a long one.

    What stands before the title that a passage opens with is about something else.
    """
    before, after = source.place_in_text(passage.start), source.place_in_text(passage.end)
    if before >= len(source.text) or after <= 0:
        return source.text
    opens = any(passage.text.startswith(heading) for heading in passage.headings)
    led_up = "" if opens else source.text[: max(before, 0)].strip()
    if len(led_up) > SHOWN_CHARS:
        led_up = led_up[sentence_before(led_up, len(led_up) - SHOWN_CHARS // 2) :]
    return led_up if len(led_up) >= MIN_BESIDE_CHARS or opens else source.text[after:].strip()


def show_explanation(console: Console, hit: Hit, explanation: Explanation) -> None:
    """The lexical part with its words, the semantic part with its sentence, the ranks before and after fusion."""
    words = ", ".join(f"{word} {weight:.2f}" for word, weight in explanation.words) or "none of these"
    lexical, semantic, fused = hit.why.lexical_rank, hit.why.semantic_rank, explanation.fused_rank
    lines = [f"words: {explanation.lexical_score:.2f} ({words}), rank {lexical or 'none'}"]
    if explanation.cosine is not None:
        lines.append(f"meaning: cosine {explanation.cosine:.3f}, rank {semantic or 'none'}")
    if explanation.sentence:
        start, end = explanation.sentence
        lines.append(f"nearest sentence: “{' '.join(hit.passage.passage.text[start:end].split())}”")
    again = "" if explanation.read_again is None else f"; read again: {explanation.read_again:.3f}"
    lines.append(f"together: score {hit.score:.3f}, rank {fused or 'none'}{again}; shown as {hit.rank}")
    if explanation.filters:
        lines.append(f"only {', '.join(explanation.filters)}")
    console.print(indented(console, Text("\n".join(lines), style="magenta"), 3))


def pages(page: int, last_page: int) -> str:
    return str(page) if page == last_page else f"{page}-{last_page}"


def excerpt(text: str, marks: Sequence[tuple[int, int]], begin: int = 0) -> Text:
    """A passage with its marks; of a long one the part around the first mark, cut between words.

    begin: where what is to be shown begins.
    """
    start, end = excerpt_range(text, marks, begin)
    shown = Text("… " if start > begin else "")
    at = start
    for first, last in marks:
        if first < at or last > end:
            continue
        shown.append(text[at:first])
        shown.append(text[first:last], style=MARK)
        at = last
    shown.append(text[at:end])
    shown.append(" …" if end < len(text) else "")
    return shown


def searched_line(answer: Answer) -> str:
    """How much was searched, so that "no hits" can be relied on."""
    searched, n_shown = answer.searched, len(answer.hits)
    within = searched_within(searched)
    # Of a passage found by its words some stand only in the titles above it: these are not counted as hits.
    n_with_words = sum(bool(hit.marks) for hit in answer.hits)
    in_titles = sum("words" in hit.by and not hit.marks for hit in answer.hits)
    by_meaning = n_shown - n_with_words - in_titles
    if not searched.documents:
        passes = f"No passage passes {', '.join(searched.filters)}; {where_listed(searched.filters)}"
        line = passes if searched.filters else "The library holds no papers"
    elif answer.mode == "semantic":
        line = f"The {plural(n_shown, 'passage')} nearest in meaning, of {within}"
    elif answer.n_found is None:
        line = f"The best {plural(n_shown, 'passage')} of {within}; too many have one of these words to count"
    elif answer.n_found:
        line = f"{plural(answer.n_found, 'hit')} in {answer.n_documents} of {within}, {n_with_words} shown"
        line += f", {in_titles} under titles with them" if in_titles else ""
        line += f" and {by_meaning} without these words, by meaning" if by_meaning else ""
    elif answer.hits:
        line = f"None of these words stands in {within}; shown are the {n_shown} nearest in meaning"
    else:
        line = f"No hits in {within}"
    if answer.n_further and n_shown < SHOWN_FURTHER:
        are, them = ("is", "it") if answer.n_further == 1 else ("are", "them")
        line += f"; {plural(answer.n_further, 'passage')} without these words {are} hardly nearer in meaning"
        line += f" than any other (--all shows {them})"
    gaps = not_searched(searched)
    return f"{line}. Not searched: {gaps} (see 'vindplaats status')." if gaps else f"{line}."


def where_listed(filters: Sequence[str]) -> str:
    """Which command lists what can pass filters, as Filters.named prints these: the names, else the papers."""
    asked = {each.partition(":")[0] for each in filters}
    labels = [(label, names) for what, label, names in LISTED_NAMES if what in asked]
    lists = [f"'vindplaats entities --label {label}' lists the {names} by name" for label, names in labels]
    return " and ".join(lists or ["'vindplaats status' lists the papers"])


def searched_within(searched: Searched) -> str:
    """The papers that were looked at, and what limited them: 44 papers (1,624 passages; from: 2020-01-01)."""
    limits = "".join(f"; {limit}" for limit in searched.filters)
    return f"{plural(searched.documents, 'paper')} ({plural(searched.passages, 'passage')}{limits})"


def not_searched(searched: Searched) -> str:
    """What could not be looked at, empty when all could."""
    gaps = []
    if searched.undated:
        gaps.append(f"{plural(searched.undated, 'paper')} without a date")
    if searched.pages_without_text:
        gaps.append(f"{plural(searched.pages_without_text, 'page')} without a text layer")
    if searched.failed:
        gaps.append(f"{plural(len(searched.failed), 'file')} could not be read")
    if searched.missing:
        gaps.append(f"missing: {some(searched.missing)}")
    return "; ".join(gaps)


def report_line(report: Report) -> str:
    """One sentence on an add: 12 papers added, 3 unchanged, 1 failed."""
    counts: list[tuple[Collection[object], str, str]] = [
        (report.added, "paper added", "papers added"),
        (report.replaced, "replaced", "replaced"),
        (report.unchanged, "unchanged", "unchanged"),
        (report.copies, "copy noted", "copies noted"),
        (report.failed, "failed", "failed"),
        ([each for each in report.passed_over if not each.is_read_in_part], "passed over", "passed over"),
        ({each.path for each in report.passed_over if each.is_read_in_part}, "read in part", "read in part"),
    ]
    parts = [plural(len(files), one, many) for files, one, many in counts if files]
    return ", ".join(parts) if parts else "no papers found there"


def show_status(console: Console, status: LibraryStatus) -> None:
    """What the library holds, a line a document; then what failed and what is missing."""
    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    for column in ("date", "kind"):
        table.add_column(column, no_wrap=True)
    for column in ("pages", "passages"):
        table.add_column(column, justify="right", no_wrap=True)
    # The id is never cut: it is there to be typed, and papers of one series differ at the end.
    table.add_column("title and id", overflow="fold", ratio=1, min_width=20)
    room = max(20, console.width - BESIDE_TITLE)
    for record in status.documents:
        title = Text(fitted(shown_title(record), room))
        if record.pages_without_text:
            title.append(f"\nno text on p. {', '.join(map(str, record.pages_without_text))}", style="yellow")
        table.add_row(
            record.metadata.date or "undated",
            record.metadata.kind,
            _pages_held(record),
            str(record.n_passages),
            title.append(f"\n{record.id}", style="dim"),
        )
    if status.documents:
        console.print(table)
    n_pages = sum(record.n_pages for record in status.documents)
    n_passages = sum(record.n_passages for record in status.documents)
    n_without = sum(len(record.pages_without_text) for record in status.documents)
    console.print(
        f"\n{plural(len(status.documents), 'paper')}, {plural(n_pages, 'page')}, {plural(n_passages, 'passage')} "
        f"in {escape(str(status.library))}"
    )
    if n_without:
        console.print(
            Text(f"{plural(n_without, 'page')} without a text layer: 'vindplaats add --ocr --redo FILE' reads them"),
            style="yellow",
        )
    for failure in status.failed:
        # A reason may say it itself.
        again = "  (tried again at the next add)" if failure.retry and "tried again" not in failure.reason else ""
        console.print(Text(f"failed: {failure.reason}{again}", style="red"))
    for line in passed_over_lines(status.passed_over):
        console.print(Text(line, style="yellow"))
    for dossier in status.dossiers:
        if dossier.missing or dossier.failed or dossier.withdrawn:
            console.print(Text(dossier_line(dossier), style="yellow"))


def _pages_held(record: DocumentRecord) -> str:
    """How many pages a paper has; the official XML and Word have none."""
    return str(record.n_pages) if record.n_pages else "XML" if record.path.lower().endswith(".xml") else "n.p."


def passed_over_lines(passed_over: Sequence[PassedOver], shown: int = 20) -> list[str]:
    """What was not read, a line a file; of many the first."""
    lines = [
        f"{each.file}: {each.reason}" if each.is_read_in_part else f"passed over: {each.file}: {each.reason}"
        for each in passed_over[:shown]
    ]
    more = len(passed_over) - shown
    return [*lines, f"passed over: {more} more; 'vindplaats status --json' names them"] if more > 0 else lines


def dossier_line(dossier: DossierStatus) -> str:
    """What of a dossier is held and what is not, with the command that repairs it."""
    gaps = {"missing": dossier.missing, "failed": dossier.failed, "withdrawn": dossier.withdrawn}
    line = f"dossier {dossier.dossier}: {len(dossier.held)} held"
    line += "".join(f"; {len(papers)} {what} ({some(papers)})" for what, papers in gaps.items() if papers)
    return line + (f": 'vindplaats fetch {dossier.dossier}'" if dossier.missing or dossier.failed else "")


def some(papers: Sequence[str], shown: int = 8) -> str:
    """The first of them by name, and how many more there are."""
    names = ", ".join(papers[:shown])
    return names + (f" and {len(papers) - shown} more" if len(papers) > shown else "")
